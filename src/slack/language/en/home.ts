/** App Home: what one person has promised and leads. The admin's part is `workspace`. */
export const home = {
  mine: "My open promises: {count}",
  nothingMine: "You have promised nothing that is still open.",
  log: "Log a promise",
  overdue: "Overdue in the teams you lead: {count}",
  nothingOverdue: "Nothing of your teams is overdue.",
  openNow: "Open now: {count}",
  nothingOpen: "Nothing is open: no spike, no overdue promise, no silent source.",
  help: "`/customer`, `/signals`, `/promise` and `/earshot help` work in every channel; only you see their answers.",
  teams: "My teams' promises",
  moreTeams: "and {rest, plural, one {# team} other {# teams}} more: `/promise team billing` lists any",
  team: "{team}: {open, plural, one {# open promise} other {# open promises}}, {overdue, plural, =0 {none overdue} one {*# overdue*} other {*# overdue*}}",
  teamNext:
    "{team}: {open, plural, one {# open promise} other {# open promises}}, {overdue, plural, =0 {none overdue} one {*# overdue*} other {*# overdue*}}; next due {next}",
  teamIdle: "{team}: nothing is open",
  list: "List them",
  back: "Back",
  teamTitle: "{team}: {open} open, {overdue} overdue",
  nothingOfTeam: "Nothing that this team has promised is open.",
};
