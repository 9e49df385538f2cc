import { describe, expect, it, test } from "vitest";
import { aroundTheClock, isOpen } from "../src/domain/calendar/calendar.ts";
import { holidaysOf, hoursOf, isHolidayIn, readHolidays } from "../src/holidays.ts";
import { refusal } from "./support/refusal.ts";

describe("public holidays", () => {
  test.each([
    ["FI", "2026-12-06", true],
    ["FI", "2026-06-20", true],
    ["FI", "2026-12-07", false],
    ["DE", "2026-01-06", false],
    ["DE-BY", "2026-01-06", true],
    [null, "2026-12-25", false],
  ])("of %s on %s: %s", (country, date, expected) => {
    expect(isHolidayIn(country)(date)).toBe(expected);
  });

  it("last as long as they do: Turkey's feast of sacrifice 27-30 May 2026", () => {
    const dates = [...holidaysOf("TR", 2026, 2026)].filter(
      (date) => date >= "2026-05-20" && date < "2026-06-10",
    );
    expect(dates).toEqual(["2026-05-27", "2026-05-28", "2026-05-29", "2026-05-30"]);
  });
});

describe("a team's open hours", () => {
  const noon = new Date("2026-12-06T10:00:00Z");
  it("leave out its country's holidays", () => {
    expect(isOpen(hoursOf({ ...aroundTheClock("Europe/Helsinki"), holidays: "FI" }), noon)).toBe(false);
    expect(isOpen(hoursOf({ ...aroundTheClock("Europe/Helsinki"), holidays: "SE" }), noon)).toBe(true);
  });
  it("are all hours while no calendar is set", () => expect(isOpen(hoursOf(null), noon)).toBe(true));
});

describe("whose holidays are meant", () => {
  test.each([
    ["FI", "FI"],
    [" finland ", "FI"],
    ["ruotsi", "SE"],
    ["de-by", "DE-BY"],
    ["us-ca-la", "US-CA-LA"],
    ["United States", "US"],
    ["", null],
    ["none", null],
  ])("%s is %s", (typed, value) => expect(readHolidays(typed)).toEqual({ kind: "read", value }));

  test.each([
    ["Suomii", `no holidays are known for "Suomii": did you mean Suomi (FI)?`],
    ["Finnland", `no holidays are known for "Finnland": did you mean Finland (FI)?`],
    ["Atlantis", `no holidays are known for "Atlantis": write one such as FI or DE-BY`],
    ["FI-X", `Finland has no region "X"; known are none, write just FI`],
    ["AT-99", `Austria has no region "99"; known are 1, 2, 3, 4, 5, 6, 7, 8, 9, or just AT`],
    ["AT-9-XX", `Austria has no region "9-XX"; known are 1, 2, 3, 4, 5, 6, 7, 8, 9, or just AT`],
  ])("%s is refused in words", (typed, why) => expect(refusal(readHolidays(typed))).toBe(why));
});
