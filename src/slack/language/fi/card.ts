/** The frame of every alert: who has it, and what can be done. */
export const card = {
  status: "{status, select, open {AVOINNA} acknowledged {KUITATTU} snoozed {TORKUTETTU} other {RATKAISTU}}",
  open: "*Avoinna*: kukaan ei ole vielä ottanut tätä.",
  acknowledged: "*Kuitattu* {at}.",
  acknowledgedBy: "*Kuitattu* {at}: {by}.",
  snoozed: "*Torkutettu*, herää {until}; seuranta jatkuu koko ajan.",
  resolved: "*Ratkaistu* {at}.",
  resolvedBy: "*Ratkaistu* {at}: {by}.",
  since: "Alkoi {at}.",
  began: "Tämä alkoi {at}.",
  lessOver: "Jos näitä on liikaa: kanavan hiljaiset tunnit ja päiväbudjetti komennolla `/earshot channel`.",
  again: "Tämä toistuu: <{link}|aiempi hälytys>",
  promiseAgain: "Sama lupaus uudelleen: <{link}|aiempi hälytys>",
  whyRoute: "Miksi täällä: reitti {number}.",
  whyRouteAsked: "Miksi täällä: reitti {number}: {asked}.",
  whyChannel:
    "Miksi täällä: {whose, select, reason {tämän syyn kanava} team {tiimin kanava} other {oletuskanava}}.",
  acknowledge: "Kuittaa",
  acknowledgeAll: "Kuittaa kaikki",
  resolve: "Merkitse ratkaistuksi",
  snooze: "Torkuta",
  snoozeSpan: "{span, select, 1h {1 tunniksi} 4h {4 tunniksi} other {huomiseen klo 8 asti}}",
  useful: "Hyödyllinen",
  notUseful: "Ei hyödyllinen",
  showCustomer: "Näytä asiakas",
  foundUseful: "Hyödyllisenä piti {useful}.",
  foundNotUseful: "Hyödyttömänä piti {notUseful}.",
  foundBoth: "Hyödyllisenä piti {useful}, hyödyttömänä {notUseful}.",
  marked:
    "Merkitty: sinusta {useful, select, true {hyödyllinen} other {ei hyödyllinen}}. Jos muutat mielesi, paina toista painiketta; `/earshot status` kertoo, mitä mieltä ihmiset ovat.",
  markedBefore:
    "Olet jo sanonut, että tämä {useful, select, true {on hyödyllinen} other {ei ole hyödyllinen}}. Muuta mielipiteesi painamalla toista painiketta.",
  deadChannelInvite:
    "En pysty kirjoittamaan kanavalle {channel} ({error}): sen hälytykset tulevat tänne. Korjaa kutsumalla minut kanavalle: `/invite @Earshot`.",
  deadChannelOther:
    "En pysty kirjoittamaan kanavalle {channel} ({error}): sen hälytykset tulevat tänne. Korjaa valitsemalla niille toinen kanava.",
};
