/** A source that sends nothing where something is usual. */
export const sourceSilent = {
  silence: "no contacts from {name} for {silent}; usually {lower} to {upper} in that time",
  isSilent: "{name} is silent",
  wasSilent: "{name} was silent",
  since: "Nothing was heard since {at}. Compared with the same hours of the weeks before.",
  heardAgain:
    "It is heard again since {at}. Contacts that come in late are counted when they happened, and alert nobody.",
  whatNow:
    "Is the source down, or its webhook? Until it is back, its contacts are missing from every count; those that it sends later are counted when they happened, and alert nobody.",
  less: "It ends when the source is heard again. For less: snooze it, or give this channel quiet hours and a daily budget by `/earshot channel`.",
};
