/** The workspace's settings, and what all forms of settings share. */
export const settings = {
  save: "Tallenna",
  cancel: "Peruuta",
  zone: "Aikavyöhyke",
  title: "Earshotin asetukset",
  budget: "Hyväksyttävät väärät piikkihälytykset kuukaudessa",
  budgetHint:
    "Mitä vähemmän, sitä selvemmän nousun on oltava, ennen kuin siitä hälytetään; mitä enemmän, sitä pienemmätkin nousut näkyvät. Yli 0, enintään 30.",
  language: "Kanavaviestien kieli",
  languageHint: "Vain yhdelle näkyvä on hänen oman Slackinsa kielellä, jos Earshot osaa sitä.",
  zoneHint: "Esimerkiksi Europe/Helsinki. Lukujen ja koosteiden päivä alkaa sen keskiyöllä.",
  country: "Maa",
  countryHint:
    "Esimerkiksi Suomi, FI tai DE-BY. Puhelinnumerot ilman maatunnusta ja pyhäpäivät ovat tämän maan.",
  scoreDays: "Kohtaamispisteiden vastauspäivät",
  scoreDaysHint:
    "Kohtaamispistettä arvioidaan näin monen päivän vastauksista: 1–366. Lyhyt jakso näyttää muutoksen nopeammin, pitkä kaventaa väliä.",
  coverageFloor: "Vähimmäisosuus kysytyistä, jotka vastaavat",
  coverageFloorHint:
    "Esimerkiksi 20 %. Jos harvempi vastaa, ei sanota ”asiakkaiden mielestä” vaan ”vastanneiden mielestä”.",
  teams: "*Tiimit*\n{teams}",
  falseAlerts: "{count, plural, one {# väärä hälytys} other {# väärää hälytystä}} kuukaudessa",
  budgetLine: "budjetti: {budget}; {tally}",
  tally:
    "viimeiset 90 päivää: {told, plural, one {# piikkihälytys} other {# piikkihälytystä}}, joista hyödyttömiksi merkittyjä {notUseful, plural, =0 {ei yhtään} one {#} other {#}}",
  tallyNote: "Hälytykset, {tally}.",
  budgetStays: "Budjetti on yhä {budget}.",
  budgetIsNow: "Budjetti on nyt {budget}.",
  languageIsNow: "Kanavaviestien kieli on tästä lähtien {language}.",
  zoneIsNow:
    "Aikavyöhyke on nyt {zone}. Jo lasketut päivät lasketaan uudelleen sen keskiöistä; kunnes oletuskanava kuulee, että se on valmis, päivittäiset luvut voivat heittää joitakin tunteja.",
  scoreDaysAreNow:
    "Kohtaamispisteitä arvioidaan tästä lähtien {days, plural, one {viimeisen päivän} other {viimeisten # päivän}} vastauksista.",
  coverageFloorIsNow: "”Asiakkaiden mielestä” sanotaan nyt, kun kysytyistä vastaa vähintään {floor}.",
  countryIsNow: "Maa on nyt {country}.",
};
