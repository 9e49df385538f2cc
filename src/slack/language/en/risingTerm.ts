/** Words that more customers say than before, whatever the contacts were coded. */
export const risingTerm = {
  title: "*New words*",
  over: " (over)",
  said: "{observed} contacts say “{term}” in {window}, expected {expected}",
  numbers:
    "*{observed}* contacts of *{customers}* customers say it in {window}, up to {at}; expected *{expected}*. That is {share} of the {contacts} contacts with words.",
  also: "In mostly the same contacts: {terms}.",
  quoted: "“{term}”",
  chance:
    "Of {terms} words and pairs looked at, learned from {days} days; about 1 such alert in 100 is chance.",
  coded: "People coded them: {reasons}. A contact may have several reasons.",
  codedNone: "Nobody has coded any of them.",
  reason: "{label} {count}",
  uncoded: "no reason {count}",
  before: "No reason has spiked with it: it may be something that has no code yet.",
  examples: "*Latest*",
  example: "• {at} {channel}: “{summary}”",
  exampleTimes: "• {at} {channel}: “{summary}” ({times} times)",
  endedSince: "It has been heard as usual since {at}.",
  ended: "The words are heard as usual again.",
  less: "It ends when the words are heard as usual. For less: mute these words for a time, or snooze it; resolve it, and it stays quiet until then; or give this channel quiet hours and a daily budget by `/earshot channel`.",
  open: "• *New words*: {said}; since {at}{state}",
  line: "*New words*: {said}; since {at}",
};
