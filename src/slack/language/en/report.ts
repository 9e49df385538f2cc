/** The report of a period: its page, and what Slack says of it. */
export const report = {
  name: "Causes and cost",
  title: "{workspace}: causes and cost, {period}",
  week: "week {number}, {first} to {last}",
  days: "{first} to {last}",
  about:
    "Days of {zone}; put together {at}. It names no customer and no employee. Figures are counted from roll-ups of every inbound contact.",
  contacts: "Contacts",
  contactsBefore: "{before} in as many days before",
  noBefore: "no history to compare with",
  cost: "Cost of contacts",
  costNote: "of which {avoidable} is avoidable",
  noCost: "no rates are set",
  kept: "Promises kept on time",
  keptNote: "{kept} of {of}; 95 % sure: {lower} to {upper}",
  noneDue: "none was due",
  below: "Scores below target",
  belowNote: "of {count, plural, one {# with a target} other {# with a target}}",
  useful: "Alerts found useful",
  usefulNote: "{useful} of {judged} that people judged",
  noneJudged: "nobody has judged one",

  reasons: "What contacts are about, by cost",
  reasonsUnpriced: "What contacts are about",
  reasonsLead:
    "{contacts, number} contacts cost about {all}. Contacts that mention a reason cost {reasons} of it: {avoidable} ({part}) is avoidable (to eliminate or to automate), and of {undecided} nobody has said.",
  reasonsLeadUnpriced:
    "{contacts, number} contacts came in. No cost is known, so reasons stand by how many contacts mention them; a contact may mention several, so they do not add up.",
  reasonsChart: "Cost of each reason, dearest first",
  reasonsChartUnpriced: "Contacts that mention each reason",
  reasonsDescription:
    "Bars by reason, their pattern by what is to become of it; at the right the part of the cost that it and all dearer ones make up. The table below has every number.",
  cumulative: "Cumulative share",
  moreReasons: "{rest, plural, one {# more reason} other {# more reasons}} in the CSV.",
  noReasons: "No contact came in.",
  reason: "Reason",
  becomes: "To become",
  costHead: "Cost (about)",
  share: "Share",
  mentions: "Contacts that mention it",
  ofContacts: "Of all contacts",
  repeats: "Repeats",
  eliminate: "eliminate",
  automate: "automate",
  simplify: "simplify",
  keep: "keep",
  undecided: "not said",

  moved: "What rose and fell",
  movedLead:
    "Of {lookedAt, plural, one {# reason} other {# reasons}} that were looked at {rose} rose and {fell} fell in the last {days, plural, one {day} other {# days}} against the same weekdays of the 8 weeks before. Tested together (Benjamini and Hochberg): about one in {one} of those listed is there by chance.",
  movedLearning:
    "Not known yet: there are {have, plural, one {# day} other {# days}} of history before these, and {need, number} are needed.",
  movedNone: "Nothing rose or fell by more than chance.",
  movedChart: "How many times the usual, with 90 % interval",
  movedDescription: "A dot for each reason, a line over its interval; 1 is as usual.",
  way: "Way",
  rose: "rose",
  fell: "fell",
  observed: "Contacts",
  expected: "Usual",
  ratio: "Times the usual (90 % sure)",
  excessCost: "Cost against the usual",

  touchpoints: "Touchpoints against their targets",
  touchpointsLead:
    "A score is called below its target only when its whole 90 % interval lies below. Where fewer than {floor} of those asked answered, it is what those who answered say, not customers.",
  touchpointsNone: "No touchpoint has an answer or a target.",
  touchpointsChart: "{metric}: score with 90 % interval; the triangle is the target",
  touchpointsDescription: "A dot for each score, a line over its interval, a triangle at the target.",
  touchpoint: "Touchpoint",
  score: "Score (90 % sure)",
  answers: "Answers",
  target: "Target",
  judgement: "Judgement",
  voice: "Whose word",
  metric: "Metric",
  change: "Against before (90 % sure)",
  ofCustomers: "customers",
  ofAnswered: "only those who answered",
  ofUnknown: "not known who was asked",

  promises: "Promises",
  promisesNone: "No promise fell due.",
  promisesLead:
    "{kept} of {of} that fell due were kept on time: {share} (95 % sure: {lower} to {upper}). {late, number} were kept late, {overdue, number} are still overdue, {broken, number} were broken. {concrete} had a time named; the others were held to their team's standard.",
  promisesChart: "Kept on time, with 95 % interval",
  promisesDescription: "A dot for each team, a line over its interval.",
  team: "Team",
  allTeams: "All",
  noTeam: "No team",
  due: "Fell due",
  late: "Late",
  overdue: "Overdue",
  broken: "Broken",
  concrete: "With a time named",

  silent: "The silent",
  silentLead: "Customers who ought to hear from us, as of {at}. Only their number is told here.",
  silentNone: "Nobody is silent who ought to hear from us.",
  brokenPromise: "Broken promise, no contact since",
  badScore: "Bad score, no reply",
  quiet: "Unusually quiet",

  mends: "What was mended",
  mendsLead: "Weeks after it against the 8 before, without the days of its spikes.",
  mendsNone: "No reason is marked as mended.",
  mendsChart: "Contacts a week after the mending over before, with 90 % interval",
  mendsDescription: "A dot for each mended reason, a line over its interval; below 1 is fewer.",
  standing: "How it stands",

  trust: "How far the coding can be trusted",
  uncoded:
    "{uncoded} of {contacts} contacts ({share}) have no code{hasBefore, select, yes {; {before} before} other {}}.",
  other: "“{label}” says nothing of the cause: {share} of contacts mention it ({contacts}).",
  agreement:
    "{pairs} contacts were coded twice: both chose the same reasons in {agreed}. Cohen's kappa {kappa} (95 % sure: {lower} to {upper}).",
  agreementFew:
    "{pairs, plural, =0 {No contact was} one {Only one contact was} other {Only # contacts were}} coded twice: how far two people agree is not known.",
  drift:
    "{differ, plural, =0 {Nobody codes} one {One agent codes} other {# agents code}} a touchpoint otherwise than all others there; {agents, number} could be compared. Who they are is told to nobody, and fewer than five are not compared.",
  driftFew: "Too few contacts with an agent and a touchpoint to compare agents.",

  alerts: "Our own alerts",
  alertsLead:
    "{told, plural, =0 {No alert was} one {# alert was} other {# alerts were}} told.{hasShare, select, yes { Of {judged} that people judged, {useful} were useful: {share} (90 % sure: {lower} to {upper}).} other {}} About {accepted} false alerts of spikes are accepted in so many days; people called {realised} not useful.",
  alertKind: "Kind",
  told: "Told",
  usefulHead: "Useful",
  notUseful: "Not useful",
  unjudged: "Not judged",
  kind: "{kind, select, spike {Spike} touchpoint_below {Touchpoint below target} rising_term {Rising term} other {Other}}",

  assumptions: "What these figures stand on",
  assumeMentions:
    "A contact that mentions several reasons counts for each of them: counts and shares of reasons do not add up. Its cost alone is split, in equal parts.",
  assumeRepeats:
    "A repeat is a contact of the same customer about the same reason within {days, plural, one {# day} other {# days}}.",
  assumeCost:
    "Cost: {basis}. A contact without a handle time takes the mean of its channel and reason (from 30 contacts on), else of its channel; an abandoned one takes no time. It is the cost of handling alone.",
  assumeUnpriced: "{part} of contacts have no price and are in no cost.",
  assumeAvoidable:
    "Avoidable is what people marked as to eliminate or to automate; that it can really be saved is their judgement.",
  assumePromises:
    "A promise moved with the customer told in time, or withdrawn in time, is neither kept nor missed.",
  assumeAlerts: "An alert is useful when more people said so than not.",
  assumeLate:
    "Contacts that arrive late change the days they belong to: a later report of the same days may differ.",
  basisRate: "{least} an hour",
  basisRates: "{least} to {most} an hour by channel",
  basisFlat: "flat costs a contact",
  basisBoth: "{rates}, some channels at flat costs",
  basisTimed: "{rates}; {part} of contacts have a handle time",

  slackContacts:
    "*{contacts}* contacts{hasBefore, select, yes { ({before} in as many days before)} other {}}.",
  slackCost: "They cost about *{all}*; {avoidable} of it is avoidable.",
  slackMoved:
    "{rose, plural, one {# reason} other {# reasons}} rose and {fell, number} fell by more than chance.",
  slackLearning: "What rose or fell is not known yet: {have, number} of {need, number} days of history.",
  slackRose: "Rose most: {reasons}.",
  slackRoseOne: "{label} {ratio} times the usual ({lower}–{upper})",
  slackBelow:
    "{below, number} of {count, plural, one {# score} other {# scores}} with a target {below, plural, one {is} other {are}} below it: {places}.",
  slackNoneBelow: "No score is surely below its target.",
  slackKept: "Promises kept on time: {kept} of {of} ({share}, 95 % sure: {lower} to {upper}).",
  slackSilent:
    "{count, plural, one {# silent customer ought} other {# silent customers ought}} to hear from us: `/signals silent`.",
  slackMends: "Mended: {labels}.",
  slackUncoded: "{share} of contacts are not coded.",
  slackAlerts:
    "Our alerts: {told, plural, =0 {none told} one {# told, {useful} of {judged} judged were useful} other {# told, {useful} of {judged} judged were useful}}.",
  slackChart: "Cost by reason",
  slackChartUnpriced: "Contacts by reason",
  slackPage:
    "The whole report as a page to print, or as CSV: `earshot report {option} --html report.html`. What it stands on is said there.",
  field: "Weekly report of causes and cost",
  fieldNo: "No",
  fieldYes: "On Mondays, at the digest's time",
  line: "{settings}; the report on Mondays at {time}",
};
