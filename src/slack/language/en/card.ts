/** The frame of every alert: who has it, and what can be done. */
export const card = {
  status: "{status, select, open {OPEN} acknowledged {ACKNOWLEDGED} snoozed {SNOOZED} other {RESOLVED}}",
  open: "*Open*: nobody has it yet.",
  acknowledged: "*Acknowledged* {at}.",
  acknowledgedBy: "*Acknowledged* by {by} {at}.",
  snoozed: "*Snoozed* until {until}; it goes on being watched.",
  resolved: "*Resolved* {at}.",
  resolvedBy: "*Resolved* by {by} {at}.",
  since: "Since {at}.",
  began: "It began {at}.",
  lessOver: "For less: quiet hours and a daily budget for this channel by `/earshot channel`.",
  again: "It happens again: <{link}|the earlier alert>",
  promiseAgain: "The same promise again: <{link}|the earlier alert>",
  whyRoute: "Why here: route {number}.",
  whyRouteAsked: "Why here: route {number}: {asked}.",
  whyChannel:
    "Why here: {whose, select, reason {this reason's channel} team {the team's channel} other {the default channel}}.",
  acknowledge: "Acknowledge",
  acknowledgeAll: "Acknowledge all",
  resolve: "Resolve",
  snooze: "Snooze",
  snoozeSpan: "{span, select, 1h {for 1 hour} 4h {for 4 hours} other {until tomorrow 8:00}}",
  useful: "Useful",
  notUseful: "Not useful",
  showCustomer: "Show customer",
  foundUseful: "{useful} found this useful.",
  foundNotUseful: "{notUseful} found this not useful.",
  foundBoth: "{useful} found this useful, {notUseful} not.",
  marked:
    "Noted: {useful, select, true {useful} other {not useful}} to you. Press the other button if you change your mind; `/earshot status` counts what people say.",
  markedBefore:
    "You have said already that this is {useful, select, true {useful} other {not useful}}. Press the other button to change it.",
  deadChannelInvite:
    "I cannot post to {channel} ({error}): its alerts come here. To mend it, invite me there with `/invite @Earshot`.",
  deadChannelOther:
    "I cannot post to {channel} ({error}): its alerts come here. To mend it, choose another channel for it.",
};
