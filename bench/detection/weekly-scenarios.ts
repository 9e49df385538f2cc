import { type Random, random } from "./random.ts";

/** One simulated series of 624 weeks (Noufaily et al. 2013), with the truth that an oracle would know. */
export interface WeeklySeries {
  scenario: number;
  counts: number[];
  /** True mean of the baseline, without outbreaks. */
  means: number[];
  dispersion: number;
  /** The current outbreak, from its first week to its last case; undefined when it has no case. */
  outbreak: { from: number; to: number } | undefined;
}

export const WEEKS = 624;
const FIRST_BASELINE_WEEK = 312;
export const FIRST_CURRENT_WEEK = 575;

/** theta, beta, gamma1, gamma2, dispersion of the seven groups. */
const GROUPS = [
  [0.1, 0.0025, 0.6, 0.6, 1.5],
  [-2, 0.005, 0.1, 0.3, 2],
  [1.5, 0.003, 0.2, -0.4, 1],
  [0.5, 0.002, 0.5, 0.5, 5],
  [2.5, 0.001, 1, 0.1, 3],
  [3.75, 0.001, 0.1, -0.1, 1.1],
  [5, 0.0001, 0.05, 0.01, 1.2],
] as const;

/** The 42 scenarios, `replicates` series of each. */
export function weeklyScenarios(replicates: number, seed: number): WeeklySeries[] {
  const draws = random(seed);
  const all: WeeklySeries[] = [];
  let scenario = 0;
  for (const [theta, beta, cosine, sine, dispersion] of GROUPS)
    for (const slope of [0, beta])
      for (const harmonics of [0, 1, 2]) {
        const means = Array.from({ length: WEEKS }, (_, week) => {
          let log = theta + slope * (week + 1);
          for (let j = 1; j <= harmonics; j += 1) {
            const angle = (2 * Math.PI * j * (week + 1)) / 52;
            log += cosine * Math.cos(angle) + sine * Math.sin(angle);
          }
          return Math.exp(log);
        });
        for (let r = 0; r < replicates; r += 1) all.push(simulate(scenario, means, dispersion, draws));
        scenario += 1;
      }
  return all;
}

function simulate(scenario: number, means: number[], dispersion: number, draws: Random): WeeklySeries {
  const counts = means.map((mean) => draws.count(mean, dispersion));
  const pick = (from: number, to: number): number => from + Math.floor(draws.uniform() * (to - from));
  const outbreak = (start: number, k: number) => addOutbreak(counts, means, dispersion, start, k, draws);
  for (let past = 0; past < 4; past += 1)
    outbreak(pick(FIRST_BASELINE_WEEK, FIRST_CURRENT_WEEK), [2, 3, 5, 10][pick(0, 4)] ?? 2);
  return {
    scenario,
    counts,
    means,
    dispersion,
    outbreak: outbreak(pick(FIRST_CURRENT_WEEK, WEEKS), 1 + pick(0, 10)),
  };
}

/** Poisson(k standard deviations of the count at its start) cases, each floor(LogNormal(0, 0.5)) weeks later. */
function addOutbreak(
  counts: number[],
  means: readonly number[],
  dispersion: number,
  from: number,
  k: number,
  draws: Random,
): WeeklySeries["outbreak"] {
  const size = draws.poisson(k * Math.sqrt(dispersion * (means[from] ?? 0)));
  let to = -1;
  for (let i = 0; i < size; i += 1) {
    const week = from + Math.floor(Math.exp(0.5 * draws.normal()));
    if (week >= WEEKS) continue;
    counts[week] = (counts[week] ?? 0) + 1;
    to = Math.max(to, week);
  }
  return to < 0 ? undefined : { from, to };
}
