import { MEAN_FLOOR, USUAL_SHARE, type WindowExpectation } from "./surprise.ts";

/**
 * What `surprise` of the same count cannot exceed, at a tenth of its cost. The tail of the usual dispersion is bounded
 * from below by the part of it near a mean of `centre`, one standard deviation above the count: the count's law tilted
 * to that mean (Cramer 1938) exceeds the count with probability `above` (Cantelli 1928), and is tilted back.
 */
export function surpriseAtMost(count: number, { mean, dispersion, logVariance }: WindowExpectation): number {
  if (count <= 0) return 0;
  const floored = Math.max(mean, MEAN_FLOOR);
  const variance = dispersion * floored + Math.expm1(logVariance) * floored * floored;
  const extra = variance - floored;
  if (extra < floored * 1e-9) return Number.POSITIVE_INFINITY;
  const size = (floored * floored) / extra;
  const below = count - 1;
  const centre = Math.max(floored, below + Math.sqrt((count * (count + size)) / size));
  const spread = (centre * (centre + size)) / size;
  const reach = centre - below;
  const above = (reach * reach) / (reach * reach + spread);
  const step = Math.log1p((centre - floored) / (floored + size));
  const tilt = Math.log(centre / floored) - step;
  return centre * tilt - size * step + (tilt * spread) / reach - Math.log(USUAL_SHARE * above);
}
