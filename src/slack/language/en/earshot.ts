/** `/earshot`: help, status, and the settings that are said in words. */
export const earshot = {
  helpAbout:
    "*Earshot* hears every customer contact, says when a reason is truly out of the ordinary, and does not forget a promised call-back.",
  helpCustomer:
    "`/customer 040 123 4567` everything about a customer (also by e-mail, id or name); only you see it",
  helpSignals:
    "`/signals` what is open now; `/signals late-delivery` a reason's last week against the expected, `/signals phone` a channel's; `/signals top week` what most contacts were about; `/signals backtest late-delivery 90d` when it would have alerted; `/signals help` more",
  helpDigest:
    "`/signals digest` what this channel's digest would tell now: what rose and fell, what waited, promises, what is open",
  helpMute:
    "`/signals mute late-delivery 3d` no new alerts about a reason in this channel for a time (`everywhere`: in all), `/signals unmute late-delivery`, `/signals muted`",
  helpPromise:
    "`/promise` what you have promised; `/promise 040 123 4567 tomorrow 14:00 call back about the refund`; `/promise new` a form; `/promise help` more",
  helpAway:
    "`/earshot away until Friday`, `/earshot back` while you are away, reminders of your promises go to your team; `/earshot team` every team's hours and rules",
  helpUseful:
    "*Useful* and *Not useful* under a spike: tell whether it was worth an alert; `/earshot status` counts it",
  helpStatus:
    "`/earshot status` what came in, what waits, what was told, and how many alerts people found not useful",
  helpAdmins:
    "For workspace admins: `/earshot settings` how many false alerts a month are acceptable, the language of channels, time zone and country, `/earshot team billing` a team's hours, deadlines, reminders and leads, `/earshot lead @otto billing` names a lead, `/earshot agent maija @maija billing` ties an agent to a Slack user, `/earshot channel #billing-alerts billing` says where a team's or a reason's alerts go, `/earshot route` sends signals by kind, reason, touchpoint or team, `/earshot channel` sets a channel's quiet hours, messages a day and digest; `/earshot routes` and `/earshot channels` list them.",
  unknown: "I do not know “{word}”.",
  unknownNear: "I do not know “{word}”. Did you mean `/earshot {near}`?",
  statusIn:
    "*In*: {sources, plural, one {# source} other {# sources}}; {last}; {waiting, plural, one {# event} other {# events}} waiting, {aside} set aside.",
  lastEvent: "the last event came {at}",
  noEvent: "nothing has come in yet",
  statusOpen: "*Open now*: {signals, plural, one {# signal} other {# signals}}.",
  statusOut:
    "*Out*: {delivered, plural, one {# alert} other {# alerts}} delivered, {waiting} waiting for Slack.",
  statusHeld: "*Held*: {quietHours} until quiet hours end, {digest} for a digest, {muted} muted.",
  statusTrust: "*Trust*: {budget}.",
  statusHeldUp: "• An alert is held up: {error}",
  statusDefault: "*Default channel*: {channel}",
  statusNoDefault:
    "*No default channel is set*: alerts that no team or reason owns have nowhere to go (SLACK_DEFAULT_CHANNEL).",
  leadUsage: "Say who leads what: `/earshot lead @otto billing`. Teams: {teams}.",
  leadNamed: "{lead} leads {team} now and can acknowledge its overdue promises.",
  agentUsage: "Say which agent is who: `/earshot agent maija @maija billing`.",
  agentNoTeam: "No team is called “{team}”. Teams: {teams}.",
  agentTied: "The agent “{agent}” is {person} now.",
  channelUsage:
    "Say which channel takes what: `/earshot channel #billing-alerts billing` (a team's or a reason's code, or `default`), or `/earshot channel` to see how much this one is interrupted.",
  channelDefault: "{channel} takes every alert that no team or reason owns.",
  channelNobody: "No team or reason is called “{code}”.",
  channelTakes: "{channel} takes the alerts of {owner} from now on.",
  noTeams: "none yet; they come with the first contacts",
};
