import { logGamma } from "../detection/negative-binomial.ts";

/**
 * P(X >= k) of a binomial count: k or more of n by chance when each is one with probability `share`. Exact, summed term by
 * term from k up; above the mean the terms fall so fast that few are needed.
 */
export function binomialUpperTail(k: number, n: number, share: number): number {
  if (k <= 0 || share >= 1) return 1;
  if (k > n || share <= 0) return 0;
  if (k <= n * share) return 1 - binomialUpperTail(n - k + 1, n, 1 - share);
  const choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  let term = Math.exp(choose + k * Math.log(share) + (n - k) * Math.log1p(-share));
  let sum = 0;
  for (let i = k; i <= n && term > sum * 1e-17; i += 1) {
    sum += term;
    term *= ((n - i) / (i + 1)) * (share / (1 - share));
  }
  return Math.min(1, sum);
}
