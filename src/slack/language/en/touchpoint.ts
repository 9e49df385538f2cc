/** Touchpoints: their scores, targets and who answers. */
export const touchpoint = {
  at: "{touchpoint} by {channel}",
  score: "{metric} {value} (90 % sure: {lower} to {upper})",
  scoreOf:
    "{metric} {value} (90 % sure: {lower} to {upper}; {answers, plural, one {# answer} other {# answers}})",
  below: "{place} is below its target",
  wasBelow: "{place} was below its target",
  belowTitle: "*{title}*: {metric} {value}, target {target}",
  voiceCustomers: "Customers say",
  voiceAnswered: "Those who answered ({share} of {asked, number} asked) say",
  voiceUnknown: "Those who answered say (how many were asked is not known)",
  judged:
    "{voice}: {score}, from {answers, plural, one {# answer} other {# answers}} of {first} to {last}. All of that range lies below the target {target}.",
  judgedClear:
    "{voice}: {score}, from {answers, plural, one {# answer} other {# answers}} of {first} to {last}; the target is {target}.",
  clear: "It is not surely below any more since {day}, and ends if that lasts.",
  changeDown: "Down {by} against as many days before (90 % sure: {lower} to {upper}).",
  changeUp: "Up {by} against as many days before (90 % sure: {lower} to {upper}).",
  changeUnsure: "Changed by {by} against as many days before; with {lower} to {upper} that may be chance.",
  byChannel: "By channel: {channels}.",
  channelScore: "{channel} {value} ({lower} to {upper}, {answers, plural, one {# answer} other {# answers}})",
  less: "It ends when the score is not surely below its target for three days. What it is made of: `/signals touchpoint {code}`. For less: snooze it, or change the target by `/earshot touchpoint {code}`.",
  ended: "The score is not below its target any more.",
  line: "*{place}*: {metric} {value}, below its target {target}",
  open: "• {below}; since {at}{state}",
  verdictBelow: "*below* its target {target}",
  verdictMet: "meets its target {target}",
  verdictTooFew:
    "target {target}: too few answers to tell, {needed, plural, one {about # more} other {about # more}} needed",
  verdictNone: "target {target}: no answers yet",
  verdictUnclear: "too near to its target {target} to tell them apart",
  noTarget: "no target",
  noAnswers: "{metric}: no answers",
  satisfied: "{share} gave 4 or 5 ({lower} to {upper})",
  coverage:
    "Asked: {sent, plural, one {# survey} other {# surveys}} sent, {answered, number} answered ({share}), {silent, number} not.",
  coverageUnknown: "How many were asked is not known: send `POST /v1/surveys` when a survey goes out.",
  unasked: "The scores count every answer, also those of whom we do not know that they were asked.",
  gapsNone:
    "Those who answer do not surely differ from those who do not ({asked, plural, one {# customer} other {# customers}} compared).",
  gapsTitle: "How those who answer differ from those who do not:",
  gapContacts:
    "they contacted us {answered} times in the 90 days before, the others {silent} times (difference {lower} to {upper})",
  gapPromise:
    "{answered} of them had a promise broken, of the others {silent} (difference {lower} to {upper} points)",
  gapReason:
    "{answered} of them mention {reason}, of the others {silent} (difference {lower} to {upper} points)",
  waitBreak:
    "Waiting: above about {wait} min ({lower} to {upper}) the mean {metric} answer falls from {before} to {after}, in {answers, plural, one {# answer} other {# answers}}.",
  waitGradual:
    "Waiting: the mean {metric} answer falls by about {fall} for each minute of wait, with no breaking point ({answers, plural, one {# answer} other {# answers}}).",
  waitNone:
    "Waiting: no breaking point is visible in {answers, plural, one {# {metric} answer} other {# {metric} answers}}.",
  waitFew:
    "Waiting: {answers, plural, one {# {metric} answer} other {# {metric} answers}} of a known wait; {need, number} are needed to look for a breaking point.",
  pageTitle: "{label} from {first} to {last}",
  listTitle: "Touchpoints from {first} to {last}",
  listEmpty: "No touchpoint has been heard of yet: contacts, feedback and surveys name them.",
  listHint:
    "`/signals touchpoint invoice` shows one; an admin sets targets by `/earshot touchpoint invoice`.",
  pageHint: "`/signals touchpoints` lists all; an admin sets targets by `/earshot touchpoint {code}`.",
  unknown: "There is no touchpoint “{asked}”. Known: {known}.",
  unknownNone: "There is no touchpoint “{asked}”, and none is known yet.",
  formTitle: "Touchpoint",
  formSave: "Save",
  formClose: "Cancel",
  formLabel: "Name",
  formTarget: "Target {metric} ({min} to {max})",
  formHint: "Leave it empty for no target. A signal opens only when the score surely lies below.",
  formChannels: "Targets of single channels",
  formChannelsHint: "One a line: phone csat 4.2",
  notNumber: "Write a number, such as {example}",
  scale: "{metric} goes from {min} to {max}",
  channelLine: "Line {line}: write channel, metric and number, such as phone csat 4.2. Channels: {channels}",
  channelScale: "Line {line}: {metric} goes from {min} to {max}",
  channelTwice: "Line {line}: {channel} has a target for {metric} already",
  saved: "{label} is saved. {targets}",
  savedNone: "It has no target: nothing is told of it.",
  savedTargets: "Targets: {targets}. They are judged once a day.",
};
