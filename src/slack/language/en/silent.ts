/** The weekly list of customers of whom nothing is heard. */
export const silent = {
  title: "*Of whom nothing is heard: {team}*",
  everybody: "customers of no team",
  none: "*Of whom nothing is heard: {team}*\nNobody: no broken promise or bad score waits for us, and no customer is unusually quiet.",
  counts:
    "{broken, plural, one {# customer} other {# customers}} with a broken promise and no contact since, {bad, number} with a bad score and no reply, {quiet, number} that became unusually quiet this week.",
  broken: "A promise due {due} was broken, and there was no contact since.",
  bad: "{metric} {score} given {at}, and nobody has replied.",
  badAt: "{metric} {score} for {touchpoint} given {at}, and nobody has replied.",
  quiet:
    "Used to be in touch about every {gap}, and is quiet since {at} ({contacts, plural, one {# contact} other {# contacts}} until then).",
  more: "and {rest, number} more",
  privacy:
    "No names here: “Show” tells only you who it is, and the look-up is written down. The list comes each Monday; whoever is promised a call is off it.",
  show: "Show",
  promiseCall: "Promise a call",
  promiseText: "call: we have not heard from you",
  promiseTextBroken: "call about the promise that was not kept",
  promiseTextBad: "call about the score they gave",
  gone: "This customer is not known any more.",
  noTeam:
    "You are in no team yet: an admin adds you by `/earshot team`. This is the list of customers whom no team owns.",
};
