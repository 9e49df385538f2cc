/** `/earshot`: help, status, and the settings that are said in words. */
export const earshot = {
  statusIn:
    "*In*: {sources, plural, one {# source} other {# sources}}; {last}; {waiting, plural, one {# event} other {# events}} waiting, {aside} set aside.",
  lastEvent: "the last event came {at}",
  noEvent: "nothing has come in yet",
  statusOpen: "*Open now*: {signals, plural, one {# signal} other {# signals}}.",
  statusOut:
    "*Out*: {delivered, plural, one {# alert} other {# alerts}} delivered, {waiting} waiting for Slack.",
  statusHeld: "*Held*: {quietHours} until quiet hours end, {digest} for a digest, {muted} muted.",
  statusDays:
    "⏳ Days are being cut anew at the midnights of {zone}: until then figures by day may be off by some hours.",
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
  channelNobody: "No team or reason is called “{code}”. `/earshot team` and `/earshot reasons` list them.",
  channelTakes: "{channel} takes the alerts of {owner} from now on.",
  noTeams: "none yet; they come with the first contacts",
};
