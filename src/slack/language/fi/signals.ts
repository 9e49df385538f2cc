/** What `/signals` answers, and its list of what is open. */
export const signals = {
  nothingOpen: "Mitään ei ole avoinna: ei piikkiä, ei lupausta myöhässä, ei hiljaista lähdettä.",
  open: "{count, plural, one {# avoin signaali} other {# avointa signaalia}}",
  spike: "• *{label}*: {observed} ({window}), odotettu {expected}; alkoi {at}{state}",
  silent: "• *Hiljainen lähde*: {silence}; alkoi {at}{state}",
  overduePromises:
    "• *{count, plural, one {# lupaus} other {# lupausta}} myöhässä*, kuitattuja {acknowledged}; alkoi {at}{state}",
  overduePromise: "• *Lupaus myöhässä*: {promise}; määräaika {due}, myöhässä {late}{state}",
  state: ", {status, select, open {avoinna} acknowledged {kuitattu} snoozed {torkutettu} other {ratkaistu}}",
  hasIt: ", kuitannut {by}",
  learning: "Vielä opitaan, joten näistä ei hälytetä: {reasons}.",
  learningMore: "Vielä opitaan, joten näistä ei hälytetä: {reasons} ja {rest} muuta.",
  learningDays: "{label} {have}/{need} päivää",
  noHistory: "Historiaa ei vielä ole: yhtään yhteydenottoa ei ole tullut.",
  allContactsBy: "Kaikki yhteydenotot, {channel}",
  channels: "Kanavat: {channels}.",
  moreHelp: "`/signals help` kertoo, mitä muuta on.",
  backtestUnderWay: "Edellinen takautuva testi on vielä kesken; kysy uudelleen, kun se on vastannut.",
  readingPast: "Luen menneitä; vastaus tulee hetken päästä.",
  whichReason: "Mikä syy? Esimerkiksi `/signals backtest late-delivery 90d`.",
  howManyDays: "Montako päivää? 1–{most}, esimerkiksi `90d`.",
};
