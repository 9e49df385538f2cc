import { describe, expect, test } from "vitest";
import { LEAST_DAYS, type MendDay, mendStanding } from "../../../src/domain/reason/mended.ts";

const MENDED = 20_000;
/** Of a week, Monday first: busy days and quiet ones. */
const PROFILE = [9, 7, 6, 6, 5, 2, 1];

/** Days before and after with so many contacts a week, the same every week unless told otherwise; `all` a week besides. */
function days(
  before: (week: number) => number,
  after: (week: number) => number,
  weeks: number,
  others: (day: number) => number = () => 3_000,
): MendDay[] {
  const found: MendDay[] = [];
  for (let day = MENDED - 56; day <= MENDED + weeks * 7; day += 1) {
    const part = (PROFILE[(day + 3) % 7] ?? 0) / 36;
    const aWeek =
      day <= MENDED ? before(Math.floor((MENDED - 1 - day) / 7)) : after(Math.floor((day - MENDED - 1) / 7));
    const count = aWeek * part;
    found.push({ day, count, all: count + others(day) * part });
  }
  return found;
}
const standing = (given: MendDay[], weeks: number, inSpike = new Set<number>()) =>
  mendStanding(given, { mendedOn: MENDED, through: MENDED + weeks * 7, inSpike });
/** Weeks that swing by so much around a mean. */
const swinging = (mean: number, by: number) => (week: number) => mean + (week % 2 === 0 ? by : -by);

describe("a mended reason", () => {
  test("is down from 36 to 22 a week, and after one week that is not proven", () => {
    const one = standing(
      days(swinging(36, 7.5), () => 22, 1),
      1,
    );
    expect(one).toMatchObject({ kind: "watching", weeks: 1 });
    if (!("weeks" in one)) throw new Error("no numbers");
    expect(one.before).toBeCloseTo(36);
    expect(one.after).toBeCloseTo(22);
    expect(one.ratio).toBeCloseTo(0.61, 2);
    expect(one.lower).toBeGreaterThan(0.3);
    expect(one.upper).toBeGreaterThan(1);
  });

  const cases: [string, (week: number) => number, number, string, number][] = [
    ["is proven by the second of two weeks below the old level", () => 12, 2, "proven", 2],
    ["is not proven by one week below it", () => 12, 1, "watching", 1],
    ["stays proven while it stays low", () => 20, 12, "proven", 12],
    [
      "came back when its last two weeks are the old level",
      (week) => (week < 4 ? 12 : 36),
      7,
      "came-back",
      6,
    ],
    ["did not when one week of them was high", (week) => (week === 5 ? 36 : 12), 7, "proven", 7],
    ["came back, so to say, when it rose instead", () => 60, 3, "came-back", 2],
    ["is not proven when twelve weeks say nothing", () => 34, 12, "not-proven", 12],
    ["is watched up to then", () => 34, 11, "watching", 11],
    ["is not looked at after twelve weeks", (week) => (week < 12 ? 34 : 5), 20, "not-proven", 12],
  ];
  test.each(cases)("%s", (_, after, weeks, kind, looks) => {
    expect(standing(days(swinging(36, 3), after, weeks), weeks)).toMatchObject({ kind, weeks: looks });
  });

  test("is compared without the days of a spike before, which would have passed anyway", () => {
    const spiked = days(
      (week) => (week === 0 ? 200 : 36),
      () => 30,
      2,
    );
    const inSpike = new Set(Array.from({ length: 7 }, (_, each) => MENDED - 1 - each));
    const without = standing(spiked, 2, inSpike);
    expect("before" in without && without.before).toBeCloseTo(36);
    const within = standing(spiked, 2);
    expect("before" in within && within.before).toBeCloseTo((200 + 7 * 36) / 8);
  });

  test("counts what a spike brings after it: whoever mended it must not choose the weeks", () => {
    const after = days(swinging(36, 3), (week) => (week === 1 ? 80 : 20), 3);
    const inSpike = new Set(Array.from({ length: 7 }, (_, each) => MENDED + 8 + each));
    expect(standing(after, 3, inSpike)).toEqual(standing(after, 3));
  });

  test("the day itself counts for neither side", () => {
    const given = days(
      () => 36,
      () => 20,
      2,
    );
    const odd = given.map((each) => (each.day === MENDED ? { ...each, count: 500, all: 9_000 } : each));
    expect(standing(odd, 2)).toEqual(standing(given, 2));
  });

  test("days without any contact are a gap, not a fall", () => {
    const silent = days(
      () => 36,
      () => 36,
      4,
    ).map((each) =>
      each.day > MENDED + 7 && each.day <= MENDED + 12 ? { ...each, count: 0, all: 0 } : each,
    );
    const heard = standing(silent, 4);
    expect("after" in heard && heard.after).toBeCloseTo(36);
  });

  const unheard =
    (...weeks: number[]) =>
    (each: MendDay) =>
      weeks.includes(Math.floor((each.day - MENDED - 1) / 7)) && each.day > MENDED
        ? { ...each, count: 0, all: 0 }
        : each;

  test("a week without any contact is no look: it does not prove what the one before only suggested", () => {
    const low = (weeks: number) => days(swinging(36, 3), () => 12, weeks);
    expect(standing(low(2).map(unheard(1)), 2)).toMatchObject({ kind: "watching", weeks: 2 });
    expect(standing(low(2).map(unheard(0)), 2)).toMatchObject({ kind: "watching", weeks: 2 });
    expect(standing(low(3).map(unheard(1)), 3)).toMatchObject({ kind: "proven", weeks: 3 });
    expect(standing(low(1).map(unheard(1)), 1)).toEqual(standing(low(2).map(unheard(1)), 1));
  });

  test("nothing is said while nothing was heard of anything since", () => {
    const silent = days(swinging(36, 3), () => 12, 3).map(unheard(0, 1, 2));
    expect(standing(silent, 3)).toEqual({ kind: "too-early" });
  });

  test("days with a twentieth of the usual contacts are a gap too: the history began, or a source was down", () => {
    const given = days(
      () => 36,
      () => 36,
      4,
    );
    const begun = given.map((each) =>
      each.day < MENDED - 28 ? { ...each, count: 0, all: each.all / 20 } : each,
    );
    const found = standing(begun, 4);
    expect("before" in found && found.before).toBeCloseTo(36);
  });

  test("half the contacts of all kinds are no mending: the reason is measured against the others", () => {
    const halved = standing(
      days(
        () => 36,
        () => 18,
        3,
        (day) => (day > MENDED ? 1_500 : 3_000),
      ),
      3,
    );
    expect(halved).toMatchObject({ kind: "watching" });
    if (!("weeks" in halved)) throw new Error("no numbers");
    expect(halved.volume).toBeCloseTo(0.5);
    expect(halved.ratio).toBeCloseTo(1);
    expect([halved.before, halved.after].map(Math.round)).toEqual([18, 18]);
  });

  test("a tenth fewer of all kinds are within what the calendar does", () => {
    const fewer = standing(
      days(
        () => 36,
        () => 20,
        3,
        (day) => (day > MENDED ? 2_700 : 3_000),
      ),
      3,
    );
    expect(fewer).not.toHaveProperty("volume");
  });

  test("says when it is too early, and when there is too little to compare with", () => {
    expect(
      standing(
        days(
          () => 36,
          () => 20,
          0,
        ),
        0,
      ),
    ).toEqual({ kind: "too-early" });
    const young = days(
      () => 36,
      () => 20,
      3,
    ).filter(({ day }) => day >= MENDED - 10);
    expect(standing(young, 3)).toMatchObject({ kind: "too-little-before", days: 10 });
    expect(LEAST_DAYS).toBe(14);
    expect(
      standing(
        days(
          () => 0.5,
          () => 0.5,
          3,
        ),
        3,
      ),
    ).toMatchObject({ kind: "too-little-before" });
  });
});

describe("over thousands of made-up mendings", () => {
  /** Weeks of a negative binomial of variance over mean `phi`, spread over its days by Poisson. */
  function made(random: () => number, mean: number, phi: number, ratio: number, weeks: number): MendDay[] {
    const mood = new Map<number, number>();
    return days(
      () => mean,
      () => mean * ratio,
      weeks,
    ).map((day) => {
      const week = Math.floor((day.day - MENDED - 1) / 7);
      const factor = mood.get(week) ?? gamma(random, mean / (phi - 1)) / (mean / (phi - 1));
      mood.set(week, factor);
      const count = poisson(random, day.count * factor);
      return { day: day.day, count, all: day.all - day.count + count };
    });
  }

  test.each([
    [8, 2, 2],
    [8, 2, 8],
    [36, 2, 4],
    [36, 4, 12],
    [200, 4, 4],
  ])(
    "of %i a week, spread %i: after %i weeks the interval holds the truth 86 to 98 times of 100",
    (mean, phi, weeks) => {
      const random = mulberry(mean * 100 + phi * 10 + weeks);
      let held = 0;
      const runs = 600;
      for (let run = 0; run < runs; run += 1) {
        const found = standing(made(random, mean, phi, 0.7, weeks), weeks);
        // those that ended early are judged by what they ended with
        if (!("weeks" in found)) held += 1;
        else if (found.lower <= 0.7 && found.upper >= 0.7) held += 1;
      }
      expect(held / runs).toBeGreaterThan(0.86);
      expect(held / runs).toBeLessThan(0.985);
    },
  );

  test("of mendings that did nothing hardly one in ten is ever called proven in its twelve weeks", () => {
    const random = mulberry(7);
    let proven = 0;
    for (let run = 0; run < 250; run += 1) {
      const given = made(random, 36, 2, 1, 12);
      const looks = Array.from({ length: 12 }, (_, week) => standing(given, week + 1).kind);
      if (looks.includes("proven")) proven += 1;
    }
    expect(proven / 250).toBeLessThan(0.12);
  });

  test("of those that took a third away most are proven, and hardly one is said to have come back", () => {
    const random = mulberry(8);
    const ends = Array.from({ length: 400 }, () => standing(made(random, 36, 2, 0.6, 12), 12).kind);
    expect(ends.filter((end) => end === "proven").length).toBeGreaterThan(370);
    expect(ends.filter((end) => end === "came-back").length).toBeLessThan(20);
  });
});

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia and Tsang 2000. */
function gamma(random: () => number, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function poisson(random: () => number, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > least; product *= random()) count += 1;
  return count;
}
