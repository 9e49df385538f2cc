/** Lists of promises, and what `/promise` answers. */
export const promiseList = {
  most: "{count} or more",
  moreLater: "and {count} more, due later",
  usage:
    "`/promise` yours, `/promise team billing` a team's, `/promise overdue` the late ones, `/promise show 040 123 4567` what happened to a customer's, `/promise week` how well they were kept; `/promise new` makes one.",
  didYouMean: "I do not know “{typed}”. Did you mean `/promise {meant}`?\n{usage}",
  unknown: "I know no promise by that id. `/promise` shows yours.",
  none: "You have promised nothing that is still open. `/promise new` logs a promise.",
  mine: "Your open promises: {count}",
  noTeamOfYours: "You belong to no team that I know. {teams}",
  ofTeams: "{teams}: {open} open {openCount, plural, one {promise} other {promises}}, {overdue} overdue",
  noneOverdue: "Nothing is overdue.",
  noneOverdueIn: "Nothing is overdue ({teams}).",
  overdue: "Overdue: {count}",
  overdueIn: "Overdue ({teams}): {count}",
  whichOne: "Which one? `/promise show 040 123 4567`, or a promise's id.",
  severalCustomers:
    "{count, plural, one {# customer fits} other {# customers fit}} “{typed}”. Write their phone, e-mail or id.",
  noneFits: "No customer and no promise fits “{typed}”.",
  noName: "No name",
  ofCustomer: "{customer}: {count, plural, one {# promise} other {# promises}}",
  noSuchTeam: "There is no team “{typed}”. {teams}",
  noTeams: "No team is set up yet.",
  teams: "Teams: {codes}.",
};
