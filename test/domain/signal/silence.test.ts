import { describe, expect, test } from "vitest";
import { zoneTime } from "../../../src/domain/detection/zone-time.ts";
import { judgeSilence, usualCounts } from "../../../src/domain/signal/silence.ts";

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const NINE = Date.parse("2026-11-20T09:00:00Z");
const helsinki = { zone: zoneTime("Europe/Helsinki"), holidays: new Set<string>() };

describe("a source heard last at 9:00", () => {
  const steady = [55, 61, 48, 52, 58, 50, 57, 54];
  const cases: [string, number, number[], ReturnType<typeof judgeSilence>["kind"]][] = [
    ["3 h ago, where 48 to 61 are usual", 3, steady, "silent"],
    ["an hour ago, where 24 to 30 are usual", 1, [24, 30, 27, 26, 29, 25, 28, 30], "silent"],
    ["59 min ago, whatever is usual", 59 / 60, steady, "speaking"],
    ["3 h ago, where 12 are usual: once in 5,000 such pauses", 3, Array(8).fill(12), "quiet"],
    ["5 h ago, by night, where 0 to 3 are usual", 5, [0, 3, 1, 0, 2, 1, 0, 1], "quiet"],
    ["3 h ago, where nothing is usual", 3, Array(8).fill(0), "quiet"],
    ["3 h ago, for whom a third of the weeks is silent too", 3, [55, 0, 48, 0, 58, 50, 0, 54], "quiet"],
    ["3 h ago, with one outage and one surge among the weeks", 3, [55, 0, 48, 250, 58, 50, 57, 54], "silent"],
    ["3 h ago, with one outage among the weeks", 3, [55, 0, 48, 52, 58, 50, 57, 54], "silent"],
    ["3 h ago, known for two weeks", 3, [55, 61], "too-little-history"],
    ["3 h ago, on a holiday", 3, [], "too-little-history"],
  ];
  test.each(cases)("%s", (_, hours, usual, kind) => {
    expect(judgeSilence(NINE, NINE + hours * HOUR, usual).kind).toBe(kind);
  });

  test("the words of it: nothing since 9:00, usually 34 to 78", () => {
    const verdict = judgeSilence(NINE, NINE + 3 * HOUR, steady);
    expect(verdict).toEqual({ kind: "silent", sinceAt: NINE, usualLower: 34, usualUpper: 78 });
  });

  test("history is told in weeks", () => {
    const verdict = judgeSilence(NINE, NINE + 3 * HOUR, [55, 61]);
    expect(verdict).toEqual({ kind: "too-little-history", have: 2, need: 3 });
  });
});

describe("usual counts", () => {
  /** Contacts in each hour: 10 times the local hour of the day, so that a shift of an hour shows. */
  const hoursFrom = (from: number, to: number) => {
    const hours = new Map<number, number>();
    for (let at = from; at < to; at += HOUR) {
      hours.set(at, 10 * (new Date(at + helsinki.zone.offsetMs(at)).getUTCHours() + 1));
    }
    return hours;
  };

  test("are those of the same wall-clock hours, also before the clocks changed, and parts of hours by their share", () => {
    // Friday 11:30 to 13:00 in Helsinki; the clocks went back on 25 October, four weeks before
    const [from, to] = [Date.parse("2026-11-20T09:30:00Z"), Date.parse("2026-11-20T11:00:00Z")];
    const hours = hoursFrom(NINE - 10 * WEEK, NINE);
    expect(usualCounts(hours, from, to, helsinki)).toEqual(Array(8).fill(0.5 * 120 + 130));
  });

  test("begin with the source, and leave out holidays", () => {
    const hours = hoursFrom(NINE - 5 * WEEK - HOUR, NINE);
    expect(usualCounts(hours, NINE, NINE + HOUR, helsinki)).toHaveLength(5);
    const holidays = new Set(["2026-11-06"]);
    expect(usualCounts(hours, NINE, NINE + HOUR, { ...helsinki, holidays })).toHaveLength(4);
  });

  test("are none on a holiday, or over one", () => {
    const hours = hoursFrom(NINE - 8 * WEEK, NINE);
    const holidays = new Set(["2026-11-20"]);
    expect(usualCounts(hours, NINE, NINE + HOUR, { ...helsinki, holidays })).toEqual([]);
    expect(usualCounts(hours, NINE - 30 * HOUR, NINE + 30 * HOUR, { ...helsinki, holidays })).toEqual([]);
  });
});
