import { addSeries, newPool } from "../../src/domain/detection/pool.ts";
import { WEEKLY } from "../../src/domain/detection/scale.ts";
import { stepPool } from "../../src/domain/detection/step.ts";
import { surprise } from "../../src/domain/detection/surprise.ts";
import { powerAt, realised, type Scores, table, three } from "./power.ts";
import { FIRST_CURRENT_WEEK, WEEKS, type WeeklySeries, weeklyScenarios } from "./weekly-scenarios.ts";

const RATES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05];
const LEVELS = [0.05, 0.01, 0.001];

/** One score a week from the whole history up to it. */
type Method = (series: WeeklySeries) => number[];

const METHODS: Record<string, Method> = {
  "EARS C2": earsC2,
  "ours (score)": (series) => ours(series).map(({ score }) => score),
  "oracle, 1 week": (series) => oracle(series, 1),
  "oracle, 2 weeks": (series) => oracle(series, 2),
};

/** Power against false-positive rate, and how nominal levels are realised. */
export function weeklyTable(replicates: number, seed: number): string {
  const all = weeklyScenarios(replicates, seed);
  const power = Object.entries(METHODS).map(([name, method]) => {
    const scores = collect(all, method);
    return [name, ...powerAt(scores, RATES).map(three)];
  });
  const byScenario = new Map<number, number[]>();
  const quiet: number[] = [];
  for (const series of all) {
    const own = collect([series], (one) => ours(one).map(({ surprise: p }) => p)).quiet;
    quiet.push(...own);
    byScenario.set(series.scenario, [...(byScenario.get(series.scenario) ?? []), ...own]);
  }
  const worst = LEVELS.map((level) =>
    Math.max(...[...byScenario.values()].map((values) => realised(values, [level])[0] ?? 0)),
  );
  return [
    table(["POD at FPR", ...RATES.map((rate) => `${rate * 100} %`)], power),
    "",
    table(
      ["nominal p", ...LEVELS.map(String)],
      [
        ["realised", ...realised(quiet, LEVELS).map((rate) => rate.toFixed(5))],
        ["worst scenario", ...worst.map((rate) => rate.toFixed(5))],
      ],
    ),
  ].join("\n");
}

function collect(all: readonly WeeklySeries[], method: Method): Scores {
  const quiet: number[] = [];
  const best: number[] = [];
  for (const series of all) {
    const scores = method(series);
    let found = Number.NEGATIVE_INFINITY;
    for (let week = FIRST_CURRENT_WEEK; week < WEEKS; week += 1) {
      const score = scores[week] ?? 0;
      if (series.outbreakWeeks.has(week)) found = Math.max(found, score);
      else quiet.push(score);
    }
    best.push(found);
  }
  return { quiet, best };
}

function ours({ counts }: WeeklySeries): { score: number; surprise: number }[] {
  const pool = newPool(WEEKLY);
  addSeries(pool, WEEKLY);
  return counts.map((count, week) => {
    const moment = { yearPhase: (week % 52) / 52, day: 0, cell: 0, kind: "usual" } as const;
    const look = stepPool(pool, WEEKLY, moment, [count])[0];
    return { score: look?.rawSurprise ?? 0, surprise: look?.surprise ?? 0 };
  });
}

/** Knows the true mean and dispersion. */
function oracle({ counts, means, dispersion }: WeeklySeries, weeks: number): number[] {
  const sum = (values: readonly number[], week: number) =>
    values.slice(Math.max(0, week - weeks + 1), week + 1).reduce((a, b) => a + b, 0);
  return counts.map((_, week) =>
    surprise(sum(counts, week), { mean: sum(means, week), dispersion, logVariance: 0 }),
  );
}

/** Mean and standard deviation of seven weeks, with a lag of two (Hutwagner et al. 2003). */
function earsC2({ counts }: WeeklySeries): number[] {
  return counts.map((count, week) => {
    const base = counts.slice(Math.max(0, week - 9), Math.max(0, week - 2));
    if (base.length < 7) return 0;
    const mean = base.reduce((a, b) => a + b, 0) / 7;
    const variance = base.reduce((a, b) => a + (b - mean) ** 2, 0) / 6;
    return (count - mean) / Math.max(Math.sqrt(variance), 0.5);
  });
}
