/** A time that a customer was in touch by themselves, and what it was about. */
export type Heard = { occurredAt: Date; reasons: readonly string[] };

/** A customer who is quiet for longer than is their way. */
export type CustomerSilence = { lastAt: Date; usualGapMs: number };

const HOUR_MS = 3_600_000;
/** A call that was cut off and made again is one occasion. */
const ONE_OCCASION_MS = 12 * HOUR_MS;
/** Fewer gaps are no rhythm. */
const LEAST_GAPS = 5;
/** Fewer contacts cannot have a rhythm. */
export const LEAST_CONTACTS = LEAST_GAPS + 1;
/** So many of the latest gaps say what is usual now. */
const MOST_GAPS = 20;
/** So many usual gaps are a silence. */
const LONG_GAPS = 3;

/**
 * The silence of a customer by their own rhythm: longer than three of their median gaps and than any of their latest ones.
 * Undefined when they are not silent, or were not in touch often enough to have a rhythm.
 * @param heard newest first
 */
export function customerSilence(heard: readonly Heard[], now: Date): CustomerSilence | undefined {
  const [last] = heard;
  const rhythm = rhythmOf(heard.map(({ occurredAt }) => occurredAt));
  if (last === undefined || rhythm === undefined || now <= rhythm.silentAt) return undefined;
  return { lastAt: last.occurredAt, usualGapMs: rhythm.usualGapMs };
}

/** A customer's usual gap, and when they are silent by it unless they are in touch again. */
export type CustomerRhythm = { usualGapMs: number; silentAt: Date };

/** Undefined of too few gaps. The median, because one long holiday is no rhythm. @param times newest first */
export function rhythmOf(times: readonly Date[]): CustomerRhythm | undefined {
  const [last] = times;
  if (last === undefined) return undefined;
  const gaps = times
    .slice(1)
    .map((at, i) => (times[i]?.getTime() ?? 0) - at.getTime())
    .filter((gap) => gap > ONE_OCCASION_MS)
    .slice(0, MOST_GAPS)
    .sort((a, b) => a - b);
  if (gaps.length < LEAST_GAPS) return undefined;
  const middle = gaps.length / 2;
  const usualGapMs = ((gaps[Math.ceil(middle) - 1] ?? 0) + (gaps[Math.floor(middle)] ?? 0)) / 2;
  const longMs = Math.max(LONG_GAPS * usualGapMs, gaps.at(-1) ?? 0);
  return { usualGapMs, silentAt: new Date(last.getTime() + longMs) };
}

/** Within so many days a customer says the same again. */
export const REPEAT_DAYS = 10;
const LEAST_REPEATS = 3;

/** The reason that a customer came back with the most, three times or more in the last 10 days. */
export function repeatedReason(
  heard: readonly Heard[],
  now: Date,
): { reason: string; times: number } | undefined {
  const since = now.getTime() - REPEAT_DAYS * 24 * HOUR_MS;
  const times = new Map<string, number>();
  for (const { occurredAt, reasons } of heard) {
    if (occurredAt.getTime() < since) continue;
    for (const reason of new Set(reasons)) times.set(reason, (times.get(reason) ?? 0) + 1);
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return most === undefined || most[1] < LEAST_REPEATS ? undefined : { reason: most[0], times: most[1] };
}
