/** `/earshot help`: by what one wants to do; the commands after each stand with an example. */
export const help = {
  about:
    "*Earshot* hears every customer contact, says when a reason is truly out of the ordinary, and does not forget a promised call-back.",
  more: "More",
  back: "All of the help",
  end: "`/earshot status` what came in, what waits and what was told. `/earshot language suomi` answers you in Finnish, `/earshot language english` in English.",
  unknown: "I do not know “{word}”. `/earshot help` lists what I understand.",
  unknownNear: "I do not know “{word}”. Did you mean `/earshot {near}`? `/earshot help` lists the rest.",
  noSubject: "There is no help about “{word}”; this is what there is.",

  customer: "*Look up a customer*",
  customerFirst:
    "• `/customer 040 123 4567` promises, contacts and feedback; also by e-mail, id or name. Only you see it",
  customerRest:
    "• *Promise a call-back* and *Share* are buttons below the answer; Share asks first\n• `/signals silent` customers of whom your teams hear nothing\n• Every look-up is written down",

  promise: "*Promise a call-back*",
  promiseFirst:
    "• `/promise 040 123 4567 tomorrow 14:00 call back about the refund`\n• `/promise new` the same by a form\n• `/promise` what you have promised",
  promiseRest:
    "• Times are in your Slack time zone: “friday noon”, “in 2 hours”, “within 4 business hours”, “within 1 working day”\n• `/promise team`, `/promise overdue` your teams' promises\n• `/promise show 040 123 4567` what happened to a customer's\n• `/promise week` how well they were kept\n• From a message: its ⋯ menu, *Promise a call-back*\n• `/earshot away until Friday`, `/earshot back` reminders go to your team meanwhile",

  signals: "*See what is unusual*",
  signalsFirst:
    "• `/signals` what is open now\n• `/signals late-delivery` a reason's last week against the expected; `/signals phone` a channel's\n• `/signals top week` what most contacts were about, against the week before",
  signalsRest:
    "• `/signals backtest late-delivery 90d` when a reason would have alerted\n• `/signals touchpoints` scores against their targets; `/signals touchpoint invoice` one of them: channels, who answers, what waiting does\n• `/signals report`, `/signals report month` causes and cost of the last whole week or month\n• `/signals mended late-delivery on 2026-11-02 new carrier` watches whether a mending shows; `/signals unmended late-delivery` ends that\n• `/signals trust` how far the coding can be trusted\n• `/earshot reasons` every reason, who owns it, and new codes",

  quiet: "*Get less of it*",
  quietFirst:
    "• `/signals mute late-delivery 3d` no new alerts about a reason in this channel for a time\n• *Snooze* and *Not useful* are buttons below each alert",
  quietRest:
    "• `/signals mute late-delivery 3d everywhere` in every channel; `/signals muted` lists, `/signals unmute late-delivery` ends\n• `/signals digest` what this channel's digest would tell now\n• `/earshot channel` a channel's quiet hours, new messages a day and digest, for workspace admins",

  setup: "*Set it up*, for workspace admins",
  setupFirst:
    "• `/earshot settings` languages, time zone, how many false alerts are acceptable\n• `/earshot team billing` a team's hours, deadlines, reminders and leads\n• `/earshot channel` how much this channel is interrupted",
  setupRest:
    "• `/earshot team` every team; `/earshot lead @otto billing` names a lead\n• `/earshot agent maija @maija billing` which Slack user an agent is\n• `/earshot channel #billing-alerts billing` where the alerts of a team or reason go; `default` for the rest\n• `/earshot route` sends signals by kind, reason, touchpoint or team; `/earshot routes`, `/earshot channels` list\n• `/earshot reason invoice-wrong` a reason's name, codes and owner; `/earshot merge INV-ERR into invoice-wrong`\n• `/earshot touchpoint invoice` its targets of NPS, CSAT and CES\n• `/earshot cost` what handling costs, and when a contact is a repeat",
};
