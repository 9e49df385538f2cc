/** Reasons that are not told for a time. */
export const mute = {
  choose: "Hiljennä tämä syy",
  chooseWords: "Hiljennä nämä sanat",
  span: "{span, select, 1d {1 päiväksi} 3d {3 päiväksi} other {1 viikoksi}}",
  muted:
    "*{label}* on hiljennetty kanavalla {channel} ({span}), päättyy {until}: siitä ei tule uusia hälytyksiä. Jo näkyvä jatkuu ja voi päättyä. Mitä sinulta jäi väliin, kerrotaan sitten yhdellä rivillä; `/signals unmute {reason}` lopettaa aiemmin.",
  mutedEverywhere:
    "*{label}* on hiljennetty kaikilla kanavilla ({span}), päättyy {until}: siitä ei tule uusia hälytyksiä. Jo näkyvä jatkuu ja voi päättyä. Mitä sinulta jäi väliin, kerrotaan sitten yhdellä rivillä; `/signals unmute {reason} everywhere` lopettaa aiemmin.",
  none: 'Mitään ei ole hiljennetty. `/signals mute late-delivery 3d` hiljentää syyn sillä kanavalla, jolla sanot sen, ja `/signals mute "punainen valo" 3d` uudet sanat.',
  list: "*Hiljennetyt*: {count}",
  line: "• *{label}* kanavalla {channel}, päättyy {until}, hiljentäjä {by}",
  lineEverywhere: "• *{label}* kaikilla kanavilla, päättyy {until}, hiljentäjä {by}",
  sayReason:
    "Sano mikä syy{withSpan, select, true { ja kuinka pitkäksi aikaa} other {}}: `/signals mute late-delivery 3d`.",
  howLong:
    "Kuinka pitkäksi aikaa? Hiljennys kestää 10 minuutista 90 päivään ja päättyy aina: kirjoita `4h`, `3d` tai `2w`. Esimerkiksi `/signals mute late-delivery 3d`.",
  notMuted: "{label} ei ole hiljennetty tällä kanavalla. `/signals muted` luettelee hiljennetyt.",
  notMutedEverywhere: "{label} ei ole hiljennetty kaikkialla. `/signals muted` luettelee hiljennetyt.",
  unmuted: "*{label}* ei ole enää hiljennetty. Väliin jäänyt kerrotaan nyt.",
  adminOnly:
    "Vain tämän Slack-työtilan ylläpitäjä voi hiljentää syyn kaikkialla. Jätä sana `everywhere` pois, niin syy hiljenee yhdellä kanavalla.",
  sayWhere: "Sano se kanavalla, jonka pitäisi kuulla vähemmän, tai lisää sana `everywhere`.",
};
