// What lets time pass in the demo.
import { now } from "./clock.js";
import { el } from "./dom.js";
import { when } from "./words.js";

const STEPS = [
  ["+10 min", 10],
  ["+1 h", 60],
  ["+1 day", 24 * 60],
];

/** The time, and buttons that let it pass. */
export function clockBar(look, act) {
  return [
    el("time", {}, when(now() / 1000, "{weekday_time}", look.zone)),
    ...STEPS.map(([label, minutes]) =>
      el(
        "button",
        {
          type: "button",
          title: `Let time pass: ${label.slice(1)}`,
          onclick: async (event) => {
            const buttons = [...event.target.parentNode.querySelectorAll("button")];
            for (const button of buttons) button.disabled = true;
            await act({ do: "forward", minutes });
            for (const button of buttons) button.disabled = false;
          },
        },
        label,
      ),
    ),
  ];
}
