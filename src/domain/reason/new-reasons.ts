import { Temporal } from "temporal-polyfill";

/** What is known of a reason that may be new. */
export type MaybeNew = {
  code: string;
  cataloguedAt: Date | null;
  toldAt: Date | null;
  putOffUntil: Date | null;
};

/** A code with fewer contacts is a slip of the hand as likely as a reason. */
const HANDFUL = 5;
/** New codes are told from this hour of the workspace's day on. */
const TOLD_FROM_HOUR = 9;
/** So long nobody is asked again who did not want to be. */
const PUT_OFF_MS = 30 * 86_400_000;

/** Those that nobody has taken into the catalogue, or put off for now. */
export function notCatalogued<T extends MaybeNew>(reasons: readonly T[], now: Date): T[] {
  return reasons.filter(
    ({ cataloguedAt, putOffUntil }) => cataloguedAt === null && (putOffUntil === null || putOffUntil <= now),
  );
}

/** Of those the codes that people have not been told of, with a handful of contacts at least; most contacts first. */
export function newsWorthy(
  reasons: readonly MaybeNew[],
  contacts: ReadonlyMap<string, number>,
  now: Date,
): string[] {
  const count = (code: string): number => contacts.get(code) ?? 0;
  return notCatalogued(reasons, now)
    .filter(({ code, toldAt }) => toldAt === null && count(code) >= HANDFUL)
    .map(({ code }) => code)
    .sort((a, b) => count(b) - count(a) || a.localeCompare(b));
}

/** The local day on which new codes may be told by now (`2026-11-22`), once; undefined before its ninth hour. */
export function dayToTell(zone: string, now: Date): string | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  return local.hour < TOLD_FROM_HOUR ? undefined : local.toPlainDate().toString();
}

export function putOffFrom(now: Date): Date {
  return new Date(now.getTime() + PUT_OFF_MS);
}
