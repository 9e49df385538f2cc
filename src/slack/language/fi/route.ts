/** Where signals are told: `/earshot route` and `/earshot routes`. */
export const route = {
  howAdd:
    "`/earshot route add reasons invoice-*, late-delivery to #billing-alerts` lisää reitin loppuun, `/earshot route add 1 ...` reitin 1 eteen",
  howAsk:
    "Reitti voi kysyä näitä: `kinds` (spike, overdue-promise, source-silent, touchpoint-below, rising-term), `reasons`, `channels` (phone, chat), `touchpoints` ja `teams`; lopussa `continue` antaa myös sen jälkeisten reittien vaikuttaa",
  howMove: "`/earshot route move 3 1`, `/earshot route remove 2`",
  none: "Reittejä ei ole. {rest}",
  title: "*Reitit*, kysytään tässä järjestyksessä, kunnes yksi sopii:",
  line: "{asked} → {channels}",
  lineContinue: "{asked} → {channels}, myös seuraavat",
  everything: "kaikki",
  kinds: "lajit {words}",
  reasons: "syyt {words}",
  channels: "kanavat {words}",
  touchpoints: "kohtaamispisteet {words}",
  teams: "tiimit {words}",
  or: "{before} tai {last}",
  refused: "Reittiä ei lisätty: {why}.",
  tooMany: "Reittejä on jo {most}; poista ensin yksi.",
  added: "Lisätty.",
  noSuch: "Sellaista reittiä ei ole.",
  moved: "Siirretty.",
  removed: "Poistettu: {route}",
};
