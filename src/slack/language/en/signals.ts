/** What `/signals` answers, and its list of what is open. */
export const signals = {
  nothingOpen: "Nothing is open: no spike, no overdue promise, no silent source.",
  open: "{count, plural, one {# open signal} other {# open signals}}",
  spike: "• *{label}*: {observed} in {window}, expected {expected}; since {at}{state}",
  silent: "• *Silent source*: {silence}; since {at}{state}",
  overduePromises:
    "• *{count, plural, one {# overdue promise} other {# overdue promises}}*, {acknowledged} of them acknowledged; since {at}{state}",
  overduePromise: "• *Overdue promise*: {promise}; due {due}, late by {late}{state}",
  state: ", {status, select, open {open} acknowledged {acknowledged} snoozed {snoozed} other {resolved}}",
  hasIt: ", {by} has it",
  learning: "Learning, so no alert yet: {reasons}.",
  learningMore: "Learning, so no alert yet: {reasons} and {rest} more.",
  learningDays: "{label} {have} of {need} days",
  noHistory: "There is no history yet: no contact has come in.",
  allContactsBy: "All contacts by {channel}",
  channels: "Channels: {channels}.",
  moreHelp: "`/signals help` lists what else there is.",
  backtestUnderWay: "A backtest is under way already; ask again when it has answered.",
  readingPast: "I am reading the past; the answer comes in a moment.",
  whichReason: "Which reason? For example `/signals backtest late-delivery 90d`.",
  howManyDays: "How many days? 1 to {most}, such as `90d`.",
};
