/** Lists of promises, and what `/promise` answers. */
export const promiseList = {
  most: "{count} tai enemmän",
  moreLater: "ja {count} muuta, määräaika myöhemmin",
  usage:
    "`/promise` omasi, `/promise team billing` tiimin lupaukset, `/promise overdue` myöhässä olevat, `/promise show 040 123 4567` asiakkaalle annettujen lupausten vaiheet, `/promise week` miten hyvin ne pidettiin; `/promise new` kirjaa uuden.",
  didYouMean: "En tunne sanaa ”{typed}”. Tarkoititko `/promise {meant}`?\n{usage}",
  unknown: "En tunne lupausta, jolla on tuo tunnus. `/promise` näyttää omasi.",
  none: "Sinulla ei ole avoimia lupauksia. `/promise new` kirjaa uuden.",
  mine: "Avoimet lupauksesi: {count}",
  noTeamOfYours: "Et kuulu mihinkään tiimiin, jonka tunnen. {teams}",
  ofTeams:
    "{teams}: {open} {openCount, plural, one {avoin lupaus} other {avointa lupausta}}, myöhässä {overdue}",
  noneOverdue: "Mikään ei ole myöhässä.",
  noneOverdueIn: "Mikään ei ole myöhässä ({teams}).",
  overdue: "Myöhässä: {count}",
  overdueIn: "Myöhässä ({teams}): {count}",
  whichOne: "Mikä niistä? `/promise show 040 123 4567` tai lupauksen tunnus.",
  severalCustomers:
    "”{typed}” sopii {count, plural, one {# asiakkaaseen} other {# asiakkaaseen}}. Kirjoita puhelinnumero, sähköposti tai tunnus.",
  noneFits: "”{typed}” ei sovi yhteenkään asiakkaaseen eikä lupaukseen.",
  noName: "Ei nimeä",
  ofCustomer: "{customer}: {count, plural, one {# lupaus} other {# lupausta}}",
  noSuchTeam: "Tiimiä ”{typed}” ei ole. {teams}",
  noTeams: "Yhtään tiimiä ei ole vielä perustettu.",
  teams: "Tiimit: {codes}.",
};
