/** A channel's digest of a day or a week. */
export const digest = {
  daily: "Daily digest of {date}",
  weekly: "Weekly digest, {from} to {to}",
  period: "{from} to {to}",
  quiet: "A quiet {pace, select, daily {day} other {week}}: nothing waited, nothing is open here.",
  quietCompared:
    "A quiet {pace, select, daily {day} other {week}}: nothing rose or fell beyond chance, nothing waited, nothing is open here.",
  learning:
    "*What rose and fell*: still learning, {have} of {need} days; then each {pace, select, daily {day} other {week}} is compared with the same weekdays of the eight weeks before.",
  nothingLookedAt:
    "*What rose and fell*: nothing to compare, for no reason that was heard is told in this channel.",
  noneMoved:
    "*What rose and fell*: of {lookedAt, plural, one {# reason} other {# reasons}} looked at, none beyond chance against the same weekdays of the eight weeks before.",
  moved:
    "*What rose and fell*: of {lookedAt, plural, one {# reason} other {# reasons}} looked at, {rose} rose and {fell} fell against the same weekdays of the eight weeks before. About 1 in {one} of those listed is chance.",
  rose: "rose",
  fell: "fell",
  reason: "Reason",
  change: "Change",
  contacts: "Contacts",
  expected: "Expected",
  ratio: "Times the usual",
  interval: "90 % sure",
  movement:
    "• {label} {way, select, rose {rose} other {fell}}: {observed} {count, plural, one {contact} other {contacts}}, expected {expected}, {ratio} times the usual (90 % sure: {interval})",
  waited:
    "*Waited for this digest*: {count, plural, one {# alert} other {# alerts}}, the largest surplus first",
  held: "• {line}; held {why, select, digest {over the day's budget} other {in quiet hours}}{state}",
  spike: "*{label}*: {observed} contacts in {window}, expected {expected}; since {at}",
  silent: "*Silent source*: nothing from {name} since {at}",
  overduePromise: "*Overdue promise*: {promise}; due {due}",
  overduePromises: "*{count, plural, one {# overdue promise} other {# overdue promises}}*; since {at}",
  acknowledged: "*acknowledged*",
  acknowledgedBy: "*{by} has it*",
  snoozed: "*snoozed*",
  snoozedUntil: "*snoozed* until {until}",
  over: "*over*",
  moreWaiting: "and {count} more: `/signals`",
  promises: "Promises",
  open: "Still open here",
  notAgain: "What waited is not posted again, unless its surplus doubles.",
  less: "`/signals digest` shows this at any time, `/earshot channel` sets when it comes.",
  show: "Show",
};
