/** What people do to promises: the forms for it, what came of it, and why not. */
export const promiseAct = {
  kept: "*Done*: {line}.",
  tried: "*Noted that you tried*: {line}. It stays open.",
  moved:
    "*Moved*: {line}; {told, select, true {the customer was told} other {the customer was not told, so it counts as broken until somebody says that they know (*The customer knows now*)}}.",
  told: "*Noted that the customer knows of the new time*: {line}.",
  handedOver: "*Handed over to {to}*: {line}.",
  givenUp: "*Given up*: {what}; was due {due}.",
  withdrawn: "*Withdrawn*: {what}; was due {due}.",
  reopened: "*Open again*: {line}.",
  noticeTitle: "Promise",
  close: "Close",
  cancel: "Cancel",

  moveTitle: "Move a promise",
  moveSubmit: "Move",
  newTime: "New time",
  wasTold: "Was the customer told of the new time?",
  wasToldHint: "A promise that is moved without telling the customer counts as broken in the week's figures.",
  toldYes: "Yes, the customer knows",
  toldNotYet: "Not yet: it counts as broken until somebody says they know",
  why: "Why",
  far: "{time} is more than 30 days away. Choose another time, or press *Move* again to keep this one.",
  past: "{time} has passed. Choose another time, or press *Move* again to keep this one.",
  closed:
    "The team is closed {time}; it opens {opens}. Choose another time, or press *Move* again to keep this one.",
  notToCome: "Move it to a time that is still to come.",
  giveUpTitle: "Give up a promise",
  giveUpSubmit: "Give up",
  whyGiveUp: "Why will nobody be in touch?",
  whyGiveUpHint: "It counts as broken. The reason stays in the promise's history.",
  sayWhy: "Say why: it stays in the promise's history.",
  handOverTitle: "Hand over a promise",
  handOverSubmit: "Hand over",
  newOwner: "Who keeps it from now on",
  chooseSomebody: "Choose a person.",

  missing:
    "I no longer know this promise: it is from another installation, or it was erased. `/promise` shows yours.",
  onlyTheirs:
    "Only its owner ({owner}){hasTeam, select, true {, people of {team}} other {}} and its leads{hasLeads, select, true { ({leads})} other {}} can do that. Nothing was changed.",
  onlyLeadsGiveUp:
    "Only a lead{hasTeam, select, true { of {team}} other {}} can give up a promise{hasLeads, select, true {: {leads}.} other {, and no lead is named yet. A workspace admin names one: `/earshot lead`.}} You can *Move* it (agree on a new time with the customer) or *Hand over*.",
  already:
    "You {status, select, kept {kept it} broken {gave it up} withdrawn {withdrew it} other {did that}} already, {at}. Nothing was changed.",
  othersFirst:
    "{who} {status, select, kept {kept it} broken {gave it up} withdrawn {withdrew it} other {did that}} first, {at}. Nothing was changed.",
  nothingToDo: "There is nothing left to do: {line}.",
};
