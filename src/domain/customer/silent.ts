import { type Metric, scales } from "../touchpoint/feedback.ts";

/** Why a customer of whom nothing is heard ought to hear from us; instants are ISO 8601. */
export type SilenceCause =
  /** A promise to them was given up, and there was no contact since. */
  | { kind: "broken-promise"; dueAt: string }
  /** They gave a bad score, and nobody has replied. */
  | { kind: "bad-score"; metric: Metric; score: number; touchpoint: string | null; at: string }
  /** They used to be in touch, and are quiet for longer than is their way. */
  | { kind: "quiet"; lastAt: string; usualGapMs: number; contacts: number };

const silenceKinds = ["broken-promise", "bad-score", "quiet"] as const satisfies SilenceCause["kind"][];

export type SilentCustomer = {
  customerId: string;
  /** Of the broken promise, else of their last contacts; null: the default channel has them. */
  team: string | null;
  cause: SilenceCause;
};

/** A team's silent customers: how many of each kind, and those to begin with. */
export type SilentList = { counts: Record<SilenceCause["kind"], number>; customers: SilentCustomer[] };

/** A short list is one that somebody works through. */
const MOST_EACH = 4;

/** Broken promises and bad scores are told for so long. */
export const BROKEN_DAYS = 28;
export const BAD_SCORE_DAYS = 14;
/** A silence is told in the week it begins. */
export const QUIET_DAYS = 7;

/**
 * The lists of these teams. A customer is in one of them once, for what weighs most: a broken promise before a bad score
 * before quiet; the oldest wrong, the worst score and the most faithful customer come first.
 * @param teams of each list; null is the default channel's, which has whom no other team here owns
 */
export function silentLists(
  silent: readonly SilentCustomer[],
  teams: readonly (string | null)[],
): Map<string | null, SilentList> {
  const known = new Set(teams);
  const lists = new Map<string | null, SilentCustomer[]>(teams.map((team) => [team, []]));
  const seen = new Set<string>();
  const inOrder = [...silent].sort(
    (a, b) =>
      rank(a) - rank(b) || weight(a.cause) - weight(b.cause) || (a.customerId < b.customerId ? -1 : 1),
  );
  for (const one of inOrder) {
    if (seen.has(one.customerId)) continue;
    seen.add(one.customerId);
    lists.get(known.has(one.team) ? one.team : null)?.push(one);
  }
  return new Map([...lists].map(([team, customers]) => [team, shortened(customers)]));
}

export const silentTotal = ({ counts }: SilentList): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function shortened(customers: readonly SilentCustomer[]): SilentList {
  const ofKind = (kind: SilenceCause["kind"]) => customers.filter(({ cause }) => cause.kind === kind);
  return {
    counts: {
      "broken-promise": ofKind("broken-promise").length,
      "bad-score": ofKind("bad-score").length,
      quiet: ofKind("quiet").length,
    },
    customers: silenceKinds.flatMap((kind) => ofKind(kind).slice(0, MOST_EACH)),
  };
}

const rank = ({ cause }: SilentCustomer): number => silenceKinds.indexOf(cause.kind);

function weight(cause: SilenceCause): number {
  switch (cause.kind) {
    case "broken-promise":
      return Date.parse(cause.dueAt);
    case "bad-score": {
      const { min, max } = scales[cause.metric];
      return (cause.score - min) / (max - min);
    }
    case "quiet":
      return -cause.contacts;
  }
}
