/** Reasons that are not told for a time. */
export const mute = {
  choose: "Mute this reason",
  chooseWords: "Mute these words",
  span: "{span, select, 1d {for 1 day} 3d {for 3 days} other {for 1 week}}",
  muted:
    "*{label}* is muted in {channel} for {span}, until {until}: no new alert about it. What is shown already goes on and may end. What was kept from you is told in one line then; `/signals unmute {reason}` ends it before.",
  mutedEverywhere:
    "*{label}* is muted in every channel for {span}, until {until}: no new alert about it. What is shown already goes on and may end. What was kept from you is told in one line then; `/signals unmute {reason} everywhere` ends it before.",
  none: 'Nothing is muted. `/signals mute late-delivery 3d` mutes a reason in the channel where you say it, `/signals mute "red light" 3d` new words.',
  list: "*Muted*: {count}",
  line: "• *{label}* in {channel} until {until}, by {by}",
  lineEverywhere: "• *{label}* in every channel until {until}, by {by}",
  sayReason:
    "Say which reason{withSpan, select, true { and how long} other {}}: `/signals mute late-delivery 3d`.",
  howLong:
    "How long? A mute lasts from 10 minutes to 90 days and always ends: write `4h`, `3d` or `2w`. For example `/signals mute late-delivery 3d`.",
  notMuted: "{label} is not muted in this channel. `/signals muted` lists what is.",
  notMutedEverywhere: "{label} is not muted everywhere. `/signals muted` lists what is.",
  unmuted: "*{label}* is not muted any more. What was kept back is told now.",
  adminOnly:
    "Only an admin of this Slack workspace can mute a reason everywhere. Say it without `everywhere` to mute it in one channel.",
  sayWhere: "Say it in the channel that should hear less, or add `everywhere`.",
};
