import { combineSurprises, type WindowExpectation } from "./surprise.ts";

/** Rolling windows of the live detector, in minutes, and what each carries of the judgement. */
export const LIVE_WINDOWS = [15, 60, 180, 360, 1440] as const;
export const LIVE_WEIGHTS = [0.1, 0.2, 0.3, 0.25, 0.15] as const;

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
  const score = (window: LiveWindow, i: number): number => window.surprise + Math.log(LIVE_WEIGHTS[i] ?? 1);
  const [first, ...rest] = windows;
  if (first === undefined) throw new Error("a look has at least one window");
  let best = { window: first, value: score(first, 0) };
  rest.forEach((window, i) => {
    const value = score(window, i + 1);
    if (value > best.value) best = { window, value };
  });
  return best.window;
}
