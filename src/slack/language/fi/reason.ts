/** A reason's past: its days, what it could hide, when it would have alerted. */
export const reason = {
  headline: "{observed} yhteydenottoa ({days, plural, one {# päivä} other {# päivää}}), odotettu {expected}",
  day: "{day}: {observed}, odotettu {expected} (tavallisesti {lower}–{upper})",
  dayUntil: "{day} klo {hour} asti: {observed}, odotettu {expected} (tavallisesti {lower}–{upper})",
  nowSpike: "*Nyt*: piikki, alkoi {at}: {observed} yhteydenottoa ({window}), odotettu {expected}.",
  nowLearning: "*Nyt*: {standing}",
  nowNormal: "*Nyt*: tavallinen. {standing}",
  learning: "opitaan: {have}/{need} päivää; sitä ennen ei hälytetä.",
  learningOnly:
    "*{label}*: opitaan: {have}/{need} päivää. Ne tarvitaan, ennen kuin siitä voi hälyttää tai olisi voitu hälyttää.",
  rise: "Nousu noin {mean} yhteydenottoon ({window}, tähän aikaan tavallisesti {expected}) huomattaisiin neljä kertaa viidestä.",
  fired:
    "*{label}* {times, plural, =0 {ei olisi hälyttänyt} one {olisi hälyttänyt kerran} other {olisi hälyttänyt # kertaa}} jaksolla {from} – {to} ({days, plural, one {# päivä} other {# päivää}}).",
  alert:
    "• *{at}*: {observed} ({window}), odotettu {expected} (tavallisesti {lower}–{upper}), {ratio} kertaa tavallinen (90 %:n varmuudella {ratioLower}–{ratioUpper}); jatkuu",
  alertOver:
    "• *{at}*: {observed} ({window}), odotettu {expected} (tavallisesti {lower}–{upper}), {ratio} kertaa tavallinen (90 %:n varmuudella {ratioLower}–{ratioUpper}); ohi {over}",
  how: "Arvioitu samalla tavalla kuin oikeat hälytykset, budjettina {budget}. Syyn ensimmäiset 14 päivää vain opitaan.",
  unknown: "Minkään syyn nimi ei ole ”{name}”.",
  didYouMean: "Tarkoititko `{command}{near}`?",
  known: "Syyt: {reasons}.",
  noneKnown: "Yhtään syytä ei ole vielä kuultu.",
};
