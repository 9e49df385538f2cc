/** A reason's past: its days, what it could hide, when it would have alerted. */
export const reason = {
  headline: "{observed} contacts in {days, plural, one {# day} other {# days}}, expected {expected}",
  day: "{day}: {observed}, expected {expected} (usually {lower}–{upper})",
  dayUntil: "{day} until {hour}: {observed}, expected {expected} (usually {lower}–{upper})",
  nowSpike: "*Now*: a spike since {at}: {observed} contacts in {window}, expected {expected}.",
  nowLearning: "*Now*: {standing}",
  nowNormal: "*Now*: normal. {standing}",
  learning: "learning: {have} of {need} days; it does not alert before that.",
  learningOnly:
    "*{label}*: learning: {have} of {need} days. It needs them before it can alert, or could have.",
  rise: "A rise to about {mean} contacts in {window}, where {expected} are usual at this hour, would be seen four times in five.",
  fired:
    "*{label}* would {times, plural, =0 {not have fired} one {have fired once} other {have fired # times}} in {days, plural, one {# day} other {# days}} ({from} to {to}).",
  alert:
    "• *{at}*: {observed} in {window}, expected {expected} (usually {lower}–{upper}), {ratio} times the usual (90 % sure: {ratioLower}–{ratioUpper}); goes on",
  alertOver:
    "• *{at}*: {observed} in {window}, expected {expected} (usually {lower}–{upper}), {ratio} times the usual (90 % sure: {ratioLower}–{ratioUpper}); over {over}",
  how: "Judged by what judges live, with a budget of {budget}. The first 14 days of a reason are only learned.",
  unknown: "No reason is called “{name}”.",
  didYouMean: "Did you mean `{command}{near}`?",
  known: "Reasons: {reasons}.",
  noneKnown: "No reason has been heard yet.",
};
