import { execFile } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEvents } from "../../src/cli/backtest/events-file.ts";
import { zoneTime } from "../../src/domain/detection/zone-time.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "earshot-events-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const FIVE_MINUTES = 300_000;
const MONDAY = Date.UTC(2025, 0, 6);

test("contacts in any order come out as their 5-minute buckets, also when only a few are held in memory", () => {
  const path = join(folder, "any-order.csv");
  const contact = fc.record({
    // before 1970 too: somebody's wrong date is no reason to lose count
    at: fc.integer({ min: -40, max: 400 }).map((minutes) => minutes * 60_000),
    reason: fc.constantFrom("invoice", "login", "a, b"),
    channel: fc.constantFrom("phone", ""),
  });
  const files = fc.tuple(
    fc.array(contact, { minLength: 1, maxLength: 200 }),
    fc.integer({ min: 1, max: 60 }),
  );
  fc.assert(
    fc.property(files, ([contacts, held]) => {
      const rows = contacts.map(
        ({ at, reason, channel }) => `${new Date(at).toISOString()},"${reason}",${channel}`,
      );
      writeFileSync(path, ["occurredAt,reason,channel", ...rows].join("\n"));
      const expected = new Map<string, number>();
      for (const { at, reason, channel } of contacts) {
        const start = Math.floor(at / FIVE_MINUTES) * FIVE_MINUTES;
        const key = `${start} ${reason} ${channel || "all"}`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }

      const file = readEvents(path, zoneTime("UTC"), () => undefined, held);
      const buckets = [...file.buckets()];
      file.close();
      const starts = buckets.map(({ at }) => at);
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      const counted = buckets.flatMap(({ at, counts }) =>
        counts.map(({ reason, channel, count }) => [`${at} ${reason} ${channel}`, count] as const),
      );
      expect(counted).toHaveLength(expected.size);
      expect(new Map(counted)).toEqual(expected);
      expect([file.firstAt, file.lastAt]).toEqual([
        Math.min(...contacts.map(({ at }) => at)),
        Math.max(...contacts.map(({ at }) => at)),
      ]);
    }),
    { numRuns: 60 },
  );
});

test("memory does not grow with the file: 450,000 contacts in no order, judged in 32 MB of heap", async () => {
  const path = join(folder, "large.csv");
  const file = openSync(path, "w");
  writeSync(file, "occurredAt,reason,channel\n");
  const [minutes, rows] = [2 * 24 * 60, 450_000];
  for (let i = 0; i < rows; ) {
    const piece: string[] = [];
    // 997 and the minutes have no common factor: every minute comes, in no order
    for (const end = i + 50_000; i < end; i += 1)
      piece.push(
        `${new Date(MONDAY + ((i * 997) % minutes) * 60_000).toISOString()},reason-${i % 7},phone\n`,
      );
    writeSync(file, piece.join(""));
  }
  closeSync(file);
  const words = ["src/cli/main.ts", "backtest", "--events", path];
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--max-old-space-size=32",
    "--import",
    "tsx",
    ...words,
  ]);
  expect(stdout).toBe("No alert would have fired from 2025-01-06 to 2025-01-08 (2 days).\n");
}, 60_000);
