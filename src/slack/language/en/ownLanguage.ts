/** What somebody chose to be answered in. */
export const ownLanguage = {
  usage:
    "Write `/earshot language english`, `/earshot language suomi`, or `/earshot language slack` for that of your Slack.",
  chosen: "I answer you in English from now on. Channels speak the workspace's language.",
  asSlack: "I answer you in the language of your Slack, where I speak it.",
};
