/** What most contacts of the week were about. */
export const topReasons = {
  title: "*Top reasons of the 7 days up to {to}*",
  none: "No contact mentioned a reason.",
  headline:
    "{contacts, plural, one {# contact} other {# contacts}}. A contact may mention several reasons, so they do not add up.",
  headlineCompared:
    "{contacts, plural, one {# contact} other {# contacts}}, {before} in the 7 days before. A contact may mention several reasons, so they do not add up.",
  notCompared: "There is no comparison: the history does not reach back over the 7 days before.",
  how: "A ratio stands only where chance would hardly explain it, each reason by itself. `/signals late-delivery` tells a reason's days against the expected.",
  reason: "Reason",
  contacts: "Contacts",
  share: "Share of contacts",
  before: "7 days before",
  ratio: "Times those before (90 % sure)",
  line: "• {label}: {count} {contacts, plural, one {contact} other {contacts}}, {share} of all",
  lineCompared:
    "• {label}: {count} {contacts, plural, one {contact} other {contacts}}, {share} of all; {before} in the 7 days before: {change}",
  isNew: "not heard before",
  unchanged: "no clear change",
};
