import { ANY_REASON } from "../contact.ts";
import type { SpikeFacts } from "../signal/signal.ts";
import { MIN_CONTACTS } from "./decision.ts";
import { HOUR_MS, type LiveState } from "./live.ts";
import { quantile } from "./negative-binomial.ts";
import { rateRatio } from "./rate-ratio.ts";
import { LOOKS_PER_WEEK, type SpikeSubject, type SpikeVerdict } from "./spike.ts";
import { type WindowExpectation, windowVariance } from "./surprise.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;

/** The numbers of a window: expected with its 5-95 % range, and how many times as much with its 90 % interval. */
export type SpikeNumbers = Pick<
  SpikeFacts,
  "observed" | "expected" | "lower" | "upper" | "ratio" | "ratioLower" | "ratioUpper"
>;

/** Each look counts about twice, for its windows; the same factor that shares out the budget. */
const WINDOWS_FACTOR = 2;
/** Nobody can tell rarer from rarest. */
const RAREST_WEEKS = 1e6;

export function spikeNumbers(observed: number, expectation: WindowExpectation): SpikeNumbers {
  const { mean, dispersion, logVariance } = expectation;
  const variance = windowVariance(expectation);
  // what the baseline knows is worth 1 / logVariance clusters of contacts
  const baseline = 1 / Math.max(logVariance, 1e-6);
  const { ratio, lower, upper } = rateRatio(observed / dispersion, baseline, (baseline * dispersion) / mean);
  return {
    observed,
    expected: round(mean),
    lower: quantile(0.05, mean, variance),
    upper: quantile(0.95, mean, variance),
    ratio: round(ratio),
    ratioLower: round(lower),
    ratioUpper: round(upper),
  };
}

/** How often chance alone would do this: once in so many weeks for this series, so many times a week over all of them. */
export function chanceOf(
  spike: Spike,
): Pick<SpikeFacts, "chanceOnceInWeeks" | "chanceAllPerWeek" | "reasonsLookedAt"> {
  const perWeek = Math.exp(-spike.look.surprise) * LOOKS_PER_WEEK * WINDOWS_FACTOR;
  return {
    chanceOnceInWeeks: Math.min(RAREST_WEEKS, round(1 / perWeek)),
    chanceAllPerWeek: Number((perWeek * spike.seriesLookedAt).toPrecision(2)),
    reasonsLookedAt: spike.seriesLookedAt,
  };
}

/** The learned hours of a subject, oldest first, with what was expected of each: what the chart draws. */
export function hourlyHistory(state: LiveState, subject: SpikeSubject): SpikeFacts["history"] {
  const series = seriesOf(state, subject);
  if (!series) return [];
  const { counts, means, spreads } = series.recent;
  const spread = series.dispersion.means > 0 ? series.dispersion.squares / series.dispersion.means : 1;
  return counts.map((observed, i) => {
    const mean = means[i] ?? 0;
    const logVariance = mean > 0 ? ((spreads[i] ?? 0) / mean) ** 2 : 0;
    const variance = windowVariance({ mean, dispersion: Math.max(1, spread), logVariance });
    return {
      startAt: new Date(state.nextHourAt - (counts.length - i) * HOUR_MS).toISOString(),
      observed,
      expected: round(mean),
      upper: quantile(0.95, mean, variance),
    };
  });
}

/** What was learned of a reason, of a channel, or of all channels together. */
function seriesOf({ reasons, channels }: LiveState, { reason, channel }: SpikeSubject) {
  if (channel !== undefined) return channels.pool.series[channels.names.indexOf(channel)];
  return reason === ANY_REASON ? channels.pool.total : reasons.pool.series[reasons.names.indexOf(reason)];
}

/**
 * The smallest count in a window that would alert, and the true mean that would reach it four times in five: what a quiet
 * reason could not hide. `alpha` is the p-value that alerts.
 */
export function smallestVisible(
  expectation: WindowExpectation,
  surpriseOf: (count: number) => number,
  alpha: number,
): { count: number; mean: number } {
  const alerts = (count: number): boolean => surpriseOf(count) >= -Math.log(alpha);
  let below = MIN_CONTACTS - 1;
  let count = MIN_CONTACTS;
  while (!alerts(count) && count < 1e9) {
    below = count;
    count *= 2;
  }
  while (count - below > 1) {
    const middle = Math.floor((below + count) / 2);
    if (alerts(middle)) count = middle;
    else below = middle;
  }
  let low = 0;
  let high = count * 4;
  for (let i = 0; i < 40; i += 1) {
    const mean = (low + high) / 2;
    // the count reached with 80 %: its 20 % quantile
    if (quantile(0.2, mean, mean * expectation.dispersion) >= count) high = mean;
    else low = mean;
  }
  return { count, mean: round(high) };
}

function round(value: number): number {
  return value >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 100) / 100;
}
