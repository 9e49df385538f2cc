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
const ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const wordOf = (finnish: string): RegExp => new RegExp(`(?<![\\p{L}\\d])${finnish}(?![\\p{L}\\d])`, "iu");
const WITHIN = "(?:päästä|kuluttua|sisällä|kuluessa)";
const FINNISH: [RegExp, string][] = [
  [wordOf("ylihuomenna"), "in 2 days"],
  [wordOf("huomenna aamulla"), "tomorrow morning"],
  [wordOf("huomenna"), "tomorrow"],
  [wordOf("tänään"), "today"],
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
