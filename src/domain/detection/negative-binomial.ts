/**
 * Natural log of P(Y >= y) for a negative-binomial count with this mean and variance (Poisson when the variance is not
 * above the mean). Exact, and finite far below the smallest double: P(Y >= y) = I_theta(y, r), DLMF 8.17.5 and 8.17.22.
 */
export function logUpperTail(y: number, mean: number, variance: number): number {
  if (y <= 0) return 0;
  if (mean <= 0) return Number.NEGATIVE_INFINITY;
  const extra = variance - mean;
  if (extra < mean * 1e-9) return logPoissonUpperTail(y, mean);
  if (y <= FEW) {
    // the usual case, five times as fast; what a far tail would lose by 1 - (1 - p) is left to the fraction
    const tail = 1 - massBelow(y, (mean * mean) / extra, extra / variance);
    if (tail > 0.01) return Math.log(tail);
  }
  return logBetaRatio(y, (mean * mean) / extra, extra / variance, mean / variance);
}

/** So few terms are summed sooner than a continued fraction converges. */
const FEW = 24;

/** P(Y < y), term by term from the size and success probability of the count. */
function massBelow(y: number, size: number, theta: number): number {
  let mass = Math.exp(size * Math.log1p(-theta));
  let sum = 0;
  for (let k = 0; k < y; k += 1) {
    sum += mass;
    mass *= ((size + k) / (k + 1)) * theta;
  }
  return sum;
}

/** Natural log of P(Y <= y) for the same count. */
export function logLowerTail(y: number, mean: number, variance: number): number {
  if (y < 0) return Number.NEGATIVE_INFINITY;
  if (mean <= 0) return 0;
  const extra = Math.max(variance - mean, mean * 1e-9);
  const total = mean + extra;
  return logBetaRatio((mean * mean) / extra, y + 1, mean / total, extra / total);
}

/** Smallest count whose cumulative probability reaches `probability` (0..1). */
export function quantile(probability: number, mean: number, variance: number): number {
  if (mean <= 0) return 0;
  const extra = Math.max(variance - mean, mean * 1e-9);
  const r = (mean * mean) / extra;
  const theta = extra / (mean + extra);
  if (mean < 30 && r * Math.log1p(-theta) > -600) {
    let mass = Math.exp(r * Math.log1p(-theta));
    let cumulative = mass;
    let y = 0;
    while (cumulative < probability && y < 10_000) {
      mass *= ((r + y) / (y + 1)) * theta;
      cumulative += mass;
      y += 1;
    }
    return y;
  }
  return searchQuantile(Math.log1p(-probability), mean, mean + extra);
}

/** Log of the gamma function for x > 0, Stirling's series after a shift (DLMF 5.11.1). */
export function logGamma(x: number): number {
  let shift = 1;
  let z = x;
  while (z < 9) {
    shift *= z;
    z += 1;
  }
  const inverse = 1 / z;
  const square = inverse * inverse;
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (z - 0.5) * Math.log(z) - z + 0.9189385332046727 + series - Math.log(shift);
}

/** Log of the regularised incomplete beta I_x(a, b), with `complement` = 1 - x given so that no digits are lost. */
export function logBetaRatio(a: number, b: number, x: number, complement: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (complement <= 0) return 0;
  const front = a * Math.log(x) + b * Math.log(complement) + logGamma(a + b) - logGamma(a) - logGamma(b);
  if (x * (a + b + 2) < a + 1) return front - Math.log(a) + Math.log(betaFraction(a, b, x));
  return Math.log1p(-Math.min(1, Math.exp(front - Math.log(b)) * betaFraction(b, a, complement)));
}

/** Continued fraction of the incomplete beta, modified Lentz (DLMF 8.17.22, 3.10(iii)). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (Math.abs(1 - ((a + b) * x) / (a + 1)) < tiny ? tiny : 1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return result;
}

/** P(Poisson >= y) is the lower regularised gamma P(y, mean): its series below the mean, its fraction above (DLMF 8.11.4, 8.9.2). */
function logPoissonUpperTail(y: number, mean: number): number {
  const front = y * Math.log(mean) - mean - logGamma(y + 1);
  if (mean < y + 1) {
    let term = 1;
    let sum = 1;
    for (let n = 1; n < 100_000 && term > sum * 1e-16; n += 1) {
      term *= mean / (y + n);
      sum += term;
    }
    return front + Math.log(sum);
  }
  // P(Poisson <= y - 1), summed downwards from its largest term
  let term = y / mean;
  let sum = 0;
  for (let n = y - 1; n >= 0 && term > sum * 1e-16; n -= 1) {
    sum += term;
    term *= n / mean;
  }
  return Math.log1p(-Math.min(1, Math.exp(front) * sum));
}

/** Bisects from a Wilson-Hilferty start: few exact tails even for means of a million. */
function searchQuantile(logUpper: number, mean: number, variance: number): number {
  let low = 0;
  let high = Math.ceil(mean + 3 * Math.sqrt(variance)) + 3;
  while (logUpperTail(high + 1, mean, variance) > logUpper) high *= 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (logUpperTail(middle + 1, mean, variance) <= logUpper) high = middle;
    else low = middle + 1;
  }
  return low;
}
