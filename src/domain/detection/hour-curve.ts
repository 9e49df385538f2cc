/**
 * Expected contacts up to any instant, from the expectations of whole hours: the cumulative sum, interpolated by monotone
 * cubics (Fritsch & Butland 1984), so that a quarter of an hour in a steep morning is not a quarter of the hour.
 */
export interface HourCurve {
  cumulative: number[];
  slopes: number[];
}

/** An instant on the curves of some hours: the whole hours before it, and the part of the next one (0..1). */
export interface CurvePoint {
  edge: number;
  part: number;
}

const HOUR = 3_600_000;

export function hourCurve(means: readonly number[]): HourCurve {
  const cumulative = [0];
  const slopes: number[] = [];
  let sum = 0;
  let before = means[0] ?? 0;
  for (const mean of means) {
    sum += mean;
    cumulative.push(sum);
    slopes.push(slopes.length === 0 ? mean : slopeBetween(before, mean));
    before = mean;
  }
  slopes.push(before);
  return { cumulative, slopes };
}

/** Where `at` lies on curves of so many hours since `startAt` (epoch ms); what is outside of them moves to their ends. */
export function curvePoint(startAt: number, hours: number, at: number): CurvePoint {
  const since = Math.min(Math.max(0, (at - startAt) / HOUR), hours);
  const edge = Math.max(0, Math.min(Math.floor(since), hours - 1));
  return { edge, part: since - edge };
}

/** Expected contacts between two points; what lies outside the curve expects nothing. */
export function expectedBetween(curve: HourCurve, from: CurvePoint, to: CurvePoint): number {
  return Math.max(0, cumulativeAt(curve, to) - cumulativeAt(curve, from));
}

function slopeBetween(before: number, after: number): number {
  return before * after > 0 ? (2 * before * after) / (before + after) : 0;
}

function cumulativeAt({ cumulative, slopes }: HourCurve, { edge, part: t }: CurvePoint): number {
  const low = cumulative[edge] ?? 0;
  const high = cumulative[edge + 1] ?? low;
  const rise = (slopes[edge] ?? 0) * t * (1 - t) ** 2 - (slopes[edge + 1] ?? 0) * t ** 2 * (1 - t);
  return low + (high - low) * t ** 2 * (3 - 2 * t) + rise;
}
