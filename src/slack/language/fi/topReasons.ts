/** What most contacts of the week were about. */
export const topReasons = {
  title: "*Yleisimmät syyt, 7 päivää (päättyi {to})*",
  none: "Yhdessäkään yhteydenotossa ei mainittu syytä.",
  headline:
    "{contacts, plural, one {# yhteydenotto} other {# yhteydenottoa}}. Yhteydenotossa voi olla monta syytä, joten niitä ei voi laskea yhteen.",
  headlineCompared:
    "{contacts, plural, one {# yhteydenotto} other {# yhteydenottoa}}, edellisten 7 päivän aikana {before}. Yhteydenotossa voi olla monta syytä, joten niitä ei voi laskea yhteen.",
  notCompared: "Vertailua ei ole: historia ei ulotu edellisten 7 päivän yli.",
  how: "Suhdeluku on vain siellä, missä sattuma tuskin selittää sitä, kukin syy erikseen. `/signals late-delivery` kertoo syyn päivät odotettuun verrattuna.",
  reason: "Syy",
  contacts: "Yhteydenotot",
  share: "Osuus",
  before: "Edelliset 7 pv",
  ratio: "Kertaa edelliset (90 %:n varmuudella)",
  line: "• {label}: {count} {contacts, plural, one {yhteydenotto} other {yhteydenottoa}}, {share} kaikista",
  lineCompared:
    "• {label}: {count} {contacts, plural, one {yhteydenotto} other {yhteydenottoa}}, {share} kaikista; edellisten 7 päivän aikana {before}: {change}",
  isNew: "ei kuultu aiemmin",
  unchanged: "ei selvää muutosta",
};
