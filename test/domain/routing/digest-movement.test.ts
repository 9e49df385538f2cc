import { describe, expect, test } from "vitest";
import { type Movements, movementsIn, type ReasonDay } from "../../../src/domain/routing/digest-movement.ts";

/** A Thursday, and the week that it ends. */
const day = Date.parse("2026-11-19") / 86_400_000;
const week = Array.from({ length: 7 }, (_, at) => day - 6 + at);
const setting = { firstDay: day - 200, isHoliday: () => false };

/** Contacts of a reason on each of the ten weeks' days. */
function daily(reason: string, count: (at: number) => number): ReasonDay[] {
  return Array.from({ length: 70 }, (_, back) => ({ reason, day: day - back, count: count(day - back) }));
}

function judged(movements: Movements) {
  if (movements.kind !== "judged") throw new Error("it is still learning");
  return movements;
}

/** The same noise at every run (mulberry32), as counts that scatter around a mean. */
function noise(seed: number) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (mean: number) => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = random(); product > limit; product *= random()) count += 1;
    return count;
  };
}

const watched = (counts: readonly ReasonDay[]) => new Set(counts.map(({ reason }) => reason));
const move = (counts: readonly ReasonDay[], days = [day], change = {}) =>
  movementsIn(days, counts, watched(counts), { ...setting, ...change });

describe("a reason against the eight weeks before", () => {
  test("that doubled is told with its ratio and interval", () => {
    const { rose, fell, lookedAt } = judged(
      move([...daily("doubled", (at) => (at === day ? 48 : 24)), ...daily("same", () => 30)]),
    );
    expect([lookedAt, fell]).toEqual([2, []]);
    expect(rose).toMatchObject([{ reason: "doubled", observed: 48, expected: 24, ratio: 2 }]);
    // of 48 against 8 x 24 the exact 95 % interval is 1.43 to 2.76; at 90 % it is narrower
    expect(rose[0]?.ratioLower).toBeGreaterThan(1.43);
    expect(rose[0]?.ratioLower).toBeLessThan(1.6);
    expect(rose[0]?.ratioUpper).toBeLessThan(2.76);
  });

  test("that came to an end fell", () => {
    const { rose, fell } = judged(move(daily("mended", (at) => (at === day ? 2 : 24))));
    expect(rose).toEqual([]);
    expect(fell).toMatchObject([{ reason: "mended", observed: 2, expected: 24 }]);
  });

  test("that has its weekdays is compared with the same ones", () => {
    const thursdays = daily("thursdays", (at) => (at % 7 === day % 7 ? 60 : 5));
    expect(judged(move(thursdays))).toMatchObject({ rose: [], fell: [] });
    expect(judged(move(thursdays, week))).toMatchObject({ rose: [], fell: [] });
  });

  test("is counted over the whole week", () => {
    const { rose } = judged(
      move(
        daily("week", (at) => (at > day - 7 ? 6 : 3)),
        week,
      ),
    );
    expect(rose).toMatchObject([{ reason: "week", observed: 42, expected: 21 }]);
  });

  test("two contacts are never a rise, and one that was never heard of before may be", () => {
    const others = daily("others", () => 20);
    expect(judged(move([...others, { reason: "new", day, count: 2 }])).rose).toEqual([]);
    expect(judged(move([...others, { reason: "new", day, count: 12 }])).rose).toMatchObject([
      { reason: "new", observed: 12 },
    ]);
  });

  test("the largest surplus comes first", () => {
    const rising = (reason: string, from: number, to: number) =>
      daily(reason, (at) => (at === day ? to : from));
    const { rose } = judged(move([...rising("steep", 5, 30), ...rising("large", 50, 140)]));
    expect(rose.map(({ reason }) => reason)).toEqual(["large", "steep"]);
  });
});

test("only what is watched is tested, and is what the count of reasons says", () => {
  const counts = [
    ...daily("mine", (at) => (at === day ? 90 : 30)),
    ...daily("theirs", (at) => (at === day ? 90 : 30)),
  ];
  const movements = judged(movementsIn([day], counts, new Set(["mine", "never heard of"]), setting));
  expect(movements.lookedAt).toBe(1);
  expect(movements.rose.map(({ reason }) => reason)).toEqual(["mine"]);
});

describe("days that say nothing", () => {
  const open = (at: number) => (at % 7 === (day - 4) % 7 ? 2 : 24);

  test("a holiday is compared with Sundays, and says nothing of other Thursdays", () => {
    const isHoliday = (at: number) => at === day || at === day - 7;
    const counts = daily("usual", (at) => (isHoliday(at) ? 2 : open(at)));
    expect(judged(move(counts))).toMatchObject({ fell: [{ reason: "usual" }] });
    expect(judged(move(counts, [day], { isHoliday }))).toMatchObject({ rose: [], fell: [] });
    expect(judged(move(counts, [day - 14], { isHoliday }))).toMatchObject({ rose: [], fell: [] });
  });

  test("a day on which nothing at all was heard is a gap: nothing fell", () => {
    const counts = daily("usual", (at) => (at === day ? 0 : 24));
    expect(judged(move(counts))).toMatchObject({ lookedAt: 0, fell: [] });
    expect(judged(move([...counts, { reason: "*", day, count: 9 }])).fell).toHaveLength(1);
  });

  test("nothing is compared before two weeks are known", () => {
    expect(
      move(
        daily("young", () => 9),
        [day],
        { firstDay: day - 9 },
      ),
    ).toEqual({
      kind: "learning",
      have: 9,
      need: 14,
    });
    expect(move([], [day], { firstDay: Number.POSITIVE_INFINITY })).toMatchObject({
      kind: "learning",
      have: 0,
    });
  });
});

test("of 200 days on which nothing happened to any of 40 reasons, at most about every tenth tells of one", () => {
  const poisson = noise(7);
  const days = Array.from({ length: 200 }, () =>
    Array.from({ length: 40 }, (_, reason) =>
      daily(`reason-${reason}`, () => poisson(2 + (reason % 8) * 3)),
    ).flat(),
  );
  const told = days.filter((counts) => {
    const { rose, fell } = judged(move(counts));
    return rose.length + fell.length > 0;
  });
  expect(told.length).toBeLessThan(30);
});

test("of 40 noisy reasons one that tripled is told on most days, and hardly another", () => {
  const poisson = noise(11);
  const found = Array.from({ length: 60 }, () => {
    const counts = Array.from({ length: 40 }, (_, reason) =>
      daily(`reason-${reason}`, (at) => poisson(8 * (reason === 0 && at === day ? 3 : 1))),
    ).flat();
    return judged(move(counts)).rose.map(({ reason }) => reason);
  }).flat();
  const right = found.filter((reason) => reason === "reason-0").length;
  expect(right).toBeGreaterThan(36);
  expect((found.length - right) / found.length).toBeLessThan(0.15);
});

describe("a month against the eight weeks before it", () => {
  const month = Array.from({ length: 28 }, (_, at) => day - 27 + at);
  const daysOf = (reason: string, count: (at: number) => number) =>
    Array.from({ length: 100 }, (_, back) => ({ reason, day: day - back, count: count(day - back) }));
  const inMonth = (at: number) => at > day - 28;

  test("is never compared with its own days", () => {
    const { rose } = judged(
      move(
        daysOf("doubled", (at) => (inMonth(at) ? 48 : 24)),
        month,
      ),
    );
    expect(rose).toMatchObject([{ observed: 28 * 48, expected: 28 * 24, ratio: 2 }]);
  });

  test("knows its usual no better than eight weeks tell: of 150 months at most about every tenth tells of one", () => {
    const poisson = noise(3);
    const told = Array.from({ length: 150 }, () => {
      const counts = Array.from({ length: 20 }, (_, reason) =>
        daysOf(`reason-${reason}`, () => poisson(1 + (reason % 5) * 2)),
      ).flat();
      const { rose, fell } = judged(move(counts, month));
      return rose.length + fell.length > 0;
    }).filter(Boolean);
    expect(told.length).toBeLessThan(25);
  });
});
