import { type CurvePoint, curvePoint } from "./hour-curve.ts";
import { HOUR_MS } from "./live.ts";
import type { Curves } from "./live-curves.ts";
import { BUCKET_MS, FINE_MINUTES, fineStart, LIVE_WINDOWS } from "./live-window.ts";

/** Where a look and its windows (in the order of `LIVE_WINDOWS`) lie: the same for all series with as much history. */
export interface Frame {
  now: number;
  /** Epoch ms at which each window begins, and the fine buckets do. */
  froms: number[];
  fineFrom: number;
  /** On the curves: where each window begins, and where its part that is not learned yet does. */
  starts: CurvePoint[];
  opens: CurvePoint[];
  /** Now, and five minutes ago. */
  end: CurvePoint;
  bucket: CurvePoint;
  /** Learned hours before each window, and before the fine buckets. */
  hoursBefore: number[];
  hoursBeforeFine: number;
}

/** Frames of the look at `now`, each made once. */
export function framesAt(now: number, nextHourAt: number): (curves: Curves) => Frame {
  const frames = new Map<number, Frame>();
  return (curves) => {
    const known = frames.get(curves.startAt);
    if (known !== undefined) return known;
    const frame = newFrame(curves, now, nextHourAt);
    frames.set(curves.startAt, frame);
    return frame;
  };
}

function newFrame({ startAt, hours, counted }: Curves, now: number, nextHourAt: number): Frame {
  const point = (at: number) => curvePoint(startAt, hours, at);
  const learned = counted.length - 1;
  const hoursUntil = (at: number) => Math.min(learned, Math.max(0, Math.ceil((at - startAt) / HOUR_MS)));
  const fineFrom = fineStart(now);
  const hoursBeforeFine = hoursUntil(fineFrom);
  const froms = LIVE_WINDOWS.map((minutes) => {
    const step = minutes > FINE_MINUTES ? HOUR_MS : BUCKET_MS;
    return Math.max(startAt, Math.ceil((now - minutes * 60_000) / step) * step);
  });
  return {
    now,
    froms,
    fineFrom,
    starts: froms.map(point),
    opens: froms.map((from) => point(Math.max(from, nextHourAt))),
    end: point(now),
    bucket: point(now - BUCKET_MS),
    hoursBefore: froms.map((from) => Math.min(hoursUntil(from), hoursBeforeFine)),
    hoursBeforeFine,
  };
}
