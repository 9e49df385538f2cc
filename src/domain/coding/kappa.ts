import { share as estimatedShare, Z95 } from "../estimate.ts";

/** Cohen's kappa with its 95 % interval: 1 is perfect, 0 is what chance would give. */
export type Kappa = {
  kappa: number;
  standardError: number;
  lower: number;
  upper: number;
  pairs: number;
  /** Share of the pairs that agree (0..1). */
  agreed: number;
};

/** Two codings of the same contact. */
export type Pair = readonly [first: string, second: string];

/**
 * Cohen's kappa (1960) of pairs of categories, with the large-sample standard error of Fleiss, Cohen and Everitt (1969),
 * which holds when kappa is not zero. That error is nothing where all agree, however few: the interval is never narrower than
 * Wilson's (1927) of the share that agree. Undefined without pairs, or when everything is one category both times: then
 * chance agrees as well, and kappa is 0/0.
 */
export function cohensKappa(pairs: readonly Pair[]): Kappa | undefined {
  const n = pairs.length;
  const first = sharesOf(pairs.map(([a]) => a));
  const second = sharesOf(pairs.map(([, b]) => b));
  const share = (of: ReadonlyMap<string, number>, category: string) => of.get(category) ?? 0;
  const categories = new Set([...first.keys(), ...second.keys()]);
  const byChance = [...categories].reduce((sum, each) => sum + share(first, each) * share(second, each), 0);
  if (n === 0 || byChance > 1 - 1e-12) return undefined;
  const alike = pairs.filter(([a, b]) => a === b).length;
  const agreed = alike / n;
  const kappaOf = (agreement: number) => (agreement - byChance) / (1 - byChance);
  const kappa = kappaOf(agreed);
  let spread = 0;
  for (const [a, b] of pairs) {
    // of the row's category in the second coding and the column's in the first: the paper's p.i + pj.
    const margins = share(second, a) + share(first, b);
    spread += (a === b ? (1 - margins * (1 - kappa)) ** 2 : (margins * (1 - kappa)) ** 2) / n;
  }
  const variance = (spread - (kappa - byChance * (1 - kappa)) ** 2) / (n * (1 - byChance) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  const { lower = agreed, upper = agreed } = estimatedShare(alike, n, Z95) ?? {};
  return {
    kappa,
    standardError,
    lower: Math.max(-1, Math.min(kappaOf(lower), kappa - Z95 * standardError)),
    upper: Math.min(1, Math.max(kappaOf(upper), kappa + Z95 * standardError)),
    pairs: n,
    agreed,
  };
}

function sharesOf(categories: readonly string[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const each of categories) shares.set(each, (shares.get(each) ?? 0) + 1 / categories.length);
  return shares;
}
