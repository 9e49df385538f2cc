import { describe, expect, it } from "vitest";
import type { PromiseDeed, PromiseEntry } from "../../../src/domain/promise/life.ts";
import {
  deadlinesOf,
  promiseFigures,
  type ReportedPromise,
  share,
} from "../../../src/domain/promise/report.ts";

const day = (d: number, hour = 14) => new Date(Date.UTC(2026, 10, d, hour));
const HOUR_MS = 3_600_000;
const period = { from: day(16, 0), to: day(23, 0), now: day(25) };

type Line = [PromiseDeed, Date, (Date | null)?, (boolean | null)?];
function history(
  lines: Line[],
  given: Partial<ReportedPromise["promise"]> = {},
  touchpoint: string | null = null,
) {
  const entries = lines.map(
    ([action, at, dueAt = null, told = null]): PromiseEntry => ({
      promiseId: "p",
      at,
      actor: "UMAIJA00",
      action,
      dueAt,
      told,
      note: null,
    }),
  );
  return { promise: { concrete: true, channel: null, ...given }, touchpoint, entries };
}

const made: Line = ["made", day(17), day(18)];

describe("share", () => {
  // Wilson's interval as in R's binom.confint(method = "wilson").
  it.each([
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [1, 1, 0.2065, 1],
    [45, 50, 0.7864, 0.9565],
    [0, 0, 0, 1],
  ])("%i of %i is between %f and %f", (count, of, lower, upper) => {
    const interval = share(count, of);
    expect(interval).toMatchObject({ count, of });
    expect(interval.lower).toBeCloseTo(lower, 4);
    expect(interval.upper).toBeCloseTo(upper, 4);
  });
});

describe("the deadlines of a promise", () => {
  const ends = (lines: Line[]) =>
    deadlinesOf(history(lines)).map(({ dueAt, end, endedAt }) => [dueAt, end, endedAt]);

  it.each<[string, Line[], unknown[]]>([
    ["made", [made], [[day(18), "open", null]]],
    ["made twice is made once", [made, ["made", day(17, 15), day(20)]], [[day(18), "open", null]]],
    ["kept", [made, ["kept", day(18, 9)]], [[day(18), "kept", day(18, 9)]]],
    [
      "kept by a click, and by a call before it",
      [made, ["kept", day(19)], ["kept", day(18, 9)]],
      [[day(18), "kept", day(18, 9)]],
    ],
    [
      "moved twice has three, and each knows whether the customer was told",
      [made, ["moved", day(18), day(19), true], ["moved", day(19), day(20)], ["kept", day(20)]],
      [
        [day(18), "moved-told", day(18)],
        [day(19), "moved-silently", day(19)],
        [day(20), "kept", day(20)],
      ],
    ],
    [
      "moved silently twice, and told then",
      [
        made,
        ["moved", day(17, 15), day(19), false],
        ["moved", day(17, 16), day(20)],
        ["told", day(17, 17), null, true],
      ],
      [
        [day(18), "moved-told", day(17, 17)],
        [day(19), "moved-told", day(17, 17)],
        [day(20), "open", null],
      ],
    ],
    [
      "told by its source in another message about the same time",
      [made, ["moved", day(17, 15), day(19)], ["moved", day(17, 16), day(19), true]],
      [
        [day(18), "moved-told", day(17, 16)],
        [day(19), "open", null],
      ],
    ],
    [
      "moved silently, and told of another time later",
      [
        made,
        ["moved", day(17, 15), day(19)],
        ["moved", day(17, 16), day(20), true],
        ["told", day(17, 17), null, true],
      ],
      [
        [day(18), "moved-silently", day(17, 15)],
        [day(19), "moved-told", day(17, 16)],
        [day(20), "open", null],
      ],
    ],
    ["moved to the time it has", [made, ["moved", day(17, 15), day(18), false]], [[day(18), "open", null]]],
    [
      "moved by new business hours",
      [made, ["recut", day(17, 20), day(18, 10)], ["recut", day(17, 21), day(18, 11)], ["kept", day(18, 12)]],
      [[day(18, 11), "kept", day(18, 12)]],
    ],
    ["given up", [made, ["tried", day(18)], ["given-up", day(19)]], [[day(18), "broken", day(19)]]],
    [
      "reopened, and kept later",
      [made, ["kept", day(18)], ["reopened", day(18, 15)], ["kept", day(19)]],
      [[day(18), "kept", day(19)]],
    ],
    [
      "reopened, and still open",
      [made, ["withdrawn", day(18)], ["reopened", day(18, 15)]],
      [[day(18), "open", null]],
    ],
    [
      "moved after its end",
      [made, ["kept", day(18)], ["moved", day(19), day(20)]],
      [[day(18), "kept", day(18)]],
    ],
    [
      "its making not heard yet",
      [
        ["moved", day(18), day(19)],
        ["kept", day(19)],
      ],
      [[day(19), "kept", day(19)]],
    ],
    ["only its end heard", [["kept", day(19)]], []],
  ])("%s", (_, lines, expected) => {
    expect(ends(lines)).toEqual(expected);
  });
});

describe("a week's figures", () => {
  const week = [
    history([made, ["kept", day(18)]], { channel: "phone" }, "invoice"),
    history([made, ["kept", day(18, 16)]], { channel: "phone" }, "invoice"),
    history([made, ["moved", day(18, 13), day(20), true], ["kept", day(20, 9)]], {
      concrete: false,
      channel: "phone",
    }),
    history([made, ["moved", day(18, 13), day(20), null], ["moved", day(20), day(30), false]], {
      channel: "email",
    }),
    history([made, ["given-up", day(17, 20)]], { channel: "email" }, "delivery"),
    history([made, ["withdrawn", day(18, 13)]]),
    history([made, ["withdrawn", day(18, 20)]]),
    history([["made", day(17), day(22)]], { concrete: false }),
    history([["made", day(17), day(24)]]),
  ];

  it("count deadlines, not promises: 10 fell due, 8 were not released, 2 were kept on time", () => {
    expect(promiseFigures(week, period)).toMatchObject({
      due: 10,
      released: 2,
      keptOnTime: { count: 2, of: 8 },
      concrete: { count: 8, of: 10 },
      keptLate: 1,
      overdue: 1,
      broken: 3,
      movedTold: 1,
      movedSilently: 2,
      // 2 h, 6 h (withdrawn late), and three days that are still open
      medianLateMs: 6 * HOUR_MS,
    });
  });

  it("name the channels and touchpoints, most deadlines first and what is not known last", () => {
    const { byChannel, byTouchpoint } = promiseFigures(week, period);
    expect(byChannel.map(({ channel, due }) => [channel, due])).toEqual([
      ["phone", 4],
      ["email", 3],
      [null, 3],
    ]);
    expect(
      byTouchpoint.map(({ touchpoint, keptOnTime }) => [touchpoint, keptOnTime.count, keptOnTime.of]),
    ).toEqual([
      [null, 1, 5],
      ["invoice", 1, 2],
      ["delivery", 0, 1],
    ]);
  });

  it("leave out what is not due by now, and are of nothing when nothing was due", () => {
    const soFar = promiseFigures(week, { ...period, now: day(18, 15) });
    expect(soFar).toMatchObject({ due: 7 });
    expect(promiseFigures([], period)).toMatchObject({
      due: 0,
      keptOnTime: { count: 0, of: 0, lower: 0, upper: 1 },
      medianLateMs: null,
      byChannel: [],
    });
  });

  it.each([
    ["at its first instant", period.from, 1],
    ["before it", new Date(period.from.getTime() - 1), 0],
    ["at the instant it ends", period.to, 0],
  ])("hold a deadline %s: %s", (_, dueAt, due) => {
    expect(promiseFigures([history([["made", day(10), dueAt]])], period).due).toBe(due);
  });
});
