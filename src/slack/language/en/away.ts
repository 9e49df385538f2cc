/** Who is away, and until when. */
export const away = {
  usage: "Until when? `/earshot away until Friday`, `/earshot away 2 weeks`; `/earshot back` ends it.",
  notToCome: "That is not to come. {usage}",
  atMostAYear: "At most a year ahead.",
  you: "You are away until {end}: reminders go to the team meanwhile, no promise is dropped.",
  other: "{who} is away until {end}: reminders go to the team meanwhile, no promise is dropped.",
  waiting:
    "{count, plural, one {# open promise waits} other {# open promises wait}}, the next is due {due}; `/promise` hands over.",
  youBack: "You are back: reminders come here again.",
  otherBack: "{who} is back: reminders come here again.",
  onlyAdmin: "Only an admin of this Slack workspace can say that of somebody else. Nothing was changed.",
};
