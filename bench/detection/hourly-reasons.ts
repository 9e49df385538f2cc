import { type Random, random } from "./random.ts";

export const REASONS = 80;
export const CHANNELS = 4;
export const HOURS = 14 * 7 * 24;
/** The first four weeks teach; the rest is judged. */
export const FIRST_JUDGED_HOUR = 4 * 7 * 24;
const SPIKES = 160;
/** Hours since the start at which a holiday begins; the day after each is busier. */
const HOLIDAYS = [17, 38, 64, 80].map((day) => day * 24);

/** One reason on one channel, hour by hour, with the truth that an oracle would know. */
export interface HourlySeries {
  reason: number;
  channel: number;
  counts: number[];
  means: number[];
  dispersion: number;
  spikes: { from: number; to: number }[];
}

/** 320 series of sparse counts with shared shapes, holidays, drift, shared shocks and 160 spikes of a few hours. */
export function hourlyReasons(seed: number): HourlySeries[] {
  const draws = random(seed);
  const series: HourlySeries[] = [];
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const profile = weekProfile(draws);
    const shocks = sharedShocks(draws);
    for (let reason = 0; reason < REASONS; reason += 1)
      series.push(oneSeries(reason, channel, profile, shocks, draws));
  }
  for (let i = 0; i < SPIKES; i += 1) {
    const target = series[Math.floor(draws.uniform() * series.length)];
    if (target) addSpike(target, draws);
  }
  return series;
}

export function isHoliday(hour: number): boolean {
  return HOLIDAYS.some((start) => hour >= start && hour < start + 24);
}

export function isDayAfter(hour: number): boolean {
  return HOLIDAYS.some((start) => hour >= start + 24 && hour < start + 48);
}

function oneSeries(
  reason: number,
  channel: number,
  profile: number[],
  shocks: number[],
  draws: Random,
): HourlySeries {
  const level = 0.74 * Math.exp(1.3 * draws.normal() - 1.3 ** 2 / 2);
  const dispersion = 1 + 0.6 * draws.uniform() ** 2 * 2;
  const ownDays = Array.from({ length: 7 }, () => Math.exp(0.12 * draws.normal()));
  let drift = 0;
  const means: number[] = [];
  for (let hour = 0; hour < HOURS; hour += 1) {
    drift += (0.08 / Math.sqrt(168)) * draws.normal();
    const special = isHoliday(hour) ? 0.35 : isDayAfter(hour) ? 1.3 : 1;
    const day = Math.floor(hour / 24) % 7;
    means.push(
      level *
        (profile[hour % 168] ?? 1) *
        (ownDays[day] ?? 1) *
        (shocks[hour] ?? 1) *
        special *
        Math.exp(drift),
    );
  }
  return {
    reason,
    channel,
    counts: means.map((mean) => draws.count(mean, dispersion)),
    means,
    dispersion,
    spikes: [],
  };
}

/** An office day with a lunch dip, a quieter week-end, nights nearly empty; mean 1. */
function weekProfile(draws: Random): number[] {
  const peak = 10 + 2 * draws.uniform();
  const weekend = 0.3 + 0.4 * draws.uniform();
  const raw = Array.from({ length: 168 }, (_, cell) => {
    const hour = cell % 24;
    const morning = Math.exp(-((hour - peak) ** 2) / 8);
    const afternoon = 0.8 * Math.exp(-((hour - peak - 5) ** 2) / 12);
    return (0.06 + morning + afternoon) * (cell >= 120 ? weekend : 1);
  });
  const mean = raw.reduce((a, b) => a + b, 0) / raw.length;
  return raw.map((value) => value / mean);
}

/** Three times in the weeks the whole channel runs 1.5 to 2.5 times higher for some hours. */
function sharedShocks(draws: Random): number[] {
  const factors = new Array<number>(HOURS).fill(1);
  for (let i = 0; i < 3; i += 1) {
    const start = Math.floor(draws.uniform() * (HOURS - 12));
    const factor = 1.5 + draws.uniform();
    const length = 3 + Math.floor(draws.uniform() * 6);
    for (let hour = start; hour < start + length; hour += 1) factors[hour] = factor;
  }
  return factors;
}

function addSpike(series: HourlySeries, draws: Random): void {
  const length = 2 + Math.floor(draws.uniform() * 7);
  let from = 0;
  // people spike by day: an hour of the night is drawn again
  do from = FIRST_JUDGED_HOUR + Math.floor(draws.uniform() * (HOURS - FIRST_JUDGED_HOUR - length));
  while (from % 24 < 7 || from % 24 > 18);
  const to = from + length;
  const mean = series.means.slice(from, to).reduce((a, b) => a + b, 0);
  const size = 7 + (4 + 6 * draws.uniform()) * Math.sqrt(series.dispersion * mean);
  for (let hour = from; hour < to; hour += 1)
    series.counts[hour] = (series.counts[hour] ?? 0) + draws.poisson(size / length);
  series.spikes.push({ from, to });
}
