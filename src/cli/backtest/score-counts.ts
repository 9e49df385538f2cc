import { alertLevel, episodeChange } from "../../domain/detection/decision.ts";
import type { Look } from "../../domain/detection/look.ts";
import { type Holidays, momentOf } from "../../domain/detection/moment.ts";
import { addSeries, newPool, type Pool } from "../../domain/detection/pool.ts";
import { leadingWindow } from "../../domain/detection/recent.ts";
import { DAILY, HOURLY, type Scale, WEEKLY } from "../../domain/detection/scale.ts";
import { stepPool } from "../../domain/detection/step.ts";
import type { ZoneTime } from "../../domain/detection/zone-time.ts";
import type { BucketRows } from "./count-rows.ts";
import type { FileSeries } from "./counts-file.ts";
import type { CsvOut } from "./csv-out.ts";
import { csvField, writeScored } from "./scored.ts";
import type { Bucket, BucketClock } from "./starts.ts";

const SCALES: Record<Exclude<Bucket, "5m">, Scale> = { "1w": WEEKLY, "1d": DAILY, "1h": HOURLY };
const LOOKS_PER_WEEK: Record<Exclude<Bucket, "5m">, number> = { "1w": 1, "1d": 7, "1h": 168 };

export interface ScoreSetting {
  zone: ZoneTime;
  holidays: Holidays;
  clock: BucketClock;
  /** Series of the whole file: they share the budget. */
  seriesCount: number;
  weeklyBudget: number;
}

/** Judges the series of one pool bucket by bucket. */
export interface PoolScorer {
  /** Buckets must come in order; those left out between two are gaps of the whole pool. Answers how many alerts it wrote. */
  score(bucket: BucketRows, out: CsvOut): number;
}

/** `members` are the places of the pool's series in `all`. */
export function poolScorer(
  bucket: Exclude<Bucket, "5m">,
  all: readonly FileSeries[],
  setting: ScoreSetting,
): PoolScorer {
  const scale = SCALES[bucket];
  const pool = newPool(scale);
  const members: Member[] = [];
  const memberOf = new Map<number, number>();
  const alpha = alertLevel(setting.weeklyBudget, setting.seriesCount, LOOKS_PER_WEEK[bucket]);
  let next: number | undefined;
  const step = (number: number, counts: readonly (number | undefined)[]) =>
    stepPool(
      pool,
      scale,
      momentOf(scale, setting.zone, setting.holidays, setting.clock.startOf(number)),
      counts,
    );
  return {
    score: ({ number, rows }, out) => {
      const none = pool.series.map(() => undefined);
      // a year of silence teaches no more than a month of it
      for (let gap = Math.max(next ?? number, number - MAX_GAP); gap < number; gap += 1) step(gap, none);
      next = number + 1;
      const counts: (number | undefined)[] = [...none];
      for (const { series, count } of rows) {
        const place = memberOf.get(series) ?? join(pool, scale, members, memberOf, series, all);
        counts[place] = count;
      }
      const looks = step(number, counts);
      let alerts = 0;
      for (const row of rows) {
        const place = memberOf.get(row.series) ?? -1;
        const member = members[place];
        const look = looks[place];
        if (!member || !look) continue;
        const alert = decide(member, look, scale, pool.series[place]?.steps ?? 0, alpha);
        if (alert) alerts += 1;
        const { mean, logVariance } = look.expectation;
        const expectation = { mean, dispersion: look.dispersion, logVariance };
        const { surprise, rawSurprise } = look;
        const { start, count } = row;
        writeScored(out, { prefix: member.prefix, start, count, expectation, surprise, rawSurprise, alert });
      }
      return alerts;
    },
  };
}

const MAX_GAP = 24 * 60;

interface Member {
  prefix: string;
  open: boolean;
}

function join(
  pool: Pool,
  scale: Scale,
  members: Member[],
  memberOf: Map<number, number>,
  series: number,
  all: readonly FileSeries[],
): number {
  const { name = "", channel = "" } = all[series] ?? {};
  const place = addSeries(pool, scale);
  memberOf.set(series, place);
  members.push({ prefix: `${csvField(name)},${csvField(channel)},`, open: false });
  return place;
}

/** One episode is one alert: 1 where it begins. */
function decide(member: Member, look: Look, scale: Scale, steps: number, alpha: number): boolean {
  const observed = leadingWindow(scale, look.windows)?.observed ?? 0;
  const learned = steps > scale.learningSteps;
  const change = episodeChange(member.open, { surprise: look.surprise, observed, learned }, alpha);
  member.open = change === "began" || change === "goes-on";
  return change === "began";
}
