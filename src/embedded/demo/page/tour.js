// What to try, by theme: each line is typed for the visitor, as the person who would type it.
import { el } from "./dom.js";

/** [theme, what to do by hand, [as, line] to press] */
const THEMES = [
  [
    "A spike",
    "Read the alert in #billing-alerts, press its buttons, open its thread.",
    [
      ["otto", "/signals"],
      ["otto", "/signals invoice-wrong"],
      ["otto", "/signals phone"],
      ["otto", "/signals backtest invoice-wrong 60d"],
    ],
  ],
  [
    "A promise",
    "Press Acknowledge on the overdue promise as Maija, then as Otto. Write a message, then promise a call-back from its ⋯ menu.",
    [
      ["maija", "/promise 040 123 4567 in 2 hours send the form"],
      ["maija", "/promise"],
      ["otto", "/promise overdue"],
      ["otto", "/promise week"],
    ],
  ],
  [
    "A customer",
    "Only the asker sees it; Share asks first.",
    [
      ["maija", "/customer liisa"],
      ["maija", "/customer 040 123 4567"],
    ],
  ],
  [
    "Less noise",
    "A channel's quiet hours and budget, a digest, a reason muted for a time.",
    [
      ["admin", "/earshot route add reasons no-connection to #earshot continue"],
      ["admin", "/earshot routes"],
      ["admin", "/earshot channel #sales-alerts"],
      ["otto", "/signals mute slow-internet 3d"],
      ["otto", "/signals muted"],
      ["otto", "/signals digest"],
    ],
  ],
  [
    "Causes and cost",
    "From counts to causes. The report is a page too: open /demo/report, also to print.",
    [
      ["otto", "/signals top"],
      ["otto", "/signals trust"],
      ["otto", "/signals touchpoints"],
      ["otto", "/signals touchpoint invoice"],
      ["otto", "/signals silent"],
      ["otto", "/signals report"],
      ["otto", "/signals report month"],
      ["admin", "/earshot reasons"],
      ["admin", "/earshot cost"],
    ],
  ],
  [
    "Suomeksi",
    "Noor's Slack is in Finnish, and so is what she is answered.",
    [
      ["noor", "/signals"],
      ["noor", "/signals top"],
      ["noor", "/signals report"],
      ["noor", "/promise 040 123 4567 huomenna klo 10 lähetä lomake"],
      ["noor", "/earshot help"],
    ],
  ],
  [
    "Set-up",
    "Forms check what is written; a file (earshot apply) can say all of it.",
    [
      ["admin", "/earshot status"],
      ["admin", "/earshot team billing"],
      ["admin", "/earshot settings"],
      ["otto", "/earshot help"],
    ],
  ],
];

/** The list of themes; pressing a line types it as that person. `type` is given both. */
export function tour(type) {
  return THEMES.map(([theme, words, lines], at) =>
    el(
      "details",
      { class: "theme", open: at === 0, name: "theme" },
      el("summary", {}, theme),
      el("p", {}, words),
      lines.map(([as, line]) =>
        el(
          "button",
          {
            type: "button",
            class: "lever",
            title: `Types this as ${names[as]}`,
            onclick: () => type(as, line),
          },
          el("code", {}, line),
        ),
      ),
    ),
  );
}

const names = { maija: "Maija", otto: "Otto", noor: "Noor", admin: "Aino" };
