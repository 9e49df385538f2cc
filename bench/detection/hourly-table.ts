import { logUpperTail } from "../../src/domain/detection/negative-binomial.ts";
import { addSeries, newPool } from "../../src/domain/detection/pool.ts";
import { HOURLY } from "../../src/domain/detection/scale.ts";
import { stepPool } from "../../src/domain/detection/step.ts";
import { surprise } from "../../src/domain/detection/surprise.ts";
import {
  CHANNELS,
  FIRST_JUDGED_HOUR,
  HOURS,
  type HourlySeries,
  hourlyReasons,
  isDayAfter,
  isHoliday,
} from "./hourly-reasons.ts";
import { powerAt, realised, type Scores, table, three } from "./power.ts";

const RATES = [2e-5, 1e-4, 1e-3, 1e-2];
const LEVELS = [0.05, 0.01, 0.001, 1e-4];
const SAME_HOURS = 8;
/** After a spike the 24-hour window still holds it: these hours are neither quiet nor spike. */
const AFTERMATH_HOURS = 24;

type Score = (series: HourlySeries, hour: number) => number;

/** Power against false-positive rate over some seeds, and how nominal levels are realised. */
export function hourlyTable(seeds: readonly number[]): string {
  const scores = new Map<string, Scores>();
  const calibrated: number[] = [];
  for (const seed of seeds) {
    const all = hourlyReasons(seed);
    const judged = ours(all);
    const methods: Record<string, Score> = {
      "mean/sd of 8 same hours": sameHours((count, mean, sd) => (count - mean) / Math.max(sd, 0.5)),
      "Poisson on 8 same hours": sameHours((count, mean) => -logUpperTail(count, Math.max(mean, 0.2), 0)),
      "ours (score)": (series, hour) => judged.get(series)?.score[hour] ?? 0,
      "oracle, 3 h": oracle(3),
    };
    for (const [name, method] of Object.entries(methods)) collect(all, method, into(scores, name));
    const own: Scores = { quiet: [], best: [] };
    collect(all, (series, hour) => judged.get(series)?.surprise[hour] ?? 0, own);
    for (const value of own.quiet) calibrated.push(value);
  }
  return [
    table(
      ["POD at FPR", ...RATES.map(String)],
      [...scores].map(([name, one]) => [name, ...powerAt(one, RATES).map(three)]),
    ),
    "",
    table(
      ["nominal p", ...LEVELS.map(String)],
      [["realised", ...realised(calibrated, LEVELS).map((rate) => rate.toPrecision(2))]],
    ),
  ].join("\n");
}

function into(scores: Map<string, Scores>, name: string): Scores {
  const own = scores.get(name) ?? { quiet: [], best: [] };
  scores.set(name, own);
  return own;
}

function collect(all: readonly HourlySeries[], method: Score, scores: Scores): void {
  for (const series of all) {
    const touched = new Uint8Array(HOURS);
    for (const { from, to } of series.spikes) {
      let best = Number.NEGATIVE_INFINITY;
      for (let hour = from; hour < Math.min(HOURS, to + AFTERMATH_HOURS); hour += 1) {
        touched[hour] = 1;
        if (hour < to) best = Math.max(best, method(series, hour));
      }
      scores.best.push(best);
    }
    for (let hour = FIRST_JUDGED_HOUR; hour < HOURS; hour += 1)
      if (touched[hour] === 0) scores.quiet.push(method(series, hour));
  }
}

function ours(all: readonly HourlySeries[]) {
  const judged = new Map(
    all.map((series) => [series, { score: new Float64Array(HOURS), surprise: new Float64Array(HOURS) }]),
  );
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const mine = all.filter((series) => series.channel === channel);
    const pool = newPool(HOURLY);
    for (const _ of mine) addSeries(pool, HOURLY);
    for (let hour = 0; hour < HOURS; hour += 1) {
      const kind = isHoliday(hour) ? "holiday" : isDayAfter(hour) ? "day-after" : "usual";
      const moment = { yearPhase: 0, day: Math.floor(hour / 24) % 7, cell: hour % 168, kind } as const;
      const looks = stepPool(
        pool,
        HOURLY,
        moment,
        mine.map((series) => series.counts[hour]),
      );
      mine.forEach((series, i) => {
        const into = judged.get(series);
        const look = looks[i];
        if (!into || !look) return;
        into.score[hour] = look.rawSurprise;
        into.surprise[hour] = look.surprise;
      });
    }
  }
  return judged;
}

function oracle(hours: number): Score {
  return ({ counts, means, dispersion }, hour) => {
    let observed = 0;
    let mean = 0;
    for (let h = Math.max(0, hour - hours + 1); h <= hour; h += 1) {
      observed += counts[h] ?? 0;
      mean += means[h] ?? 0;
    }
    return surprise(observed, { mean, dispersion, logVariance: 0 });
  };
}

/** The usual rule of monitoring tools: the same hour of the last eight weeks. */
function sameHours(score: (count: number, mean: number, sd: number) => number): Score {
  return ({ counts }, hour) => {
    const base: number[] = [];
    for (let week = 1; week <= SAME_HOURS; week += 1) {
      const count = counts[hour - week * 168];
      if (count !== undefined) base.push(count);
    }
    if (base.length < 4) return 0;
    const mean = base.reduce((a, b) => a + b, 0) / base.length;
    const variance = base.reduce((a, b) => a + (b - mean) ** 2, 0) / (base.length - 1);
    return score(counts[hour] ?? 0, mean, Math.sqrt(variance));
  };
}
