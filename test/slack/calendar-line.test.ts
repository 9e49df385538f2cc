import { describe, expect, test } from "vitest";
import { aroundTheClock, type Calendar } from "../../src/domain/calendar/calendar.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { calendarLine } from "../../src/slack/messages/settings/calendar-line.ts";
import { calendar, workdays } from "../domain/calendar/calendars.ts";

const TODAY = "2026-11-20";

describe("a calendar in a line", () => {
  const lunch = { ...workdays([8, 12], [13, 17]), 5: [{ opens: 480, closes: 900 }] };
  const december: Calendar["dates"] = {
    "2026-11-02": [],
    "2026-12-06": [],
    "2026-12-24": [],
    "2026-12-25": [],
    "2026-12-26": [],
  };
  const eve = { "2026-12-31": [{ opens: 540, closes: 750 }] };
  test.each([
    [null, "open around the clock"],
    [aroundTheClock("Europe/Helsinki"), "open around the clock; Europe/Helsinki"],
    [
      calendar({ week: workdays([8, 16]), dates: december }),
      "Mon-Fri 8-16, closed 6 and 24-26 Dec; Europe/Helsinki",
    ],
    [
      calendar({ week: lunch, holidays: "FI" }),
      "Mon-Thu 8-12 and 13-17, Fri 8-15; holidays of Finland; Europe/Helsinki",
    ],
    [
      calendar({
        week: workdays([8, 16]),
        holidays: "DE-BY",
        dates: { ...december, ...eve },
        zone: "Europe/Berlin",
      }),
      "Mon-Fri 8-16, closed 6 and 24-26 Dec, open 31 Dec 9-12:30; holidays of Germany (BY); Europe/Berlin",
    ],
  ])("%#: %j", (given, text) => expect(calendarLine(wordsIn("en"), given, TODAY)).toBe(text));

  test.each([
    [null, "auki ympäri vuorokauden"],
    [
      calendar({
        week: lunch,
        holidays: "FI",
        dates: { ...december, ...eve, "2027-12-30": [], "2027-12-31": [], "2028-01-01": [] },
      }),
      "ma–to 8–12 ja 13–17, pe 8–15, suljettu 6. ja 24.–26.12., 30.12.2027–1.1.2028, auki 31.12. 9–12.30; pyhäpäivät: Suomi; Europe/Helsinki",
    ],
  ])("in Finnish %#: %j", (given, text) => expect(calendarLine(wordsIn("fi"), given, TODAY)).toBe(text));
});
