/** Seeded draws, so that every table can be made again. */
export interface Random {
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  /** Negative binomial with this mean and variance `dispersion * mean`; Poisson at dispersion 1. */
  count(mean: number, dispersion: number): number;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296 + 1e-12;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number => {
    if (mean > 30) return poissonBySplitting(mean);
    const limit = Math.exp(-mean);
    let product = uniform();
    let count = 0;
    while (product > limit) {
      product *= uniform();
      count += 1;
    }
    return count;
  };
  // Ahrens and Dieter: the middle arrival of a Poisson stream is gamma, what is left is a smaller Poisson or a binomial
  const poissonBySplitting = (mean: number): number => {
    const middle = Math.floor(mean * 0.875);
    const arrival = gamma(middle);
    if (arrival <= mean) return middle + poisson(mean - arrival);
    let count = 0;
    for (let i = 1; i < middle; i += 1) if (uniform() < mean / arrival) count += 1;
    return count;
  };
  /** Marsaglia and Tsang. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const count = (mean: number, dispersion: number): number => {
    if (mean <= 0) return 0;
    if (dispersion <= 1) return poisson(mean);
    const scale = dispersion - 1;
    return poisson(gamma(mean / scale) * scale);
  };
  return { uniform, normal, poisson, count };
}
