import { statSync } from "node:fs";
import type { ZoneTime } from "../../domain/detection/zone-time.ts";
import { SetupError } from "../../errors.ts";
import { csvChunks } from "./csv-chunks.ts";
import { instantOf } from "./starts.ts";

/** Contacts of a file, in the order of time: parallel lists, a few bytes a contact. */
export interface EventList {
  /** Epoch ms. */
  at: number[];
  reason: number[];
  channel: number[];
  reasons: string[];
  channels: string[];
}

const DEFAULT_CHANNEL = "all";

/** Reads `occurredAt,reason[,channel,...]`; a bad row throws an error that names its line. */
export function readEvents(path: string, zone: ZoneTime, progress: (share: number) => void): EventList {
  const size = Math.max(1, statSync(path).size);
  const reasons = names();
  const channels = names();
  const rows: { at: number; reason: number; channel: number }[] = [];
  let columns: { at: number; reason: number; channel: number } | undefined;
  let read = 0;
  for (const chunk of csvChunks(path)) {
    chunk.records.forEach((record, i) => {
      if (columns === undefined) {
        columns = header(record);
        return;
      }
      const line = chunk.firstLine + i;
      const time = record[columns.at] ?? "";
      const at = instantOf(time, zone);
      if (at === undefined)
        throw new SetupError(`line ${line}: occurredAt "${time}" is not a time such as 2026-11-20T09:14:00Z`);
      const reason = record[columns.reason] ?? "";
      if (reason === "") throw new SetupError(`line ${line}: the reason is empty`);
      const channel = (columns.channel < 0 ? "" : record[columns.channel]) || DEFAULT_CHANNEL;
      rows.push({ at, reason: reasons.idOf(reason), channel: channels.idOf(channel) });
    });
    read += chunk.bytes;
    progress(read / size);
  }
  if (rows.length === 0) throw new SetupError(`${path} holds no contacts`);
  rows.sort((a, b) => a.at - b.at);
  return {
    at: rows.map((row) => row.at),
    reason: rows.map((row) => row.reason),
    channel: rows.map((row) => row.channel),
    reasons: reasons.list,
    channels: channels.list,
  };
}

function header(record: readonly string[]) {
  const find = (...wanted: string[]) => record.findIndex((name) => wanted.includes(name.toLowerCase()));
  const columns = { at: find("occurredat", "occurred_at"), reason: find("reason"), channel: find("channel") };
  if (columns.at < 0 || columns.reason < 0)
    throw new SetupError(
      `line 1: the header needs occurredAt and reason (and may have channel); found: ${record.join(",")}`,
    );
  return columns;
}

function names() {
  const list: string[] = [];
  const ids = new Map<string, number>();
  const idOf = (name: string): number => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    ids.set(name, list.length);
    list.push(name);
    return list.length - 1;
  };
  return { list, idOf };
}
