/** A figure with its 90 % interval. */
export type Estimate = { value: number; lower: number; upper: number };

/** Two-sided 90 % and 95 %. */
export const Z90 = 1.6448536269514722;
export const Z95 = 1.959963984540054;

/** A share of `of` with its interval (Wilson 1927), which stays within 0..1 and is honest at both ends. Undefined of none. */
export function share(count: number, of: number, z = Z90): Estimate | undefined {
  if (of <= 0) return undefined;
  const value = count / of;
  const weight = z ** 2 / of;
  const middle = (value + weight / 2) / (1 + weight);
  const half = (z / (1 + weight)) * Math.sqrt((value * (1 - value)) / of + weight / (4 * of));
  return { value, lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}

/**
 * The mean of these values with its interval. One more answer, spread evenly over the scale (Perks 1947), keeps a few
 * answers that all agree from looking certain, as the adjusted Wald interval does (Agresti & Coull 1998; for the NPS, Rocks
 * 2016); then Student's t. The value is the plain mean. A simulation in the tests holds its coverage.
 * @param scale every value an answer can have, ascending
 * @param counts answers by value; need not be whole. Undefined without an answer
 */
export function meanOnScale(
  scale: readonly number[],
  counts: ReadonlyMap<number, number>,
): Estimate | undefined {
  const count = (value: number) => counts.get(value) ?? 0;
  const answers = scale.reduce((sum, value) => sum + count(value), 0);
  if (answers <= 0) return undefined;
  const one = 1 / scale.length;
  const mean = (weight: (value: number) => number, of: number) =>
    scale.reduce((sum, value) => sum + value * weight(value), 0) / of;
  const value = mean(count, answers);
  const middle = mean((v) => count(v) + one, answers + 1);
  const variance =
    scale.reduce((sum, v) => sum + (count(v) + one) * (v - middle) ** 2, 0) / (answers + 1) ** 2;
  const half = studentT95(Math.max(1, answers - 1)) * Math.sqrt(variance);
  return {
    value,
    lower: Math.min(value, Math.max(scale[0] ?? value, middle - half)),
    upper: Math.max(value, Math.min(scale.at(-1) ?? value, middle + half)),
  };
}

/** The mean of measured numbers with Student's t interval; undefined of fewer than two. */
export function meanOf(values: readonly number[]): Estimate | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const value = values.reduce((sum, each) => sum + each, 0) / n;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  const half = studentT95(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, lower: value - half, upper: value + half };
}

/** `a - b` of two independent estimates, whatever their intervals were made of (MOVER: Zou & Donner 2008, Newcombe 1998). */
export function difference(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value;
  return {
    value,
    lower: value - Math.hypot(a.value - a.lower, b.upper - b.value),
    upper: value + Math.hypot(a.upper - a.value, b.value - b.lower),
  };
}

/** Whether zero is ruled out. */
export const isSure = ({ lower, upper }: Estimate): boolean => lower > 0 || upper < 0;

/** The 95 % quantile of Student's t: Cornish and Fisher's expansion (Abramowitz & Stegun 26.7.5), exact tables below 3. */
export function studentT95(freedom: number): number {
  const z = Z90;
  if (freedom < 2) return 6.3138;
  if (freedom < 3) return 2.92;
  return (
    z +
    (z ** 3 + z) / 4 / freedom +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96 / freedom ** 2 +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / freedom ** 3
  );
}
