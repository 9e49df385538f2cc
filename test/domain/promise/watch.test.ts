import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Calendar, isOpen, openHours } from "../../../src/domain/calendar/calendar.ts";
import { minutesLater } from "../../../src/domain/calendar/opening.ts";
import { usualPromiseRules } from "../../../src/domain/promise/rules.ts";
import {
  escalationAfter,
  firstEscalation,
  type Watched,
  watchPromise,
} from "../../../src/domain/promise/watch.ts";

const office = (opens: number, closes: number, dates: Calendar["dates"] = {}): Calendar => {
  const day = [{ opens: opens * 60, closes: closes * 60 }];
  return {
    zone: "Europe/Helsinki",
    week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
    holidays: null,
    dates,
  };
};
const never: Calendar = {
  ...office(8, 16),
  week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
};
const hoursOf = (calendar: Calendar | null) => openHours(calendar, () => false);
const MINUTE_MS = 60_000;

/** What a promise goes through when it is looked at whenever it asks to be: what happens when, in the team's own time. */
function life(given: Partial<Watched>, calendar: Calendar | null, rules = usualPromiseRules) {
  const hours = hoursOf(calendar);
  const promise: Watched = {
    status: "open",
    madeAt: new Date(0),
    dueAt: new Date(0),
    warnedAt: null,
    ...given,
  };
  const told: string[] = [];
  for (let look: Date | null = promise.madeAt; look !== null; ) {
    const watch = watchPromise(promise, rules, hours, look);
    if (watch.kind === "remind") {
      told.push(`${local(look)} reminder of ${watch.minutes}`);
      promise.warnedAt = look;
    }
    if (watch.kind === "overdue") told.push(`${local(look)} overdue`);
    look = watch.nextLook;
  }
  return told;
}

const local = (at: Date) =>
  at
    .toLocaleString("en-GB", {
      timeZone: "Europe/Helsinki",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    })
    .replace(",", "");
/** Helsinki's time in the week of Monday 16 November 2026. */
const at = (day: number, time: string) => new Date(`2026-11-${15 + day}T${time}:00+02:00`);

describe("a promise hears of its time", () => {
  test.each([
    [
      "made in the morning for the afternoon",
      at(3, "09:00"),
      at(3, "14:00"),
      ["Wed 13:30 reminder of 30", "Wed 13:50 reminder of 10", "Wed 14:00 overdue"],
    ],
    [
      "early on Monday: half an hour of work before it is on Friday",
      at(3, "09:00"),
      at(8, "08:10"),
      ["Fri 15:40 reminder of 30", "Mon 08:00 reminder of 10", "Mon 08:10 overdue"],
    ],
    [
      "in the evening: reminded before the team goes, overdue when it comes",
      at(3, "09:00"),
      at(3, "20:00"),
      ["Wed 15:30 reminder of 30", "Wed 15:50 reminder of 10", "Thu 08:00 overdue"],
    ],
    [
      "at closing time",
      at(3, "09:00"),
      at(3, "16:00"),
      ["Wed 15:30 reminder of 30", "Wed 15:50 reminder of 10", "Thu 08:00 overdue"],
    ],
    ["in the night from Friday to Saturday", at(5, "15:45"), at(6, "01:00"), ["Mon 08:00 overdue"]],
    ["in 3 minutes", at(3, "13:57"), at(3, "14:00"), ["Wed 14:00 overdue"]],
    ["in 12 minutes", at(3, "13:48"), at(3, "14:00"), ["Wed 14:00 overdue"]],
    [
      "in 16 minutes: only the later one is news",
      at(3, "13:44"),
      at(3, "14:00"),
      ["Wed 13:50 reminder of 10", "Wed 14:00 overdue"],
    ],
    ["in half an hour", at(3, "13:30"), at(3, "14:00"), ["Wed 13:50 reminder of 10", "Wed 14:00 overdue"]],
    ["in the past already", at(3, "13:30"), at(3, "13:00"), ["Wed 13:30 overdue"]],
  ])("%s", (_, madeAt, dueAt, told) => {
    expect(life({ madeAt, dueAt }, office(8, 16))).toEqual(told);
  });

  const nights: Calendar = { ...office(8, 16), week: { ...never.week, 7: [{ opens: 0, closes: 24 * 60 }] } };
  test.each([
    [
      "that loses the hour from 3 to 4",
      "2026-03-29",
      "T04:10:00+03:00",
      ["Sun 02:40 reminder of 30", "Sun 04:00 reminder of 10", "Sun 04:10 overdue"],
    ],
    [
      "that has the hour from 3 to 4 twice: by the second one",
      "2026-10-25",
      "T04:10:00+02:00",
      ["Sun 03:40 reminder of 30", "Sun 04:00 reminder of 10", "Sun 04:10 overdue"],
    ],
  ])("in a night %s", (_, day, dueAt, told) => {
    const promise = { madeAt: new Date(`${day}T00:00:00+02:00`), dueAt: new Date(`${day}${dueAt}`) };
    expect(life(promise, nights)).toEqual(told);
    const { nextLook } = watchPromise(
      { ...promise, status: "open", warnedAt: null },
      usualPromiseRules,
      hoursOf(nights),
      promise.madeAt,
    );
    expect(nextLook).toEqual(new Date(promise.dueAt.getTime() - 30 * MINUTE_MS));
  });

  test("by the clock when its team has no hours", () => {
    expect(life({ madeAt: at(6, "20:00"), dueAt: at(7, "03:00") }, null)).toEqual([
      "Sun 02:30 reminder of 30",
      "Sun 02:50 reminder of 10",
      "Sun 03:00 overdue",
    ]);
  });

  test("also when its team never opens: late is never silent", () => {
    expect(life({ madeAt: at(3, "09:00"), dueAt: at(3, "14:00") }, never)).toEqual(["Wed 14:00 overdue"]);
  });

  test("once where two reminders fall together, and not at all when the team wants none", () => {
    const promise = { madeAt: at(3, "09:00"), dueAt: at(3, "14:00") };
    expect(life(promise, null, { ...usualPromiseRules, warnMinutes: [12, 10, 10] })).toEqual([
      "Wed 13:48 reminder of 12",
      "Wed 14:00 overdue",
    ]);
    expect(life(promise, null, { ...usualPromiseRules, warnMinutes: [] })).toEqual(["Wed 14:00 overdue"]);
  });

  test("of a deadline it was reminded of already, never again", () => {
    const promise = { madeAt: at(3, "09:00"), dueAt: at(3, "14:00"), warnedAt: at(3, "13:50") };
    expect(life(promise, null)).toEqual(["Wed 14:00 overdue"]);
  });
});

describe("a look that comes late", () => {
  const hours = hoursOf(office(8, 16));
  const promise: Watched = {
    status: "open",
    madeAt: at(3, "09:00"),
    dueAt: at(3, "14:00"),
    warnedAt: null,
  };
  const look = (now: Date, change: Partial<Watched> = {}) =>
    watchPromise({ ...promise, ...change }, usualPromiseRules, hours, now);

  test("says what was missed in one reminder", () => {
    expect(look(at(3, "13:52"))).toEqual({ kind: "remind", minutes: 10, nextLook: promise.dueAt });
    expect(look(at(3, "13:36"))).toEqual({ kind: "remind", minutes: 30, nextLook: at(3, "13:50") });
  });

  test("never reminds after the deadline", () => {
    expect(look(at(3, "14:00"))).toEqual({ kind: "overdue", nextLook: null });
    expect(look(at(5, "09:00"))).toEqual({ kind: "overdue", nextLook: null });
  });

  test("at night waits for opening", () => {
    expect(look(at(3, "23:00"))).toEqual({ kind: "wait", nextLook: at(4, "08:00") });
    const monday = { dueAt: at(8, "08:20") };
    expect(look(at(6, "12:00"), monday)).toEqual({ kind: "wait", nextLook: at(8, "08:00") });
    expect(look(at(8, "08:00"), monday)).toMatchObject({ kind: "remind", minutes: 30 });
  });

  test.each(["kept", "broken", "withdrawn"] as const)("finds nothing to do for one that was %s", (status) => {
    expect(look(at(3, "15:00"), { status })).toEqual({ kind: "wait", nextLook: null });
  });
});

describe("whatever the hours and the moments at which somebody looks", () => {
  /** Two weeks without a change of the clock, with spring's, with autumn's. */
  const starts = ["2026-11-16", "2027-03-20", "2027-10-23"].map((day) => Date.parse(day));
  const minutes = (most: number) => fc.integer({ min: 0, max: most });
  const periods = fc
    .uniqueArray(minutes(1440), { minLength: 2, maxLength: 4, size: "max" })
    .map((all) => all.sort((a, b) => a - b))
    .map((all) => (all.length % 2 === 0 ? all : all.slice(1)))
    .map((all) =>
      Array.from({ length: all.length / 2 }, (_, i) => ({
        opens: all[2 * i] ?? 0,
        closes: all[2 * i + 1] ?? 0,
      })),
    );
  const calendars = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, never) },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom("Europe/Helsinki", "America/New_York"),
          fc.array(periods, { minLength: 7, maxLength: 7 }),
          minutes(127),
        )
        .map(([zone, days, closed]): Calendar => {
          const on = (day: number) => ((closed >> day) & 1 ? [] : (days[day] ?? []));
          return {
            zone,
            week: { 1: on(0), 2: on(1), 3: on(2), 4: on(3), 5: on(4), 6: on(5), 7: on(6) },
            holidays: null,
            dates: {},
          };
        }),
    },
  );
  const scenario = fc.record({
    calendar: calendars,
    start: fc.constantFrom(...starts),
    made: minutes(14 * 1440),
    due: fc.integer({ min: -1440, max: 14 * 1440 }),
    warnMinutes: fc.array(minutes(3000), { maxLength: 4 }),
    /** How much later than asked for somebody looks, mostly at once. */
    delays: fc.array(
      fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: minutes(5000) }),
      { minLength: 12, maxLength: 12 },
    ),
  });

  test("there is exactly one overdue alert, every word comes in open hours, and no reminder after the deadline or twice", () => {
    fc.assert(
      fc.property(scenario, ({ calendar, start, made, due, warnMinutes, delays }) => {
        const hours = hoursOf(calendar);
        const isWorking = (now: Date) => calendar === never || !opens(calendar) || isOpen(hours, now);
        const madeAt = new Date(start + made * MINUTE_MS);
        const promise: Watched = {
          status: "open",
          madeAt,
          dueAt: new Date(madeAt.getTime() + due * MINUTE_MS),
          warnedAt: null,
        };
        const rules = { ...usualPromiseRules, warnMinutes };
        let reminders = 0;
        let overdue = 0;
        let looks = 0;
        let next: Date | null = madeAt;
        while (next !== null) {
          const now: Date = new Date(next.getTime() + (delays[looks] ?? 0) * MINUTE_MS);
          const watch = watchPromise(promise, rules, hours, now);
          looks += 1;
          expect(looks).toBeLessThan(40);
          if (watch.kind !== "wait") expect(isWorking(now)).toBe(true);
          if (watch.kind === "remind") {
            reminders += 1;
            expect(now.getTime()).toBeLessThan(promise.dueAt.getTime());
            promise.warnedAt = now;
          }
          if (watch.kind === "overdue") {
            overdue += 1;
            expect(now.getTime()).toBeGreaterThanOrEqual(promise.dueAt.getTime());
          }
          if (watch.nextLook !== null) expect(watch.nextLook.getTime()).toBeGreaterThan(now.getTime());
          next = watch.nextLook;
        }
        expect(overdue).toBe(1);
        expect(reminders).toBeLessThanOrEqual(new Set(warnMinutes).size);
      }),
      { numRuns: 400 },
    );
  });

  const opens = (calendar: Calendar | null) =>
    calendar === null || Object.values(calendar.week).some((day) => day.length > 0);
});

describe("an overdue promise that nobody acknowledges", () => {
  const hours = hoursOf(office(8, 16));
  const rules = { ...usualPromiseRules, nextLevel: ["UPAULA"] };

  test("is told to the leads after 15 minutes and to the next level after an hour, in the team's hours", () => {
    const leadsAt = firstEscalation(rules, hours, at(3, "15:50"));
    expect(leadsAt).toEqual(at(4, "08:05"));
    expect(escalationAfter(1, rules, hours, leadsAt)).toEqual(at(4, "08:50"));
    expect(firstEscalation(rules, hours, at(3, "10:00"))).toEqual(at(3, "10:15"));
    expect(escalationAfter(1, rules, hours, at(3, "10:15"))).toEqual(at(3, "11:00"));
  });

  test("never waits at closing time for a word nobody reads", () => {
    expect(firstEscalation(rules, hours, at(5, "15:45"))).toEqual(at(8, "08:00"));
  });

  test("goes no further than the last level", () => {
    expect(escalationAfter(2, rules, hours, at(3, "11:00"))).toBeNull();
    expect(escalationAfter(1, usualPromiseRules, hours, at(3, "10:15"))).toBeNull();
  });

  test("is escalated by the clock when its team never opens", () => {
    expect(firstEscalation(rules, hoursOf(never), at(6, "10:00"))).toEqual(at(6, "10:15"));
    expect(minutesLater(hoursOf(null), at(6, "10:00"), 60)).toEqual(at(6, "11:00"));
  });
});
