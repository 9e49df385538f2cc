import { statSync } from "node:fs";
import { BUCKET_MS } from "../../domain/detection/live-window.ts";
import type { ZoneTime } from "../../domain/detection/zone-time.ts";
import { SetupError } from "../../errors.ts";
import { csvChunks, keptField } from "./csv-chunks.ts";
import { numberSorter } from "./number-sorter.ts";
import { instantOf } from "./starts.ts";
import { strayRows } from "./stray-rows.ts";

/** A file of contacts, read and checked. */
export interface EventsFile {
  /** Epoch ms of the first and last contact. */
  firstAt: number;
  lastAt: number;
  /** Every 5-minute bucket that holds contacts, oldest first, whatever the order of the file; once only. */
  buckets(): Generator<EventBucket>;
  close(): void;
}

/** Contacts of `[at, at + 5 min)`, epoch ms. */
export interface EventBucket {
  at: number;
  counts: { reason: string; channel: string; count: number }[];
}

const DEFAULT_CHANNEL = "all";
/** A bucket and a series (reason and channel) make one number: the bucket's, times this, plus the series' place. */
const MOST_SERIES = 2 ** 20;

/**
 * Reads `occurredAt,reason[,channel,...]`; a bad row, or one dated years away from the others, throws an error that names
 * its line. Memory grows with the number of different reasons, not with that of contacts: `held` of them are kept in
 * memory, 8 bytes each, more in a temporary file.
 */
export function readEvents(
  path: string,
  zone: ZoneTime,
  progress: (share: number) => void,
  held?: number,
): EventsFile {
  const size = Math.max(1, statSync(path).size);
  const sorter = numberSorter(held);
  const series = seriesPlaces();
  const stray = strayRows();
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  let read = 0;
  try {
    let columns: Columns | undefined;
    for (const chunk of csvChunks(path)) {
      for (const [i, record] of chunk.records.entries()) {
        if (columns === undefined) {
          columns = header(record);
          continue;
        }
        const line = chunk.firstLine + i;
        const { at, time, reason, channel } = readRow(record, columns, zone, line);
        stray.add(at, line, time);
        if (at < firstAt) firstAt = at;
        if (at > lastAt) lastAt = at;
        sorter.add(Math.floor(at / BUCKET_MS) * MOST_SERIES + series.placeOf(reason, channel));
      }
      read += chunk.bytes;
      progress(read / size);
    }
    if (lastAt < firstAt) throw new SetupError(`${path} holds no contacts`);
    stray.check();
  } catch (error) {
    sorter.close();
    throw error;
  }
  return {
    firstAt,
    lastAt,
    *buckets() {
      for (let first = sorter.smallest(); first !== undefined; first = sorter.smallest()) {
        const bucket = Math.floor(first / MOST_SERIES);
        const counts = new Map<number, number>();
        sorter.takeBelow((bucket + 1) * MOST_SERIES, (value) => {
          const place = value - bucket * MOST_SERIES;
          counts.set(place, (counts.get(place) ?? 0) + 1);
        });
        yield {
          at: bucket * BUCKET_MS,
          counts: [...counts].map(([place, count]) => ({ ...series.at(place), count })),
        };
      }
    },
    close: sorter.close,
  };
}

interface Columns {
  at: number;
  reason: number;
  channel: number;
}

function header(record: readonly string[]): Columns {
  const find = (...wanted: string[]) => record.findIndex((name) => wanted.includes(name.toLowerCase()));
  const columns = { at: find("occurredat", "occurred_at"), reason: find("reason"), channel: find("channel") };
  if (columns.at < 0 || columns.reason < 0)
    throw new SetupError(
      `line 1: the header needs occurredAt and reason (and may have channel); found: ${record.join(",")}`,
    );
  return columns;
}

function readRow(record: readonly string[], columns: Columns, zone: ZoneTime, line: number) {
  const time = record[columns.at] ?? "";
  const at = instantOf(time, zone);
  if (at === undefined)
    throw new SetupError(`line ${line}: occurredAt "${time}" is not a time such as 2026-11-20T09:14:00Z`);
  const reason = record[columns.reason] ?? "";
  if (reason === "") throw new SetupError(`line ${line}: the reason is empty`);
  const channel = (columns.channel < 0 ? "" : record[columns.channel]) || DEFAULT_CHANNEL;
  return { at, time, reason, channel };
}

function seriesPlaces() {
  const list: { reason: string; channel: string }[] = [];
  const places = new Map<string, number>();
  return {
    placeOf: (reason: string, channel: string): number => {
      const key = `${channel}\u0000${reason}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      if (list.length === MOST_SERIES)
        throw new SetupError(`there are more than ${MOST_SERIES} reasons: is it the right column?`);
      places.set(key, list.length);
      list.push({ reason: keptField(reason), channel: keptField(channel) });
      return list.length - 1;
    },
    at: (place: number) => list[place] ?? { reason: "", channel: "" },
  };
}
