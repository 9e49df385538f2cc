import { SetupError } from "../../errors.ts";
import { csvChunks, keptField } from "./csv-chunks.ts";
import type { BucketClock } from "./starts.ts";

/** One series of a counts file, and where its rows are when they stand together. */
export interface FileSeries {
  name: string;
  channel: string;
  /** Byte offset of the chunk that holds its first row, that row's place in the chunk, and the chunk's first line. */
  offset: number;
  skip: number;
  firstLine: number;
  rows: number;
  lastNumber: number;
}

/** What the first pass finds: every series, and how the rows are ordered. */
export interface CountsLayout {
  columns: Columns;
  series: FileSeries[];
  /** Keys (name and channel) of the series, to their place in `series`. */
  places: Map<string, number>;
  rows: number;
  order: "by-start" | "by-series";
}

export interface Columns {
  series: number;
  channel: number;
  start: number;
  count: number;
}

/** One row of a counts file, checked. */
export interface CountRow {
  series: number;
  number: number;
  start: string;
  count: number;
}

/** Bytes read at a time; both passes cut the file at the same places. */
export const CHUNK_BYTES = 32_768;

/**
 * Reads the file once: checks every row and learns which series there are and how they are ordered. Throws an error that
 * names the line for a bad row, a duplicate or unsorted bucket. `progress` is told the bytes read.
 */
export function scanCounts(
  path: string,
  clock: BucketClock,
  progress: (bytes: number) => void,
): CountsLayout {
  const series: FileSeries[] = [];
  const places = new Map<string, number>();
  let columns: Columns | undefined;
  let rows = 0;
  let latest = Number.NEGATIVE_INFINITY;
  let byStart = true;
  let bySeries = true;
  let previous = -1;
  for (const chunk of csvChunks(path, { size: CHUNK_BYTES })) {
    chunk.records.forEach((record, i) => {
      const line = chunk.firstLine + i;
      if (columns === undefined) {
        columns = readHeader(record);
        return;
      }
      const { name, channel, number } = readRow(record, columns, clock, line);
      const key = seriesKey(name, channel);
      let place = places.get(key);
      if (place === undefined) {
        place = series.length;
        places.set(key, place);
        series.push({
          name: keptField(name),
          channel: keptField(channel),
          offset: chunk.offset,
          skip: i,
          firstLine: chunk.firstLine,
          rows: 0,
          lastNumber: Number.NEGATIVE_INFINITY,
        });
      } else if (place !== previous) bySeries = false;
      const own = series[place];
      if (own) checkOrder(own, number, record[columns.start] ?? "", line);
      if (number < latest) byStart = false;
      latest = number;
      previous = place;
      rows += 1;
    });
    progress(chunk.bytes);
  }
  if (columns === undefined || rows === 0) throw new SetupError(`${path} holds no counts`);
  if (!byStart && !bySeries)
    throw new SetupError(
      `${path}: the rows are mixed; sort them by start, or by series (and channel) and then start`,
    );
  return { columns, series, places, rows, order: byStart ? "by-start" : "by-series" };
}

export function seriesKey(name: string, channel: string): string {
  return `${channel}\u0000${name}`;
}

/** The parts of a row; throws an error that names the line when one is wrong. */
export function readRow(record: readonly string[], columns: Columns, clock: BucketClock, line: number) {
  const name = record[columns.series] ?? "";
  const channel = columns.channel < 0 ? "" : (record[columns.channel] ?? "");
  const start = record[columns.start] ?? "";
  const text = record[columns.count] ?? "";
  if (name === "") throw new SetupError(`line ${line}: the series is empty`);
  const number = clock.numberOf(start);
  if (typeof number === "string") throw new SetupError(`line ${line}: ${number}`);
  if (!/^\d{1,12}$/.test(text))
    throw new SetupError(`line ${line}: count "${text}" is not a whole number of contacts (0, 1, 2, ...)`);
  return { name, channel, start, number, count: Number(text) };
}

function readHeader(record: readonly string[]): Columns {
  const at = (name: string) => record.findIndex((column) => column.toLowerCase() === name);
  const columns = { series: at("series"), channel: at("channel"), start: at("start"), count: at("count") };
  const missing = (["series", "start", "count"] as const).filter((name) => columns[name] < 0);
  if (missing.length > 0)
    throw new SetupError(
      `line 1: no column "${missing.join('", "')}" (the header is series[,channel],start,count; found: ${record.join(",")})`,
    );
  return columns;
}

function checkOrder(own: FileSeries, number: number, start: string, line: number): void {
  const what = own.channel === "" ? `"${own.name}"` : `"${own.name}" (${own.channel})`;
  if (number === own.lastNumber)
    throw new SetupError(
      `line ${line}: series ${what} has bucket ${start} twice (when clocks go back, write the offset: 03:00+02:00)`,
    );
  if (number < own.lastNumber)
    throw new SetupError(
      `line ${line}: series ${what} goes back in time to ${start}; sort its rows by start`,
    );
  own.lastNumber = number;
  own.rows += 1;
}
