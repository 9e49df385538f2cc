import { ANY_REASON } from "../contact.ts";
import { type RateRatio, rateRatio } from "../detection/rate-ratio.ts";

/** Contacts of a period that mention each reason; `*` counts every contact once. */
export type ReasonTotals = ReadonlyMap<string, number>;

/** `share` is of all contacts of the period: a contact may mention several reasons, so shares do not add up. */
export type TopReason = {
  reason: string;
  contacts: number;
  share: number;
  before: number;
  /** Against the period before, with its 90 % interval; undefined where chance alone explains the difference. */
  change: RateRatio | undefined;
};

export type TopReasons = {
  contacts: number;
  /** Undefined when the history does not reach over the whole period before. */
  before: number | undefined;
  reasons: TopReason[];
};

/** The reasons that most contacts of a period mention, against the period of the same length before. */
export function topReasons(
  now: ReasonTotals,
  before: ReasonTotals | undefined,
  { limit }: { limit: number },
): TopReasons {
  const contacts = now.get(ANY_REASON) ?? 0;
  const reasons = [...now]
    .filter(([reason]) => reason !== ANY_REASON)
    .sort(([a, most], [b, least]) => least - most || a.localeCompare(b))
    .slice(0, limit)
    .map(([reason, count]) => {
      const past = before?.get(reason) ?? 0;
      const change = before === undefined ? undefined : clearChange(count, past);
      return { reason, contacts: count, share: count / Math.max(1, contacts), before: past, change };
    });
  return { contacts, before: before && (before.get(ANY_REASON) ?? 0), reasons };
}

/** A reason that was not heard before has no ratio; one whose interval holds 1 says nothing. */
function clearChange(count: number, before: number): RateRatio | undefined {
  if (before === 0) return undefined;
  const change = rateRatio(count, before, 1);
  return change.lower > 1 || change.upper < 1 ? change : undefined;
}
