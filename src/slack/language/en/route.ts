/** Where signals are told: `/earshot route` and `/earshot routes`. */
export const route = {
  howAdd:
    "`/earshot route add reasons invoice-*, late-delivery to #billing-alerts` adds one at the end, `/earshot route add 1 ...` in front of route 1",
  howAsk:
    "It may ask for `kinds` (spike, overdue-promise, source-silent, touchpoint-below, rising-term), `reasons`, `channels` (phone, chat), `touchpoints` and `teams`; `continue` at its end lets those after it count too",
  howMove: "`/earshot route move 3 1`, `/earshot route remove 2`",
  none: "There are no routes. {rest}",
  title: "*Routes*, asked in this order until one fits:",
  line: "{asked} to {channels}",
  lineContinue: "{asked} to {channels}, continue",
  everything: "everything",
  kinds: "kinds {words}",
  reasons: "reasons {words}",
  channels: "channels {words}",
  touchpoints: "touchpoints {words}",
  teams: "teams {words}",
  or: "{before} or {last}",
  refused: "No route was added: {why}.",
  tooMany: "There are {most} routes already; remove one first.",
  added: "Added.",
  noSuch: "There is no such route.",
  moved: "Moved.",
  removed: "Removed: {route}",
};
