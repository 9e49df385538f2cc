/** A channel's digest of a day or a week. */
export const digest = {
  daily: "Päivän kooste {date}",
  weekly: "Viikon kooste {from} – {to}",
  period: "{from} – {to}",
  quiet:
    "Hiljainen {pace, select, daily {päivä} other {viikko}}: odottamassa ei ollut mitään, eikä täällä ole mitään avoinna.",
  quietCompared:
    "Hiljainen {pace, select, daily {päivä} other {viikko}}: mikään ei noussut tai laskenut sattumaa enempää, odottamassa ei ollut mitään, eikä täällä ole mitään avoinna.",
  learning:
    "*Mikä nousi ja laski*: vielä opitaan, {have}/{need} päivää; sen jälkeen jokaista {pace, select, daily {päivää} other {viikkoa}} verrataan samoihin viikonpäiviin kahdeksalta edelliseltä viikolta.",
  nothingLookedAt:
    "*Mikä nousi ja laski*: ei verrattavaa, sillä yhdestäkään kuullusta syystä ei kerrota tällä kanavalla.",
  noneMoved:
    "*Mikä nousi ja laski*: {lookedAt, plural, one {tarkasteltu # syy, eikä se muuttunut} other {tarkasteltu # syytä, eikä yksikään muuttunut}} sattumaa enempää; vertailukohtana samat viikonpäivät kahdeksalta edelliseltä viikolta.",
  moved:
    "*Mikä nousi ja laski*: {lookedAt, plural, one {tarkasteltu # syy} other {tarkasteltu # syytä}}, nousi {rose} ja laski {fell}; vertailukohtana samat viikonpäivät kahdeksalta edelliseltä viikolta. Luetelluista noin joka {one}. on sattumaa.",
  rose: "nousi",
  fell: "laski",
  reason: "Syy",
  change: "Muutos",
  contacts: "Yhteydenotot",
  expected: "Odotettu",
  ratio: "Kertaa tavallinen",
  interval: "90 %:n varmuudella",
  movement:
    "• {label} {way, select, rose {nousi} other {laski}}: {observed} {count, plural, one {yhteydenotto} other {yhteydenottoa}}, odotettu {expected}, {ratio} kertaa tavallinen (90 %:n varmuudella {interval})",
  waited:
    "*Odotti tätä koostetta*: {count, plural, one {# hälytys} other {# hälytystä}}, suurin ylimäärä ensin",
  held: "• {line}; odotti: {why, select, digest {päivän budjetti täynnä} other {hiljaiset tunnit}}{state}",
  spike: "*{label}*: {observed} yhteydenottoa ({window}), odotettu {expected}; alkoi {at}",
  silent: "*Hiljainen lähde*: {name}, viimeksi kuultu {at}",
  overduePromise: "*Lupaus myöhässä*: {promise}; määräaika {due}",
  overduePromises: "*{count, plural, one {# lupaus} other {# lupausta}} myöhässä*; alkoi {at}",
  acknowledged: "*kuitattu*",
  acknowledgedBy: "*kuitannut {by}*",
  snoozed: "*torkutettu*",
  snoozedUntil: "*torkutettu*, herää {until}",
  over: "*ohi*",
  moreWaiting: "ja {count} muuta: `/signals`",
  promises: "Lupaukset",
  open: "Täällä vielä avoinna",
  notAgain: "Odottanutta ei julkaista uudelleen, ellei sen ylimäärä kaksinkertaistu.",
  less: "`/signals digest` näyttää tämän milloin vain, `/earshot channel` määrää, milloin se tulee.",
  show: "Näytä",
};
