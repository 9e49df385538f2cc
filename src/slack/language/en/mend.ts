/** What became of reasons that somebody says are mended. */
export const mend = {
  tooEarly: "*Mended* on {date}: no whole week with contacts has passed since.",
  tooLittleBefore:
    "*Mended* on {date}: the {weeks} weeks before have too little to compare with, {days, plural, one {# day} other {# days}} outside of spikes with {contacts, plural, one {# contact} other {# contacts}}.",
  moved:
    "*Mended* on {date}: {way, select, down {down} up {up} other {unchanged}} from {before} to {after} a week, ratio {ratio} ({lower} to {upper}, 90 % sure), after {weeks, plural, one {# week} other {# weeks}}: {verdict, select, proven {*proven*} other {*not yet proven*}}.",
  notProven:
    "*Mended* on {date}: from {before} to {after} a week, ratio {ratio} ({lower} to {upper}, 90 % sure). In {weeks} weeks it was *not proven*, and it is watched no longer.",
  cameBack:
    "*Mended* on {date}, but not any more: {latest} a week in the last two weeks of the watch, {before} before the mending; ratio over all {weeks, plural, one {# week} other {# weeks}} {ratio} ({lower} to {upper}, 90 % sure). It counts as *not mended* again.",
  volume: "All other contacts are {volume} times as many as before: it is measured against them.",
  note: "“{note}” ({by})",
  how: "Compared with the 8 weeks before, without days of its spikes; watched for 12 weeks.",
  label: "*{label}*: {line}",
  digest: "Since they were mended",
  marked:
    "*{label}* is marked as mended on {date}. I compare its whole weeks from then on with the 8 weeks before, and tell {slackChannel, select, none {here on its page, for it has no channel} other {{place}}} when it is proven or comes back.",
  unmarked: "*{label}* is not watched as mended any more.",
  notMarked: "*{label}* is not marked as mended.",
  sayReason:
    "Say which reason was mended: `/signals mended late-delivery`, `/signals mended late-delivery on 2026-11-02 new carrier`, `/signals unmended late-delivery`.",
  badDate:
    "I cannot read the day in “{typed}”. Write it as 2026-11-02 or 2.11.2026, or leave it out for today.",
  future: "{date} is still to come. Mark it when it is mended.",
  tooOld: "{date} is more than a year ago: too long to be watched.",
  button: "It was mended …",
  title: "Mended reason",
  intro: "*{label}*: its weeks from that day on are compared with the 8 weeks before.",
  date: "Mended on",
  noteLabel: "What was done",
  save: "Watch it",
};
