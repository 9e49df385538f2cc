import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { messageOf, SetupError } from "../../errors.ts";
import { checkColumns, type Played, toContact } from "./mapping.ts";

/** A line that was not taken, and why, in the words of whoever refused it. */
export type RejectedLine = { line: number; reasons: string[] };

export type ReadFile = {
  /** What identifies the file's content. */
  hash: string;
  /** Oldest first; lines of the same instant in the file's order. */
  played: Played[];
  rejected: RejectedLine[];
};

type Options = Parameters<typeof toContact>[1] & { delimiter: string };

/**
 * Reads a whole CSV file with a header into contacts, sorted by time; a line that cannot be one is rejected by number.
 * @throws SetupError when there is no such file, no header, or not the mapping's columns
 */
export async function readContacts(path: string, options: Options): Promise<ReadFile> {
  const hash = await hashOf(path);
  const played: Played[] = [];
  const rejected: RejectedLine[] = [];
  let header: string[] | undefined;
  for await (const { line, cells } of linesOf(path, options.delimiter)) {
    if (header === undefined) {
      header = cells.map((name) => name.trim());
      checkColumns(options.mapping, header);
      continue;
    }
    if (cells.length !== header.length) {
      rejected.push({ line, reasons: [`it has ${cells.length} columns, the header has ${header.length}`] });
      continue;
    }
    const byName = new Map(header.map((name, index) => [name, cells[index] ?? ""]));
    const read = toContact(byName, options, `${hash.slice(0, 12)}-${line}`);
    if ("why" in read) rejected.push({ line, reasons: [read.why] });
    else played.push({ line, ...read });
  }
  if (header === undefined) throw new SetupError(`${path} is empty.`);
  played.sort((a, b) => a.at - b.at);
  return { hash, played, rejected };
}

/** Each record with the number of the line on which it begins. */
export async function* linesOf(
  path: string,
  delimiter: string,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const records = createReadStream(path).pipe(
    parse({
      bom: true,
      info: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  );
  try {
    for await (const { record, info } of records) {
      const breaks = (record as string[]).reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      yield { line: info.lines - breaks, cells: record };
    }
  } catch (error) {
    throw new SetupError(`Cannot read ${path}: ${messageOf(error)}`);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch (error) {
    throw new SetupError(`Cannot read ${path}: ${messageOf(error)}`);
  }
  return hash.digest("hex");
}
