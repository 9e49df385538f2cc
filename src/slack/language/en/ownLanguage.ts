/** What somebody chose to be answered in. */
export const ownLanguage = {
  help: "`/earshot language suomi` answers you in Finnish, `/earshot language english` in English; channels speak the workspace's language",
  usage:
    "Write `/earshot language english`, `/earshot language suomi`, or `/earshot language slack` for that of your Slack.",
  chosen: "I answer you in English from now on. Channels speak the workspace's language.",
  asSlack: "I answer you in the language of your Slack, where I speak it.",
};
