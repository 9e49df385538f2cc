/** The everyday Finnish times in English: without it "huomenna 14:00" would be read as today. */
export function inEnglish(words: string): string {
  return FINNISH.reduce((text, [finnish, english]) => text.replace(finnish, english), words);
}

const FINNISH_UNITS = {
  minuutin: "minutes",
  min: "minutes",
  tunnin: "hours",
  h: "hours",
  päivän: "days",
  viikon: "weeks",
};
const FINNISH_DAYS = ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"];
const SHORT_DAYS = ["ma", "ti", "ke", "to", "pe", "la", "su"];
const ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

const wordOf = (finnish: string): RegExp => new RegExp(`(?<![\\p{L}\\d])${finnish}(?![\\p{L}\\d])`, "iu");
const WITHIN = "(?:päästä|kuluttua|sisällä|kuluessa)";
const BEFORE_TIME = "(?:klo\\.?|kello|at|today|tomorrow|tänään|huomenna)";
const FINNISH: [RegExp, string][] = [
  // "la 5.12. klo 14.00", as dates are shown: the day's name says nothing more, and a time at a sentence's end is no date.
  ...MONTHS.map((month, at): [RegExp, string] => [
    new RegExp(
      `(?:(?<![\\p{L}\\d])(?:${SHORT_DAYS.join("|")}) )?(?<![\\p{L}\\d.:]|${BEFORE_TIME} )(\\d{1,2})\\.0?${at + 1}\\.(?!\\d)`,
      "iu",
    ),
    `$1 ${month}`,
  ]),
  ...SHORT_DAYS.map((day, at): [RegExp, string] => [
    wordOf(`${day}(?= (?:klo|kello)(?![\\p{L}\\d]))`),
    ENGLISH_DAYS[at] ?? day,
  ]),
  [wordOf("ylihuomenna"), "in 2 days"],
  [wordOf("huomenna aamulla"), "tomorrow morning"],
  [wordOf("huomenna"), "tomorrow"],
  [wordOf("tänään"), "today"],
  [wordOf("eilen"), "yesterday"],
  [wordOf("keskipäivällä"), "at noon"],
  ...FINNISH_DAYS.map((day, at): [RegExp, string] => [
    wordOf(`${day}(?:na|hin(?: mennessä| asti| saakka)?)?`),
    ENGLISH_DAYS[at] ?? day,
  ]),
  [wordOf(`(\\d+) ?työ(?:tunnin|h) ${WITHIN}`), "within $1 business hours"],
  [wordOf(`(\\d+) ?työpäivän ${WITHIN}`), "within $1 business days"],
  ...Object.entries(FINNISH_UNITS).map(([unit, english]): [RegExp, string] => [
    wordOf(`(\\d+) ?${unit} ${WITHIN}`),
    `in $1 ${english}`,
  ]),
  [wordOf(`puolen tunnin ${WITHIN}`), "in half an hour"],
  [wordOf(`tunnin ${WITHIN}`), "in 1 hour"],
  [wordOf("(?:kello|klo\\.?)"), "at"],
];
