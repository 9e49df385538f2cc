import { binomialUpperTail } from "./binomial.ts";

/** Over what a spike's contacts may be spread. */
export const spreads = ["agent", "team", "channel"] as const;
export type Spread = (typeof spreads)[number];

/** Most of a spike's contacts come from one of many. `name` is never that of an agent. */
export type Concentration = {
  by: Spread;
  name?: string;
  /** `observed` of `of` contacts come from it; usually it is `usualShare` (0..1) of the contacts. */
  observed: number;
  of: number;
  usualShare: number;
};

/** Contacts by name; without those of which none is known. */
export type Counts = ReadonlyMap<string, number>;

/** Fewer than this are not shown by agent, nor believed of any other. */
const SMALL_CELL = 5;
/** Of fewer it would be known who it is. */
const LEAST_AGENTS = 5;
const LEAST_SHARE = 0.5;
/** Odds against the usual: what takes 80 % anyway is no news with 90 %. */
const LEAST_ODDS = 3;
const MOST_CHANCE = 0.001;

/**
 * Whether one name has far more of these contacts than it usually has: the exact binomial tail of its count against the
 * largest of its shares in `usual`, over all names looked at (Bonferroni). Who is alone at night, or does nothing but
 * this, is thereby expected to have it all. Undefined when nothing stands out, or when there is too little to say so.
 * @param all the contacts, also those of which no name is known
 */
export function concentrationOf(
  by: Spread,
  observed: Counts,
  usual: readonly Counts[],
  all = sum(observed),
): Concentration | undefined {
  const known = sum(observed);
  const [top] = [...observed].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  if (top === undefined || top[1] < SMALL_CELL || top[1] < LEAST_SHARE * all) return undefined;
  const [name, count] = top;
  const usualShare = Math.max(...usual.map((each) => shareOf(name, each)));
  const odds = (count + 0.5) / (known - count + 0.5) / (usualShare / (1 - usualShare));
  const names = new Set([...observed.keys(), ...usual.flatMap((each) => [...each.keys()])]);
  const chance = names.size * binomialUpperTail(count, known, usualShare);
  if (by === "agent" && names.size < LEAST_AGENTS) return undefined;
  if (odds < LEAST_ODDS || chance > MOST_CHANCE) return undefined;
  return { by, ...(by === "agent" ? {} : { name }), observed: count, of: all, usualShare };
}

/** With one more contact that is its own and one that is not (Laplace): of nothing, half. */
function shareOf(name: string, counts: Counts): number {
  return ((counts.get(name) ?? 0) + 1) / (sum(counts) + 2);
}

const sum = (counts: Counts): number => [...counts.values()].reduce((a, b) => a + b, 0);
