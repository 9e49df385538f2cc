import { writeFile } from "node:fs/promises";
import { SetupError } from "../../errors.ts";
import { linesOf, type RejectedLine } from "./read.ts";
import type { Sent } from "./send.ts";

const SHOWN_REJECTIONS = 10;

/**
 * Prints what became of a file's lines.
 * @throws SetupError when every line was rejected
 */
export function report(
  played: Sent & { lines: number },
  { json, rejected: out }: { json?: boolean; rejected?: string },
): void {
  const { lines, accepted, duplicates, rejected } = played;
  const more = rejected.length - SHOWN_REJECTIONS;
  const text = [
    `${lines} contacts: ${accepted} accepted, ${duplicates} duplicates, ${rejected.length} rejected.`,
    ...rejected
      .slice(0, SHOWN_REJECTIONS)
      .map(({ line, reasons }) => `  line ${line}: ${reasons.join("; ")}`),
    ...(more > 0
      ? [`  and ${more} more${out === undefined ? "; see them all with --rejected out.csv" : ""}`]
      : []),
  ];
  console.log(json ? JSON.stringify({ lines, accepted, duplicates, rejected }) : text.join("\n"));
  if (lines > 0 && rejected.length === lines) throw new SetupError("Every line was rejected.");
}

/** The rejected lines of the CSV file `path` as they were, each after its number and what was wrong, to `out`. */
export async function writeRejected(
  path: string,
  delimiter: string,
  rejected: RejectedLine[],
  out: string,
): Promise<void> {
  const reasons = new Map(rejected.map((each) => [each.line, each.reasons.join("; ")]));
  const rows: string[] = [];
  for await (const { line, cells } of linesOf(path, delimiter)) {
    const why = rows.length === 0 ? "rejected because" : reasons.get(line);
    const number = rows.length === 0 ? "line" : `${line}`;
    if (why !== undefined) rows.push([number, why, ...cells].map(quoted).join(","));
  }
  await writeFile(out, `${rows.join("\n")}\n`);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
