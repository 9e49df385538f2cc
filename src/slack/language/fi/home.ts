/** App Home: what one person has promised and leads. The admin's part is `workspace`. */
export const home = {
  mine: "Omat avoimet lupaukseni: {count}",
  nothingMine: "Sinulla ei ole avoimia lupauksia.",
  log: "Kirjaa lupaus",
  overdue: "Myöhässä tiimeissä, joita vedät: {count}",
  nothingOverdue: "Mikään tiimiesi lupaus ei ole myöhässä.",
  openNow: "Auki nyt: {count}",
  nothingOpen: "Mitään ei ole auki: ei piikkiä, ei myöhässä olevaa lupausta, ei hiljaista lähdettä.",
  help: "`/customer`, `/signals`, `/promise` ja `/earshot help` toimivat kaikilla kanavilla; vain sinä näet vastaukset.",
  teams: "Tiimieni lupaukset",
  moreTeams:
    "ja {rest, plural, one {# tiimi} other {# tiimiä}} lisää: `/promise team billing` luettelee minkä tahansa",
  team: "{team}: {open, plural, one {# avoin lupaus} other {# avointa lupausta}}, {overdue, plural, =0 {ei yhtään myöhässä} one {*# myöhässä*} other {*# myöhässä*}}",
  teamNext:
    "{team}: {open, plural, one {# avoin lupaus} other {# avointa lupausta}}, {overdue, plural, =0 {ei yhtään myöhässä} one {*# myöhässä*} other {*# myöhässä*}}; seuraavan määräaika {next}",
  teamIdle: "{team}: mitään ei ole auki",
  list: "Luettele",
  back: "Takaisin",
  teamTitle: "{team}: {open} auki, {overdue} myöhässä",
  nothingOfTeam: "Tällä tiimillä ei ole avoimia lupauksia.",
};
