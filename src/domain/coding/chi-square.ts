import { logGamma } from "../detection/negative-binomial.ts";

/** P(X >= x) of a chi-square of `df` degrees of freedom: the incomplete gamma Q(df/2, x/2), DLMF 8.11.4 and 8.9.2. */
export function chiSquareUpperTail(x: number, df: number): number {
  if (x <= 0) return 1;
  const a = df / 2;
  const z = x / 2;
  const front = Math.exp(a * Math.log(z) - z - logGamma(a));
  return z < a + 1 ? 1 - front * series(a, z) : front * fraction(a, z);
}

/** Half of all chi-squares lie below it (Wilson and Hilferty 1931); 0.1 % off from 3 degrees of freedom on. */
export function chiSquareMedian(df: number): number {
  return df * (1 - 2 / (9 * df)) ** 3;
}

function series(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-16; n += 1) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's way through the continued fraction. */
function fraction(a: number, z: number): number {
  const tiny = 1e-300;
  let b = z + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (Math.abs(an * d + b) < tiny ? tiny : an * d + b);
    c = Math.abs(b + an / c) < tiny ? tiny : b + an / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return h;
}
