/** What one method said of a whole data set: its scores where nothing happened, and its best score within each event. */
export interface Scores {
  quiet: number[];
  /** Of each outbreak or spike. */
  best: number[];
}

/** Share of events found at each false-positive rate; the threshold is the one that realises that rate on this data. */
export function powerAt({ quiet, best }: Scores, rates: readonly number[]): number[] {
  const sorted = [...quiet].sort((a, b) => b - a);
  return rates.map((rate) => {
    const threshold = sorted[Math.floor(rate * sorted.length)] ?? Number.POSITIVE_INFINITY;
    return best.filter((score) => score > threshold).length / best.length;
  });
}

/** Realised share of p-values at or under each nominal level; scores are -ln p. */
export function realised(surprises: readonly number[], levels: readonly number[]): number[] {
  return levels.map((level) => surprises.filter((s) => s >= -Math.log(level)).length / surprises.length);
}

/** A table in Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

export const three = (value: number): string => value.toFixed(3);
