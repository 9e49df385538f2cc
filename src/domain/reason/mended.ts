import { type RateRatio, rateRatio } from "../detection/rate-ratio.ts";
import { weekday } from "../detection/zone-time.ts";
import { studentT95, Z90 } from "../estimate.ts";

/** One local day, by its number: contacts that mention the reason, and all contacts. */
export type MendDay = { day: number; count: number; all: number };

export type MendVerdict = "watching" | "proven" | "came-back" | "not-proven";

/** How a mended reason stands. */
export type MendStanding =
  /** No whole week with contacts is over. */
  | { kind: "too-early" }
  /** Too few days with contacts before it, outside of spikes, or too few contacts on them. */
  | { kind: "too-little-before"; days: number; contacts: number }
  | MendNumbers;

/** After so many whole `weeks`: contacts a week before and after, and their ratio with its 90 % interval. */
export type MendNumbers = RateRatio & {
  kind: MendVerdict;
  weeks: number;
  before: number;
  after: number;
  /** A week in the last two of them. */
  latest: number;
  /** All other contacts became so many times as many: `before` is what it would be among as many as now come. */
  volume?: number;
};

/** So many weeks before are compared with, and so many after are watched. */
export const WEEKS_BEFORE = 8;
const WEEKS_WATCHED = 12;
const WEEK = 7;
/** Less than this before says nothing of a usual week. */
export const LEAST_DAYS = 2 * WEEK;
export const LEAST_CONTACTS = 5;
/** Of the contacts that are usual on such a weekday. */
const LEAST_HEARD = 0.1;
/** All other contacts became more, or fewer, by this factor: the reason is measured against them, not against the calendar. */
const MUCH = 1.25;
/** So many latest weeks say that it came back. */
const LATEST = 2;
/** Of that: it is asked ten times, and a good fix must not be called a bad one by chance. */
const BACK_CONFIDENCE = 0.99;

type Span = { mendedOn: number; through: number; inSpike: ReadonlySet<number> };

/**
 * Whether a mending shows: the eight weeks before it, without days `inSpike` of the reason (those would fall by themselves),
 * against the whole weeks after it, spikes and all; the day itself counts for neither.
 *
 * `proven`: the interval lies below 1 two weeks in a row, for one look a week alone would err too often in twelve.
 * `came-back`: after that, the last two weeks lie surely above those before them and not surely below the old level; or,
 * unproven, the interval lies above 1 two weeks in a row. `not-proven`: neither in twelve weeks.
 * @param mendedOn the day's number; `through` the last whole day
 */
export function mendStanding(days: readonly MendDay[], { mendedOn, through, inSpike }: Span): MendStanding {
  const heard = heardDays(days);
  const old = heard.filter(
    ({ day }) => day >= mendedOn - WEEKS_BEFORE * WEEK && day < mendedOn && !inSpike.has(day),
  );
  const contacts = old.reduce((sum, { count }) => sum + count, 0);
  if (old.length < LEAST_DAYS || contacts < LEAST_CONTACTS)
    return { kind: "too-little-before", days: old.length, contacts };
  const whole = Math.min(WEEKS_WATCHED, Math.floor((through - mendedOn) / WEEK));
  if (whole < 1) return { kind: "too-early" };
  const now = heard.filter(({ day }) => day > mendedOn && day <= mendedOn + whole * WEEK);
  const { exposureOf, volume } = yardstick(old, now);
  const before = heardWeeks(weeksOf(old, ({ day }) => Math.floor((mendedOn - 1 - day) / WEEK), exposureOf));
  const after = weeksOf(now, ({ day }) => Math.floor((day - mendedOn - 1) / WEEK), exposureOf);
  if (heardWeeks(after).length === 0) return { kind: "too-early" };
  const { verdict, weeks, ratio } = watch(before, after, whole);
  const since = heardWeeks(after.slice(0, weeks));
  const rates = { before: rateOf(before), after: rateOf(since), latest: rateOf(since.slice(-LATEST)) };
  return { kind: verdict, weeks, ...rates, ...volume, ...ratio };
}

/** Without those on which next to nothing was heard of anything: gaps, and what lies before a source was connected. */
function heardDays(days: readonly MendDay[]): MendDay[] {
  const usual = Array.from({ length: WEEK }, (_, each) => {
    const same = days.flatMap(({ day, all }) => (weekday(day) === each ? [all] : [])).sort((a, b) => a - b);
    return same[Math.floor(same.length / 2)] ?? 0;
  });
  return days.filter(({ day, all }) => all > 0 && all >= LEAST_HEARD * (usual[weekday(day)] ?? 0));
}

/** Contacts of a week, and how much of a usual week it was. */
type Week = { count: number; exposure: number };

/**
 * Goes through the weeks as the watch does, one look at the end of each that was heard, up to the one that ends it: a look
 * without anything new would say the same twice. A verdict stays until another takes its place.
 */
function watch(
  before: readonly Week[],
  after: readonly (Week | undefined)[],
  whole: number,
): { verdict: MendVerdict; weeks: number; ratio: RateRatio } {
  let verdict: MendVerdict = "watching";
  let last: RateRatio | undefined;
  for (let weeks = 1; ; weeks += 1) {
    const since = heardWeeks(after.slice(0, weeks));
    const isHeard = after[weeks - 1] !== undefined;
    const ratio = isHeard || last === undefined ? compare(before, since) : last;
    const isTwice = (isSo: (look: RateRatio) => boolean) =>
      isHeard && last !== undefined && isSo(last) && isSo(ratio);
    if (verdict === "watching" && isTwice(({ upper }) => upper < 1)) verdict = "proven";
    else if (verdict === "proven" ? isHeard && isBack(before, since) : isTwice(({ lower }) => lower > 1))
      return { verdict: "came-back", weeks, ratio };
    if (weeks === whole) {
      const isOver = verdict === "watching" && weeks === WEEKS_WATCHED;
      return { verdict: isOver ? "not-proven" : verdict, weeks, ratio };
    }
    if (isHeard) last = ratio;
  }
}

function isBack(before: readonly Week[], since: readonly Week[]): boolean {
  const [good, latest] = [since.slice(0, -LATEST), since.slice(-LATEST)];
  return compare(good, latest, BACK_CONFIDENCE).lower > 1 && compare(before, latest).upper >= 1;
}

/**
 * Rate of the second weeks over that of the first. Quasi-Poisson: what the weeks spread by beyond chance (Pearson's chi-square
 * over its degrees of freedom, McCullagh & Nelder 1989, 4.5) makes so many fewer contacts of the exact interval; Student's t in the
 * place of the normal, for the spread itself is guessed from few weeks.
 */
function compare(before: readonly Week[], after: readonly Week[], confidence?: number): RateRatio {
  const squares = [before, after].flatMap((weeks) => {
    const rate = rateOf(weeks);
    return weeks
      .filter(({ exposure }) => rate * exposure > 0)
      .map(({ count, exposure }) => (count - rate * exposure) ** 2 / (rate * exposure));
  });
  const freedom = Math.max(1, before.length + after.length - 2);
  const spread =
    Math.max(1, squares.reduce((sum, each) => sum + each, 0) / freedom) * (studentT95(freedom) / Z90) ** 2;
  const [x, y] = [sumOf(before, "count"), sumOf(after, "count")];
  const exposure = sumOf(before, "exposure") / sumOf(after, "exposure");
  return rateRatio(y / spread, x / spread, exposure, confidence);
}

/**
 * How much of a week a day is: by its weekday's part of all contacts. Where all other contacts became many more or fewer: by the
 * others that came, of as many as come in a week now.
 */
function yardstick(
  old: readonly MendDay[],
  now: readonly MendDay[],
): { exposureOf: (day: MendDay) => number; volume?: { volume: number } } {
  const all = [...old, ...now];
  const means = Array.from({ length: WEEK }, (_, each) => {
    const same = all.filter(({ day }) => weekday(day) === each);
    return same.reduce((sum, day) => sum + day.all, 0) / Math.max(1, same.length);
  });
  const week = means.reduce((sum, mean) => sum + mean, 0);
  const byCalendar = ({ day }: MendDay): number => (means[weekday(day)] ?? 0) / week;
  const othersAWeek = (days: readonly MendDay[]) =>
    days.reduce((sum, day) => sum + day.all - day.count, 0) /
    days.reduce((sum, day) => sum + byCalendar(day), 0);
  const [past, present] = [othersAWeek(old), othersAWeek(now)];
  const volume = present / past;
  if (!(volume > MUCH || volume < 1 / MUCH) || !Number.isFinite(volume) || volume === 0)
    return { exposureOf: byCalendar };
  return { exposureOf: ({ all: some, count }) => (some - count) / present, volume: { volume } };
}

/** By week, the nearest to the mending first; undefined where no day of it was heard. */
function weeksOf(
  days: readonly MendDay[],
  weekOf: (day: MendDay) => number,
  exposureOf: (day: MendDay) => number,
): (Week | undefined)[] {
  const weeks: (Week | undefined)[] = [];
  for (const day of days) {
    const at = weekOf(day);
    const week = weeks[at] ?? { count: 0, exposure: 0 };
    weeks[at] = week;
    week.count += day.count;
    week.exposure += exposureOf(day);
  }
  return weeks;
}

const heardWeeks = (weeks: readonly (Week | undefined)[]): Week[] =>
  weeks.filter((week) => week !== undefined);

function rateOf(weeks: readonly Week[]): number {
  return sumOf(weeks, "count") / Math.max(sumOf(weeks, "exposure"), 1e-9);
}

function sumOf(weeks: readonly Week[], part: keyof Week): number {
  return weeks.reduce((sum, week) => sum + week[part], 0);
}

/** The first of the days that a mending is compared with. */
export function firstMendDay(mendedOn: number): number {
  return mendedOn - WEEKS_BEFORE * WEEK;
}

/** After which days the watch looks: the last of each whole week. */
export function lookDays(mendedOn: number): number[] {
  return Array.from({ length: WEEKS_WATCHED }, (_, week) => mendedOn + (week + 1) * WEEK);
}
