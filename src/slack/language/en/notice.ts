/** What is said once, to a person or a channel. */
export const notice = {
  theAlert: "The alert",
  reminder: "*Due in {left}*: “{what}”, promised for {due}.",
  nobodyOwns: "*Nobody owns it: who takes it?* “{what}” is due in {left}, {due}.",
  away: "*{owner} is away: who takes it?* “{what}” is due in {left}, {due}.",
  removed: "*{owner} is not in this Slack any more: who takes it?* “{what}” is due in {left}, {due}.",
  unknown:
    "*I do not know {owner} in Slack (an admin can tell me: `/earshot agent`): who takes it?* “{what}” is due in {left}, {due}.",
  handedOver: "{by} gave you a promise: “{what}”; due {due}.",
  handedOverLate: "{by} gave you a promise: “{what}”; *overdue*, due {due}, {ago}.",
  kept: "*Kept*: “{what}”. The customer was reached by {channel} {at}, {isLate, select, true {{late} late} other {in time}}. Was it about something else? Undo it.",
  keptBestOf:
    "*Kept*: “{what}”. The customer was reached by {channel} {at}, {isLate, select, true {{late} late} other {in time}}. It fits best of {among} open promises to the same customer. Was it about something else? Undo it.",
  escalation: "*Nobody has acknowledged it*: {overdue}",
  toldLeads: "The leads have been told already.",
  noLead:
    "This channel hears it because no lead{hasTeam, select, true { of {team}} other {}} is named: a workspace admin names one with `/earshot lead`.",
  acknowledgementExpired:
    "*Your acknowledgement has run out*: {overdue} It is open again, and the leads will hear of it. Acknowledge it anew if you still have it.",
  acknowledge: "Acknowledge",
  acknowledgeAll: "Acknowledge all",
  overdueOnes: "{count, plural, one {# overdue promise} other {# overdue promises}}.",
  overdueLatest:
    "{count, plural, one {# overdue promise} other {# overdue promises}}; the latest was due {due}, {ago}.",
  overdueBy: "“{what}”, by {owner}, was due {due}, {ago}.",
  overdueNobodys: "“{what}”, owned by nobody, was due {due}, {ago}.",
  daysCut: "Days are counted from midnight to midnight of {zone} now, those of the past too.",
  muteEndedWords:
    "*The mute of {reason} is over.* Since {at} it kept back {spikes, plural, one {one alert,} other {# alerts, the largest}} {observed} contacts that say it where {expected} were expected. {goingOn, plural, =0 {None of it goes on.} one {# still goes on.} other {# still go on.}}",
  muteEnded:
    "*The mute of {reason} is over.* Since {at} it kept back {spikes, plural, one {one spike,} other {# spikes, the largest}} {observed} contacts where {expected} were expected. {goingOn, plural, =0 {None of it goes on.} one {# still goes on.} other {# still go on.}}",
};
