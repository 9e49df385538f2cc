import { describe, expect, test } from "vitest";
import { isoDate } from "../../../src/domain/detection/zone-time.ts";
import { digestSpan, latestDigest } from "../../../src/domain/routing/digest-time.ts";

const helsinki = {
  zone: "Europe/Helsinki",
  digest: "daily",
  digestMinute: 8 * 60,
  digestWeekday: 1,
} as const;

describe("a daily digest at 8:00 in Helsinki", () => {
  test.each([
    [
      "a minute before, it is still yesterday's",
      "2026-11-20T05:59:00Z",
      "daily-2026-11-19",
      "2026-11-19T06:00:00Z",
    ],
    ["at its time", "2026-11-20T06:00:00Z", "daily-2026-11-20", "2026-11-20T06:00:00Z"],
    ["late in the evening", "2026-11-20T21:59:00Z", "daily-2026-11-20", "2026-11-20T06:00:00Z"],
    [
      "in summer it comes an hour earlier by UTC",
      "2026-07-01T05:00:00Z",
      "daily-2026-07-01",
      "2026-07-01T05:00:00Z",
    ],
  ])("%s", (_, now, key, at) => {
    expect(latestDigest(helsinki, new Date(now))).toEqual({ pace: "daily", key, at: new Date(at) });
  });
});

describe("when the clocks change", () => {
  const at = (digestMinute: number, now: string) =>
    latestDigest({ ...helsinki, digestMinute }, new Date(now));
  test("a time that is skipped comes an hour later by the clock, once", () => {
    expect(at(210, "2026-03-29T00:59:00Z")?.key).toBe("daily-2026-03-28");
    expect(at(210, "2026-03-29T01:30:00Z")).toMatchObject({
      key: "daily-2026-03-29",
      at: new Date("2026-03-29T01:30:00Z"),
    });
  });

  test("a time that comes twice is told at its first coming", () => {
    expect(at(210, "2026-10-25T00:30:00Z")?.key).toBe("daily-2026-10-25");
    expect(at(210, "2026-10-25T01:30:00Z")).toMatchObject({ at: new Date("2026-10-25T00:30:00Z") });
  });

  test("a year of hours has one digest a day, each at its local time", () => {
    const told = new Map<string, string>();
    const begin = Date.parse("2026-01-01T06:00:00Z");
    for (let now = begin; now < begin + 365 * 86_400_000; now += 3_600_000) {
      const due = latestDigest(helsinki, new Date(now));
      if (due) told.set(due.key, due.at.toLocaleTimeString("en-GB", { timeZone: "Europe/Helsinki" }));
    }
    expect(told.size).toBe(365);
    expect(new Set(told.values())).toEqual(new Set(["08:00:00"]));
  });
});

test.each([
  ["on its day after its time", "2026-11-20T06:00:00Z", "weekly-2026-W47", "2026-11-20T06:00:00Z"],
  ["on its day before it", "2026-11-20T05:00:00Z", "weekly-2026-W46", "2026-11-13T06:00:00Z"],
  ["on the Thursday after", "2026-11-26T12:00:00Z", "weekly-2026-W47", "2026-11-20T06:00:00Z"],
  ["in the week of two years", "2027-01-02T12:00:00Z", "weekly-2026-W53", "2027-01-01T06:00:00Z"],
])("a weekly digest on Fridays, asked %s", (_, now, key, at) => {
  const friday = { ...helsinki, digest: "weekly", digestWeekday: 5 } as const;
  expect(latestDigest(friday, new Date(now))).toEqual({ pace: "weekly", key, at: new Date(at) });
});

test("a channel without a digest has none due", () => {
  expect(latestDigest({ ...helsinki, digest: "off" }, new Date())).toBeUndefined();
});

describe("what it tells of", () => {
  const span = (pace: "daily" | "weekly", at: string, channelZone = "Europe/Helsinki") => {
    const { days, from, to } = digestSpan(pace, { zone: "Europe/Helsinki", channelZone }, new Date(at));
    return { days: days.map(isoDate), from: from.toISOString(), to: to.toISOString() };
  };

  test("is yesterday, from midnight to midnight in the workspace's zone", () => {
    expect(span("daily", "2026-11-20T06:00:00Z")).toEqual({
      days: ["2026-11-19"],
      from: "2026-11-18T22:00:00.000Z",
      to: "2026-11-19T22:00:00.000Z",
    });
  });

  test("is seven whole days, one of them of 25 hours", () => {
    const { days, from, to } = span("weekly", "2026-10-26T06:00:00Z");
    expect([days.length, days[0], days[6]]).toEqual([7, "2026-10-19", "2026-10-25"]);
    expect(Date.parse(to) - Date.parse(from)).toBe((7 * 24 + 1) * 3_600_000);
  });

  test("has ended in the channel's zone and in the workspace's", () => {
    expect(span("daily", "2026-11-19T20:00:00Z", "Asia/Tokyo").days).toEqual(["2026-11-18"]);
    expect(span("daily", "2026-11-20T01:00:00Z", "America/New_York").days).toEqual(["2026-11-18"]);
  });
});
