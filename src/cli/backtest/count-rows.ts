import {
  CHUNK_BYTES,
  type CountRow,
  type CountsLayout,
  type FileSeries,
  readRow,
  seriesKey,
} from "./counts-file.ts";
import { csvChunks } from "./csv-chunks.ts";
import type { BucketClock } from "./starts.ts";

/** The rows of one bucket of one pool, by place of the series. */
export interface BucketRows {
  number: number;
  rows: CountRow[];
}

/** All rows of a file ordered by start, bucket by bucket. */
export function* bucketsByStart(
  path: string,
  layout: CountsLayout,
  clock: BucketClock,
  progress: (bytes: number) => void,
): Generator<BucketRows> {
  let bucket: BucketRows | undefined;
  for (const chunk of csvChunks(path, { size: CHUNK_BYTES })) {
    let line = chunk.firstLine;
    for (const record of chunk.records) {
      const isHeader = line === 1;
      line += 1;
      if (isHeader) continue;
      const row = toRow(record, layout, clock, line - 1);
      if (bucket?.number === row.number) bucket.rows.push(row);
      else {
        if (bucket) yield bucket;
        bucket = { number: row.number, rows: [row] };
      }
    }
    progress(chunk.bytes);
  }
  if (bucket) yield bucket;
}

/** The rows of some series of a file ordered by series, merged bucket by bucket; each series is read where it stands. */
export function* bucketsMerged(
  path: string,
  layout: CountsLayout,
  series: readonly FileSeries[],
  clock: BucketClock,
  progress: (bytes: number) => void,
): Generator<BucketRows> {
  const readers = series.map((one) => rowsOf(path, layout, one, clock, progress));
  const heads = readers.map((reader) => reader.next().value);
  for (;;) {
    let number = Number.POSITIVE_INFINITY;
    for (const head of heads) if (head && head.number < number) number = head.number;
    if (number === Number.POSITIVE_INFINITY) return;
    const rows: CountRow[] = [];
    heads.forEach((head, i) => {
      if (head?.number !== number) return;
      rows.push(head);
      heads[i] = readers[i]?.next().value;
    });
    yield { number, rows };
  }
}

function* rowsOf(
  path: string,
  layout: CountsLayout,
  series: FileSeries,
  clock: BucketClock,
  progress: (bytes: number) => void,
): Generator<CountRow, undefined> {
  let left = series.rows;
  let skip = series.skip;
  const pieces = csvChunks(path, { from: series.offset, firstLine: series.firstLine, size: CHUNK_BYTES });
  for (const chunk of pieces) {
    const records = chunk.records.slice(skip, skip + left);
    const perRow = chunk.bytes / Math.max(1, chunk.records.length);
    for (const [i, record] of records.entries())
      yield toRow(record, layout, clock, chunk.firstLine + skip + i);
    progress(perRow * records.length);
    left -= records.length;
    skip = 0;
    if (left === 0) return undefined;
  }
  return undefined;
}

function toRow(record: readonly string[], layout: CountsLayout, clock: BucketClock, line: number): CountRow {
  const { name, channel, start, number, count } = readRow(record, layout.columns, clock, line);
  return { series: layout.places.get(seriesKey(name, channel)) ?? -1, number, start, count };
}
