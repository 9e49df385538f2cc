// What lets time pass in the demo.
import { now } from "./clock.js";
import { el, keyed } from "./dom.js";
import { when } from "./words.js";

const STEPS = [
  ["+10 min", 10],
  ["+1 h", 60],
  ["+1 day", 24 * 60],
];
let passing = false;

/** The time, and buttons that let it pass: one stretch after the other. */
export function drawClock(box, look, act) {
  const pass = async (minutes) => {
    passing = true;
    drawClock(box, look, act);
    await act({ do: "forward", minutes });
    passing = false;
    drawClock(box, look, act);
  };
  const time = when(now() / 1000, "{weekday_time}", { zone: look.zone });
  keyed(box, [
    { key: "time", signature: time, make: () => el("time", {}, time) },
    ...STEPS.map(([label, minutes]) => ({
      key: label,
      signature: `${passing}`,
      make: () =>
        el(
          "button",
          {
            type: "button",
            title: `Let time pass: ${label.slice(1)}`,
            disabled: passing,
            onclick: () => void pass(minutes),
          },
          label,
        ),
    })),
  ]);
}
