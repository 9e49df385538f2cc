import { expect, test } from "vitest";
import { parseWeekHours } from "../../../src/domain/calendar/hours.ts";
import { type Read, readZone } from "../../../src/domain/calendar/read.ts";
import type { Fault } from "../../../src/domain/fault.ts";
import { parseRoute } from "../../../src/domain/routing/route-text.ts";
import { readHolidays } from "../../../src/holidays.ts";
import { faultSentence } from "../../../src/slack/language/fault-text.ts";
import { wordsIn } from "../../../src/slack/language/words.ts";

test.each<[Read<unknown, Fault>, string, string]>([
  [parseWeekHours("Mon-Fri 8-25"), '"8-25": hours go from 0 to 24.', "”8-25”: kellonajat ovat välillä 0–24."],
  [
    readZone("Helsinky"),
    '"Helsinky" is not a time zone: did you mean Europe/Helsinki?',
    "”Helsinky” ei ole aikavyöhyke: tarkoititko Europe/Helsinki?",
  ],
  [
    readHolidays("Suomii"),
    'No holidays are known for "Suomii": did you mean Suomi (FI)?',
    "Maan ”Suomii” pyhäpäiviä ei tunneta: tarkoititko Suomi (FI)?",
  ],
  [
    parseRoute("kinds fire to <#C1>"),
    "“fire” is no kind of signal; there are spike, ",
    "”fire” ei ole signaalin laji; lajit ovat spike, ",
  ],
])("%j is told in the reader's language, as a sentence", (result, english, finnish) => {
  if (result.kind !== "refused") throw new Error("it was read");
  expect(faultSentence(wordsIn("en"), result.why)).toContain(english);
  expect(faultSentence(wordsIn("fi"), result.why)).toContain(finnish);
});
