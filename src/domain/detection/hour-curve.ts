/**
 * Expected contacts up to any instant, from the expectations of whole hours: the cumulative sum, interpolated by monotone
 * cubics (Fritsch & Butland 1984), so that a quarter of an hour in a steep morning is not a quarter of the hour.
 */
export interface HourCurve {
  /** Start of the first hour, epoch ms. */
  startAt: number;
  cumulative: number[];
  slopes: number[];
}

const HOUR = 3_600_000;

export function hourCurve(startAt: number, means: readonly number[]): HourCurve {
  const cumulative = [0];
  for (const mean of means) cumulative.push((cumulative.at(-1) ?? 0) + mean);
  const slopes = cumulative.map((_, edge) => {
    const before = means[edge - 1];
    const after = means[edge];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    return before * after > 0 ? (2 * before * after) / (before + after) : 0;
  });
  return { startAt, cumulative, slopes };
}

/** Expected contacts in `[from, to)`, epoch ms; what lies outside the curve expects nothing. */
export function expectedBetween(curve: HourCurve, from: number, to: number): number {
  return Math.max(0, cumulativeAt(curve, to) - cumulativeAt(curve, from));
}

function cumulativeAt({ startAt, cumulative, slopes }: HourCurve, at: number): number {
  const hours = Math.min(Math.max(0, (at - startAt) / HOUR), cumulative.length - 1);
  const edge = Math.min(Math.floor(hours), cumulative.length - 2);
  if (edge < 0) return 0;
  const t = hours - edge;
  const low = cumulative[edge] ?? 0;
  const high = cumulative[edge + 1] ?? low;
  const rise = (slopes[edge] ?? 0) * t * (1 - t) ** 2 - (slopes[edge + 1] ?? 0) * t ** 2 * (1 - t);
  return low + (high - low) * t ** 2 * (3 - 2 * t) + rise;
}
