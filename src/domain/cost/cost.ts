import { ANY_REASON, type Channel } from "../contact.ts";
import type { ReasonDayCount } from "../reason/day.ts";
import type { CostSettings, Rates } from "./settings.ts";

/** The sums of a reason's days in one channel. */
export type ReasonSum = Omit<ReasonDayCount, "startAt">;

/** What contacts cost, and on what the figure stands. Contacts here are parts of contacts: 1/k for each of k reasons. */
export type Cost = {
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** Priced by their own handle time, by the mean of others, by a flat cost; and not priced, for nothing is known of their time. */
  timed: number;
  estimated: number;
  flat: number;
  unpriced: number;
  /** The lowest and highest rate an hour that was used; undefined where all is flat. */
  rates?: { least: number; most: number };
};

/** What a reason's contacts of a period are and cost; no cost where nothing of them has a price. */
export type ReasonCost = {
  contacts: number;
  /** Of the same customer and reason within the repeat window before. */
  repeats: number;
  cost?: Cost;
  /** What one contact that mentions it costs. */
  each?: number;
};

/** So many contacts of a reason in a channel have a mean of their own; with fewer it is the channel's. */
const ENOUGH = 30;

/**
 * What a reason's contacts cost (`*`: all contacts): a flat cost where the channel has one, else handle time by rate. A contact
 * without a handle time takes the mean of its channel and reason, else of its channel. Undefined where nothing has a price.
 * @param own the reason's sums by channel
 * @param all the sums of `*` by channel, of the same period
 */
export function costOf(
  own: readonly ReasonSum[],
  all: readonly ReasonSum[],
  settings: CostSettings,
): Cost | undefined {
  const cost: Cost = { amount: 0, currency: settings.currency, timed: 0, estimated: 0, flat: 0, unpriced: 0 };
  for (const sum of own) {
    const { flat, rate } = priceOf(settings, sum.channel);
    if (flat !== undefined) {
      cost.amount += flat * sum.share;
      cost.flat += sum.share;
    } else if (rate !== undefined) addTimed(cost, sum, all, rate);
    else cost.unpriced += sum.share;
  }
  return cost.timed + cost.estimated + cost.flat > 0 ? cost : undefined;
}

/** What one contact that mentions the reason costs, over those that have a price; undefined when none has. */
export function costEach(own: readonly ReasonSum[], cost: Cost | undefined): number | undefined {
  if (cost === undefined) return undefined;
  const share = own.reduce((sum, each) => sum + each.share, 0);
  const contacts = own.reduce((sum, each) => sum + each.contacts, 0);
  const priced = (contacts * (share - cost.unpriced)) / share;
  return priced > 0 ? cost.amount / priced : undefined;
}

/** The part of the contacts priced by time whose own time is known; undefined where all is flat. */
export function timedPart({ timed, estimated }: Cost): number | undefined {
  return timed + estimated > 0 ? timed / (timed + estimated) : undefined;
}

/** Sums by reason; `*` is one of them. */
export function byReason(sums: readonly ReasonSum[]): Map<string, ReasonSum[]> {
  const reasons = new Map<string, ReasonSum[]>([[ANY_REASON, []]]);
  for (const sum of sums) reasons.set(sum.reason, [...(reasons.get(sum.reason) ?? []), sum]);
  return reasons;
}

function addTimed(cost: Cost, sum: ReasonSum, all: readonly ReasonSum[], rate: number): void {
  const untimed = Math.max(0, sum.share - sum.handled);
  const whole = all.find(({ channel }) => channel === sum.channel);
  const mean = meanOf(sum, ENOUGH) ?? meanOf(whole, 1);
  cost.timed += sum.handled;
  cost[mean === undefined ? "unpriced" : "estimated"] += untimed;
  cost.amount += (rate * (sum.handleSeconds + untimed * (mean ?? 0))) / 3600;
  const { least, most } = cost.rates ?? { least: rate, most: rate };
  cost.rates = { least: Math.min(least, rate), most: Math.max(most, rate) };
}

/** Seconds; undefined from fewer contacts than are enough, and where all that is known is that nobody took some of them. */
function meanOf(sum: ReasonSum | undefined, enough: number): number | undefined {
  if (sum === undefined || sum.handleSeconds <= 0 || sum.handled < enough) return undefined;
  return sum.handleSeconds / sum.handled;
}

/** What is set for the channel itself goes first, and a flat cost before a rate. */
function priceOf({ perContact, perHour }: CostSettings, channel: string): { flat?: number; rate?: number } {
  const [flat, rate] = [own(perContact, channel), own(perHour, channel)];
  if (flat !== undefined) return { flat };
  if (rate !== undefined) return { rate };
  if (perContact.default !== undefined) return { flat: perContact.default };
  return perHour.default === undefined ? {} : { rate: perHour.default };
}

const own = (rates: Rates, channel: string): number | undefined => rates[channel as Channel];
