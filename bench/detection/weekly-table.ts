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

/** Power against false-positive rate, mean and standard deviation over the seeds, and how nominal levels are realised. */
export function weeklyTable(replicates: number, seeds: readonly number[]): string {
  const power = new Map<string, number[][]>();
  const byScenario = new Map<number, number[]>();
  for (const seed of seeds) {
    const all = weeklyScenarios(replicates, seed);
    for (const [name, method] of Object.entries(METHODS))
      power.set(name, [...(power.get(name) ?? []), powerAt(collect(all, method), RATES)]);
    for (const series of all) {
      const quiet = byScenario.get(series.scenario) ?? [];
      byScenario.set(series.scenario, quiet);
      for (const p of collect([series], (one) => ours(one).map(({ surprise: p }) => p)).quiet) quiet.push(p);
    }
  }
  const scenarios = [...byScenario.values()];
  const overall = realised(scenarios.flat(), LEVELS);
  const worst = LEVELS.map((level) => Math.max(...scenarios.map((one) => realised(one, [level])[0] ?? 0)));
  return [
    table(
      ["POD at FPR", ...RATES.map((rate) => `${rate * 100} %`)],
      [...power].map(([name, runs]) => [
        name,
        ...RATES.map((_, i) => spread(runs.map((run) => run[i] ?? 0))),
      ]),
    ),
    "",
    table(
      ["nominal p", ...LEVELS.map(String)],
      [
        ["realised", ...overall.map((rate) => rate.toFixed(5))],
        ["worst scenario", ...worst.map((rate) => rate.toFixed(5))],
      ],
    ),
  ].join("\n");
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  if (values.length < 2) return three(mean);
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
  return `${three(mean)} ± ${three(Math.sqrt(variance))}`;
}

function collect(all: readonly WeeklySeries[], method: Method): Scores {
  const quiet: number[] = [];
  const best: number[] = [];
  for (const series of all) {
    const { from, to } = series.outbreak ?? { from: WEEKS, to: WEEKS };
    const scores = method(series);
    let found = Number.NEGATIVE_INFINITY;
    for (let week = FIRST_CURRENT_WEEK; week < WEEKS; week += 1) {
      const score = scores[week] ?? 0;
      if (week >= from && week <= to) found = Math.max(found, score);
      else quiet.push(score);
    }
    if (series.outbreak) best.push(found);
  }
  return { quiet, best };
}

const judged = new WeakMap<WeeklySeries, { score: number; surprise: number }[]>();

function ours(series: WeeklySeries): { score: number; surprise: number }[] {
  const known = judged.get(series);
  if (known) return known;
  const pool = newPool(WEEKLY);
  addSeries(pool, WEEKLY);
  const own = series.counts.map((count, week) => {
    const moment = { yearPhase: (week % 52) / 52, day: 0, cell: 0, kind: "usual" } as const;
    const look = stepPool(pool, WEEKLY, moment, [count])[0];
    return { score: look?.rawSurprise ?? 0, surprise: look?.surprise ?? 0 };
  });
  judged.set(series, own);
  return own;
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
