import { HOUR_MS } from "./live.ts";
import { combineSurprises, type WindowExpectation } from "./surprise.ts";

/** Rolling windows of the live detector, in minutes, and what each carries of the judgement. */
export const LIVE_WINDOWS = [15, 60, 180, 360, 1440] as const;
const LIVE_WEIGHTS = [0.1, 0.2, 0.3, 0.25, 0.15] as const;

/** Windows longer than this begin at a whole hour, so that only these hours are needed in 5-minute buckets. */
export const FINE_MINUTES = 180;
export const BUCKET_MS = 300_000;

/** From here on 5-minute buckets are needed. */
export function fineStart(now: number): number {
  return Math.floor((now - FINE_MINUTES * 60_000) / HOUR_MS) * HOUR_MS;
}

/** One window of a live look: `[from, to)` in epoch ms. */
export interface LiveWindow {
  minutes: number;
  from: number;
  to: number;
  observed: number;
  expectation: WindowExpectation;
  surprise: number;
}

/** -ln p over all windows of one look, in the order of `LIVE_WINDOWS`. */
export function overAllWindows(surprises: readonly number[]): number {
  return combineSurprises(surprises, LIVE_WEIGHTS);
}

/** The window that says most, after its weight. */
export function leadingOf(windows: readonly LiveWindow[]): LiveWindow {
  let leading = windows[0];
  if (leading === undefined) throw new Error("a look has at least one window");
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, window] of windows.entries()) {
    const value = window.surprise + Math.log(LIVE_WEIGHTS[i] ?? 1);
    if (value <= most) continue;
    leading = window;
    most = value;
  }
  return leading;
}
