/** The workspace's settings, and what all forms of settings share. */
export const settings = {
  save: "Save",
  cancel: "Cancel",
  zone: "Time zone",
  title: "Earshot settings",
  budget: "False spike alerts a month that are acceptable",
  budgetHint:
    "Fewer mean that a rise must be clearer before it alerts; more let smaller rises be seen. Above 0, up to 30.",
  language: "Language of what stands in channels",
  languageHint: "What only one person sees is in the language of their own Slack, if Earshot speaks it.",
  zoneHint: "Such as Europe/Helsinki. Days of figures and digests begin at its midnight.",
  country: "Country",
  countryHint:
    "Such as Finland, FI or DE-BY. Phone numbers without a country code, and public holidays, are its.",
  scoreDays: "Days of answers that a touchpoint is judged by",
  scoreDaysHint: "From 1 to 366. Fewer show a change sooner; more answers make the interval narrower.",
  coverageFloor: "Least share of those asked who answer",
  coverageFloorHint:
    "Such as 20 %. Where fewer answer, nobody says “customers say” but “those who answered”.",
  teams: "*Teams*\n{teams}",
  falseAlerts: "{count, plural, one {# false alert} other {# false alerts}} a month",
  budgetLine: "budget: {budget}; {tally}",
  tally:
    "last 90 days: {told, plural, one {# spike alert} other {# spike alerts}}, {notUseful, plural, =0 {none} one {#} other {#}} marked not useful",
  tallyNote: "The {tally}.",
  budgetStays: "The budget stays {budget}.",
  budgetIsNow: "The budget is now {budget}.",
  languageIsNow: "What stands in channels is in {language} from now on.",
  zoneIsNow:
    "The time zone is now {zone}. Days that are counted already are cut anew at its midnights; until the default channel hears that it is done, figures by day may be off by some hours.",
  scoreDaysAreNow:
    "Touchpoints are judged by the answers of {days, plural, one {the last day} other {the last # days}} from now on.",
  coverageFloorIsNow: "“Customers say” is said from {floor} of those asked on now.",
  countryIsNow: "The country is now {country}.",
};
