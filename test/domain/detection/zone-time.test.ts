import { describe, expect, test } from "vitest";
import { momentOf } from "../../../src/domain/detection/moment.ts";
import { DAILY, HOURLY } from "../../../src/domain/detection/scale.ts";
import { isoDate, localDay, weekday, zoneTime } from "../../../src/domain/detection/zone-time.ts";

const helsinki = zoneTime("Europe/Helsinki");
const at = (text: string) => Date.parse(text);

describe("a zone", () => {
  test.each([
    ["2026-03-29T00:59:00Z", 2],
    ["2026-03-29T01:00:00Z", 3],
    ["2026-10-25T00:59:00Z", 3],
    ["2026-10-25T01:00:00Z", 2],
  ])("at %s is %d hours ahead", (instant, hours) => {
    expect(helsinki.offsetMs(at(instant))).toBe(hours * 3_600_000);
  });

  test("turns wall time into an instant, also on the days that have 23 and 25 hours", () => {
    const wall = (text: string) => new Date(helsinki.instantOf(at(`${text}Z`))).toISOString();
    expect(wall("2026-03-29T00:00:00")).toBe("2026-03-28T22:00:00.000Z");
    expect(wall("2026-03-30T00:00:00")).toBe("2026-03-29T21:00:00.000Z");
    expect(wall("2026-10-25T03:30:00")).toBe("2026-10-25T00:30:00.000Z");
    expect(wall("2026-10-26T00:00:00")).toBe("2026-10-25T22:00:00.000Z");
  });

  test("half-hour zones and days before 1970 work", () => {
    expect(zoneTime("Asia/Kolkata").offsetMs(at("2026-01-01T00:00:00Z"))).toBe(5.5 * 3_600_000);
    expect(isoDate(localDay(helsinki, at("1969-12-31T23:00:00Z")))).toBe("1970-01-01");
    expect(weekday(localDay(helsinki, at("2026-11-21T10:00:00Z")))).toBe(5);
  });

  test("that does not exist is named", () => {
    expect(() => zoneTime("Europe/Atlantis")).toThrow('unknown time zone "Europe/Atlantis"');
  });
});

describe("a moment", () => {
  const holidays = new Set(["2026-12-24", "2026-12-25"]);
  test.each([
    ["2026-12-24T07:00:00Z", 3 * 24 + 9, "holiday"],
    ["2026-12-25T21:59:00Z", 4 * 24 + 23, "holiday"],
    ["2026-12-25T22:00:00Z", 5 * 24 + 0, "day-after"],
    ["2026-12-27T10:00:00Z", 6 * 24 + 12, "usual"],
  ])("%s is cell %d and %s", (instant, cell, kind) => {
    expect(momentOf(HOURLY, helsinki, holidays, at(instant))).toMatchObject({ cell, kind });
  });

  test("of a day is its weekday", () => {
    expect(momentOf(DAILY, helsinki, holidays, at("2026-12-23T22:00:00Z"))).toMatchObject({
      cell: 3,
      day: 3,
      kind: "holiday",
    });
  });
});
