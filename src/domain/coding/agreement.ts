import { cohensKappa, type Kappa } from "./kappa.ts";

/** The reasons of one contact, as coded first and as coded again by somebody else. */
export type CodedTwice = { first: readonly string[]; second: readonly string[] };

/** `whole`: whether both chose exactly the same reasons. `byReason`: whether both mention that one; least agreed first. */
export type Agreement = { pairs: number; whole: Kappa | undefined; byReason: (Kappa & { reason: string })[] };

/** The interval of fewer pairs says nothing. */
export const LEAST_PAIRS = 20;
/** A reason that neither coding mentions so often says nothing yet. */
const LEAST_MENTIONS = 5;

/**
 * How far two codings of the same contacts agree. A contact has several reasons in no order: so each reason is judged by
 * itself, mentioned or not, and the whole by the set of reasons, of which one more or one less is a disagreement.
 */
export function agreementOf(codings: readonly CodedTwice[]): Agreement {
  const reasons = new Map<string, number>();
  for (const { first, second } of codings) {
    for (const reason of new Set([...first, ...second])) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const byReason = [...reasons].flatMap(([reason, mentions]) => {
    if (mentions < LEAST_MENTIONS) return [];
    const says = (codes: readonly string[]) => (codes.includes(reason) ? "mentioned" : "not mentioned");
    const kappa = cohensKappa(codings.map(({ first, second }) => [says(first), says(second)]));
    return kappa === undefined ? [] : [{ ...kappa, reason }];
  });
  return {
    pairs: codings.length,
    whole: cohensKappa(codings.map(({ first, second }) => [asSet(first), asSet(second)])),
    byReason: byReason.sort((a, b) => a.kappa - b.kappa || a.reason.localeCompare(b.reason)),
  };
}

const asSet = (codes: readonly string[]): string => JSON.stringify([...new Set(codes)].sort());
