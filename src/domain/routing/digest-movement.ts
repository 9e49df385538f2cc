import { ANY_REASON } from "../contact.ts";
import { falseDiscoveryList, MIN_CONTACTS } from "../detection/decision.ts";
import {
  addPooledResidual,
  addResidual,
  type Dispersion,
  dispersionOf,
  newDispersion,
  pooledDispersion,
} from "../detection/dispersion.ts";
import { type SpikeNumbers, spikeNumbers } from "../detection/spike-facts.ts";
import { shortfall, surprise, type WindowExpectation } from "../detection/surprise.ts";
import { weekday } from "../detection/zone-time.ts";

/** Contacts that mention a reason on one whole day; days are numbers, as in a span. */
export type ReasonDay = { reason: string; day: number; count: number };

/** A reason's count in the span against the usual: with the 90 % interval of the ratio. */
export type Movement = SpikeNumbers & { reason: string };

export type Movements =
  | { kind: "learning"; have: number; need: number }
  /** Of `lookedAt` reasons: those with the most contacts above, or below, the usual first. */
  | { kind: "judged"; lookedAt: number; rose: Movement[]; fell: Movement[] };

/** Each day is compared with the same weekday of so many weeks before it. */
const WEEKS = 8;
/** Fewer days to compare with say nothing. */
const LEAST_COMPARABLE = 2;
/** Of the reasons listed so many are there by chance. */
export const FALSE_DISCOVERIES = 0.1;
/** A reason that was never heard is believed to have come half a time. */
const NEVER = 0.5;
const DAYS_A_WEEK = 7;
const SUNDAY = 6;

type Setting = {
  /** The first day of the workspace's history. */
  firstDay: number;
  isHoliday: (day: number) => boolean;
};

/**
 * Which reasons rose or fell in a span of days, tested together with Benjamini and Hochberg's rule on each side. A day is
 * compared with its weekday of the eight weeks before, a holiday with Sundays; a day without any contact at all is a gap.
 * @param counts of all days from `firstDayNeeded` on, of every reason of the workspace and of `*`
 * @param watched the reasons to test
 */
export function movementsIn(
  days: readonly number[],
  counts: readonly ReasonDay[],
  watched: ReadonlySet<string>,
  { firstDay, isHoliday }: Setting,
): Movements {
  const heard = new Set(counts.filter(({ count }) => count > 0).map(({ day }) => day));
  const [first = firstDay] = days;
  const compared = days.flatMap((day) => {
    const comparable = comparableDays(day, first, isHoliday).filter(
      (each) => each >= firstDay && heard.has(each),
    );
    return heard.has(day) && comparable.length >= LEAST_COMPARABLE ? [{ day, comparable }] : [];
  });
  const need = LEAST_COMPARABLE * DAYS_A_WEEK;
  if (first - firstDay < need) return { kind: "learning", have: Math.max(0, first - firstDay), need };
  const looks = judge(compared, byReason(counts.filter(({ reason }) => reason !== ANY_REASON)), watched);
  const rises = falseDiscoveryList(
    looks.map(({ observed, expectation }) =>
      observed < MIN_CONTACTS ? 1 : Math.exp(-surprise(observed, expectation)),
    ),
    FALSE_DISCOVERIES,
  );
  const falls = falseDiscoveryList(
    looks.map(({ observed, expectation }) => Math.exp(-shortfall(observed, expectation))),
    FALSE_DISCOVERIES,
  );
  const listed = (isListed: boolean[], way: 1 | -1): Movement[] =>
    looks
      .filter(
        ({ observed, expectation }, index) => isListed[index] && way * (observed - expectation.mean) > 0,
      )
      .map(({ reason, observed, expectation }) => ({ reason, ...spikeNumbers(observed, expectation) }))
      .sort((a, b) => way * (b.observed - b.expected - (a.observed - a.expected)));
  return { kind: "judged", lookedAt: looks.length, rose: listed(rises, 1), fell: listed(falls, -1) };
}

/** The first day of which `movementsIn` must know the counts: a holiday's Sundays begin up to a week earlier. */
export function firstDayNeeded([first = 0]: readonly number[]): number {
  return first - (WEEKS + 1) * DAYS_A_WEEK;
}

/** Before the `first` day of the span, which is never compared with itself; the latest first. */
function comparableDays(day: number, first: number, isHoliday: (day: number) => boolean): number[] {
  const isSundayLike = isHoliday(day) && weekday(day) !== SUNDAY;
  const before = isSundayLike ? day - weekday(day) - 1 : day - DAYS_A_WEEK;
  const last = before - DAYS_A_WEEK * Math.max(0, Math.ceil((before - first + 1) / DAYS_A_WEEK));
  return Array.from({ length: WEEKS }, (_, week) => last - week * DAYS_A_WEEK).filter(
    (each) => weekday(each) === SUNDAY || !isHoliday(each),
  );
}

type Compared = { day: number; comparable: number[] };
type Days = ReadonlyMap<number, number>;
type Look = { reason: string; observed: number; expectation: WindowExpectation };
/** What a reason's comparable days say: the mean of the span, and its variance over the dispersion. */
type Usual = { reason: string; days: Days; mean: number; variance: number; own: Dispersion };

/** Of every watched reason that was heard at all. The spread of the weeks says how far a count may lie from the usual. */
function judge(
  compared: readonly Compared[],
  reasons: ReadonlyMap<string, Days>,
  watched: ReadonlySet<string>,
): Look[] {
  if (compared.length === 0) return [];
  const pool = newDispersion();
  const usuals = [...reasons].map(([reason, days]) => usualOf(reason, days, compared, pool));
  return usuals
    .filter(({ reason }) => watched.has(reason))
    .map(({ reason, days, mean, variance, own }) => {
      const dispersion = dispersionOf(own, pooledDispersion(pool));
      const observed = compared.reduce((sum, { day }) => sum + (days.get(day) ?? 0), 0);
      return {
        reason,
        observed,
        expectation: { mean, dispersion, logVariance: (dispersion * variance) / (mean * mean) },
      };
    });
}

function usualOf(reason: string, days: Days, compared: readonly Compared[], pool: Dispersion): Usual {
  const kinds = kindsOf(compared).map((kind) => ({
    ...kind,
    mean: sumOf(days, kind.comparable) / kind.comparable.length,
  }));
  const least = Math.max(...kinds.map(({ comparable }) => comparable.length));
  const mean = Math.max(
    NEVER / least,
    kinds.reduce((sum, { times, mean: each }) => sum + times * each, 0),
  );
  const variance = kinds.reduce(
    (sum, { times, comparable, mean: each }) => sum + (times ** 2 * each) / comparable.length,
    0,
  );
  const own = newDispersion();
  for (let week = 0; week < least; week += 1) {
    const present = kinds.flatMap(({ comparable, mean: each }) => {
      const day = comparable[week];
      return day === undefined ? [] : [{ day, mean: each, of: comparable.length }];
    });
    const usual = present.reduce((sum, each) => sum + each.mean, 0);
    if (usual <= 0) continue;
    const count = sumOf(
      days,
      present.map(({ day }) => day),
    );
    // a week is part of its own mean: it lies nearer to it than the next one will
    const { of } = present[0] ?? { of: 1 };
    const free = usual + (count - usual) * Math.sqrt(of / (of - 1));
    addResidual(own, free, usual, 0, pooledDispersion(pool));
    addPooledResidual(pool, free, usual, 0);
  }
  return { reason, days, mean, variance: Math.max(variance, NEVER / least ** 2), own };
}

/** Days that are compared with the same ones, as the Mondays of a month, and how many they are. */
function kindsOf(compared: readonly Compared[]): { comparable: number[]; times: number }[] {
  const kinds = new Map<number, { comparable: number[]; times: number }>();
  for (const { comparable } of compared) {
    const [latest = 0] = comparable;
    const kind = kinds.get(latest);
    if (kind === undefined) kinds.set(latest, { comparable, times: 1 });
    else kind.times += 1;
  }
  return [...kinds.values()];
}

function byReason(counts: readonly ReasonDay[]): Map<string, Map<number, number>> {
  const reasons = new Map<string, Map<number, number>>();
  for (const { reason, day, count } of counts) {
    const days = reasons.get(reason) ?? new Map<number, number>();
    reasons.set(reason, days.set(day, (days.get(day) ?? 0) + count));
  }
  return reasons;
}

function sumOf(days: Days, wanted: readonly number[]): number {
  return wanted.reduce((sum, day) => sum + (days.get(day) ?? 0), 0);
}
