import { random } from "../../bench/detection/random.ts";
import type { BucketCount } from "../../src/domain/bucket.ts";
import type { Store } from "../../src/store/index.ts";

const BUCKET_MS = 300_000;
const HOUR_MS = 12 * BUCKET_MS;

/** What counts are drawn from: contacts an hour of a reason at an instant. */
export type Rate = (reason: string, at: number) => number;

/** Fills the buckets of `[from, to)` (epoch ms) with contacts by phone, as a drain would have counted them. */
export async function givePast(
  store: Store,
  workspaceId: string,
  {
    from,
    to,
    reasons,
    rate,
    seed = 7,
  }: { from: number; to: number; reasons: string[]; rate: Rate; seed?: number },
): Promise<void> {
  const draws = random(seed);
  const start = Math.floor(from / BUCKET_MS) * BUCKET_MS;
  for (let dayAt = start; dayAt < to; dayAt += 24 * HOUR_MS) {
    const counts = new Map<string, BucketCount>();
    for (let at = dayAt; at < Math.min(to, dayAt + 24 * HOUR_MS); at += BUCKET_MS)
      for (const reason of reasons) {
        const count = draws.poisson(rate(reason, at) / 12);
        if (count === 0) continue;
        for (const name of [reason, "*"])
          for (const [grain, step] of [
            ["5m", BUCKET_MS],
            ["1h", HOUR_MS],
          ] as const) {
            const startAt = Math.floor(at / step) * step;
            const key = `${grain} ${name} ${startAt}`;
            const bucket = counts.get(key) ?? { grain, reason: name, channel: "phone", startAt, count: 0 };
            counts.set(key, { ...bucket, count: bucket.count + count });
          }
      }
    await store.buckets.add(workspaceId, [...counts.values()]);
  }
}
