import { closeSync, openSync, readSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { SetupError } from "../../errors.ts";

/** A whole number of records: where they begin in the file, and the line of the first. */
export interface CsvChunk {
  offset: number;
  bytes: number;
  firstLine: number;
  records: string[][];
}

const NEWLINE = 10;
const QUOTE = 34;
const BOM = "\uFEFF";

/**
 * Reads a CSV file piece by piece, so that memory does not grow with it. `from` and `to` are byte offsets of record starts;
 * the header is not treated specially. Records that cannot be parsed throw an error that names the line.
 */
export function* csvChunks(
  path: string,
  { from = 0, to = Number.POSITIVE_INFINITY, firstLine = 1, size = 65_536 } = {},
): Generator<CsvChunk> {
  const file = openSync(path, "r");
  try {
    let offset = from;
    let line = firstLine;
    let wanted = size;
    while (offset < to) {
      const buffer = Buffer.allocUnsafe(Math.min(wanted, to - offset));
      const read = readSync(file, buffer, 0, buffer.length, offset);
      if (read === 0) return;
      const atEnd = read < buffer.length || offset + read >= to;
      const bytes = atEnd ? read : lastRecordEnd(buffer.subarray(0, read));
      if (bytes === 0) {
        wanted *= 2; // one record longer than the piece
        continue;
      }
      const text = buffer.toString("utf8", 0, bytes);
      yield { offset, bytes, firstLine: line, records: records(text, line) };
      line += countNewlines(buffer, bytes);
      offset += bytes;
      wanted = size;
    }
  } finally {
    closeSync(file);
  }
}

/** A copy of a field that is to be kept: the field itself is a view of its chunk, and would keep all of that in memory. */
export function keptField(field: string): string {
  return Buffer.from(field).toString();
}

function records(piece: string, firstLine: number): string[][] {
  const text = piece.startsWith(BOM) ? piece.slice(1) : piece;
  if (!text.includes('"')) return plainRecords(text);
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch (error) {
    const inPiece = (error as { lines?: number }).lines ?? 1;
    throw new SetupError(`line ${firstLine + inPiece - 1}: this is not CSV (${(error as Error).message})`);
  }
}

/** Without a quote a record is a line; cutting it is five times as fast as parsing, and most files are like that. */
function plainRecords(text: string): string[][] {
  const parsed: string[][] = [];
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed !== "") parsed.push(trimmed.split(",").map(trimField));
  }
  return parsed;
}

function trimField(field: string): string {
  return field.trim();
}

/** The byte after the last newline that no quote encloses; 0 when there is none. */
function lastRecordEnd(buffer: Buffer): number {
  let quotes = 0;
  for (let at = buffer.indexOf(QUOTE); at !== -1; at = buffer.indexOf(QUOTE, at + 1)) quotes += 1;
  let end = buffer.lastIndexOf(NEWLINE) + 1;
  if (quotes === 0) return end;
  // an odd number of quotes before a newline means that it lies within a quoted field
  while (end > 0 && quotesBefore(buffer, end) % 2 === 1) end = buffer.lastIndexOf(NEWLINE, end - 2) + 1;
  return end;
}

function quotesBefore(buffer: Buffer, end: number): number {
  let quotes = 0;
  for (let at = buffer.indexOf(QUOTE); at !== -1 && at < end; at = buffer.indexOf(QUOTE, at + 1)) quotes += 1;
  return quotes;
}

function countNewlines(buffer: Buffer, bytes: number): number {
  let lines = 0;
  for (let at = buffer.indexOf(NEWLINE); at !== -1 && at < bytes; at = buffer.indexOf(NEWLINE, at + 1))
    lines += 1;
  return lines;
}
