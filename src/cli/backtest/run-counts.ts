import { statSync } from "node:fs";
import { type BucketRows, bucketsByStart, bucketsMerged } from "./count-rows.ts";
import { type CountsLayout, type FileSeries, scanCounts } from "./counts-file.ts";
import { csvOut } from "./csv-out.ts";
import { liveScorer } from "./live-scorer.ts";
import { type PoolScorer, poolScorer, type ScoreSetting } from "./score-counts.ts";
import { SCORE_HEADER } from "./scored.ts";
import type { Bucket } from "./starts.ts";

export interface CountsReport {
  series: number;
  rows: number;
  alerts: number;
}

/**
 * Judges a counts file and writes one row a bucket. `progress` is told the share done, 0 to 1. Series of one channel are a
 * pool; a series without a channel is alone, since nothing says that it is like the others.
 */
export function runCounts(
  path: string,
  bucket: Bucket,
  setting: Omit<ScoreSetting, "seriesCount">,
  outPath: string | undefined,
  progress: (share: number) => void,
): CountsReport {
  const size = Math.max(1, statSync(path).size);
  let done = 0;
  const advance = (bytes: number, share: number) => {
    done += (bytes / size) * share;
    progress(Math.min(1, done));
  };
  const layout = scanCounts(path, setting.clock, (bytes) => advance(bytes, SCAN_SHARE));
  const full: ScoreSetting = { ...setting, seriesCount: layout.series.length };
  const out = csvOut(outPath);
  out.line(SCORE_HEADER);
  let alerts = 0;
  const scorerOf = () =>
    bucket === "5m" ? liveScorer(layout.series, full) : poolScorer(bucket, layout.series, full);
  const read = (bytes: number) => advance(bytes, 1 - SCAN_SHARE);
  if (layout.order === "by-start") {
    const scorers = new Map<string, PoolScorer>();
    for (const { number, rows } of bucketsByStart(path, layout, setting.clock, read))
      for (const [key, part] of byPool(layout, rows)) {
        const scorer = scorers.get(key) ?? scorerOf();
        scorers.set(key, scorer);
        alerts += scorer.score({ number, rows: part }, out);
      }
  } else
    for (const members of poolsOf(layout)) {
      const scorer = scorerOf();
      const merged: Iterable<BucketRows> = bucketsMerged(path, layout, members, setting.clock, read);
      for (const rows of merged) alerts += scorer.score(rows, out);
    }
  out.close();
  progress(1);
  return { series: layout.series.length, rows: layout.rows, alerts };
}

/** The first pass only reads and checks. */
const SCAN_SHARE = 0.3;

function poolKey({ name, channel }: FileSeries): string {
  return channel === "" ? `series ${name}` : `channel ${channel}`;
}

function byPool(layout: CountsLayout, rows: BucketRows["rows"]): Map<string, BucketRows["rows"]> {
  const pools = new Map<string, BucketRows["rows"]>();
  for (const row of rows) {
    const series = layout.series[row.series];
    if (!series) continue;
    const key = poolKey(series);
    const part = pools.get(key);
    if (part) part.push(row);
    else pools.set(key, [row]);
  }
  return pools;
}

function poolsOf(layout: CountsLayout): FileSeries[][] {
  const pools = new Map<string, FileSeries[]>();
  for (const series of layout.series) {
    const key = poolKey(series);
    const pool = pools.get(key);
    if (pool) pool.push(series);
    else pools.set(key, [series]);
  }
  return [...pools.values()];
}
