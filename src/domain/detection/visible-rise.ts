import { calibrate } from "./calibration.ts";
import { alertLevel } from "./decision.ts";
import type { LiveState, NamedPool } from "./live.ts";
import type { LiveLook } from "./live-look.ts";
import { overAllWindows } from "./live-window.ts";
import { LOOKS_PER_WEEK } from "./spike.ts";
import { smallestVisible } from "./spike-facts.ts";
import { surprise } from "./surprise.ts";

/** The window that carries most of the judgement. */
const MINUTES = 180;

/** What a quiet reason or channel could not hide: a rise of a window's mean from `expected` to `mean` is seen four times in five. */
export interface VisibleRise {
  minutes: number;
  expected: number;
  mean: number;
}

/** The smallest rise in the last three hours that would be seen now, were every other window ordinary. @param among the pool of the look's series */
export function visibleRise(
  { reasons, channels }: Pick<LiveState, "reasons" | "channels">,
  among: NamedPool,
  look: LiveLook,
  weeklyBudget: number,
): VisibleRise {
  const alpha = alertLevel(weeklyBudget, reasons.names.length + channels.names.length, LOOKS_PER_WEEK);
  const { minutes, expectation } = look.windows.find((window) => window.minutes === MINUTES) ?? look.window;
  const surpriseOf = (count: number) => {
    const surprises = look.windows.map((each) =>
      each.minutes === minutes ? surprise(count, expectation) : 0,
    );
    return calibrate(among.pool.calibration, overAllWindows(surprises));
  };
  const { mean } = smallestVisible(expectation, surpriseOf, alpha);
  return { minutes, expected: expectation.mean, mean };
}
