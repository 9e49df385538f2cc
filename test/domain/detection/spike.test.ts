import { describe, expect, test } from "vitest";
import { HOUR_MS } from "../../../src/domain/detection/live.ts";
import { chanceOf, spikeNumbers } from "../../../src/domain/detection/spike-facts.ts";
import { DAY_MS, office, play, START } from "./liveRun.ts";

const REASONS = ["invoice", "delivery", "login", "cancel", "roaming", "moving", "price", "repair"];
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);
const day = (n: number, hour = 0) => START + n * DAY_MS + hour * HOUR_MS;
const within = (at: number, from: number, to: number) => at >= from && at < to;

describe("while learning", () => {
  test("nine days of fourteen: five times the usual is not an alert, and says so", () => {
    const { began, last } = play({
      days: 9.5,
      reasons: REASONS,
      rate: (reason, at) => office(10, at) * (reason === "login" && at >= day(9, 9) ? 5 : 1),
    });
    expect(began).toEqual([]);
    expect(last).toContainEqual({
      kind: "too-little-history",
      subject: { key: "login", reason: "login" },
      have: 9,
      need: 14,
    });
  });

  test("a new reason of an old workspace learns for 14 days, and is then judged like the others", () => {
    const rate = (reason: string, at: number) => {
      if (reason !== "new") return office(10, at);
      return at < day(28) ? 0 : office(10, at) * (within(at, day(49, 10), day(49, 13)) ? 4 : 1);
    };
    const { began } = play({ days: 50, reasons: [...REASONS, "new"], rate });
    expect(keys(began)).toEqual(["new"]);
    expect(began[0]?.at).toBe(day(49, 10));
  });
});

describe("a spike", () => {
  const rate = (reason: string, at: number) =>
    office(10, at) * (reason === "invoice" && within(at, day(30, 10), day(30, 14)) ? 2.5 : 1);

  test("of 2.5 times for four hours is one alert within three hours, and over the next day", () => {
    const { began, ended } = play({ days: 33, reasons: REASONS, rate });
    expect(keys(began)).toEqual(["invoice"]);
    expect((began[0]?.at ?? 0) - day(30, 10)).toBeLessThanOrEqual(2 * HOUR_MS);
    expect(keys(ended)).toEqual(["invoice"]);
    expect(ended[0]?.at).toBeLessThan(day(31, 20));
  });

  test("says how many, how many were expected, how many times as much and how rare", () => {
    const { began } = play({ days: 31, reasons: REASONS, rate });
    const verdict = began[0]?.verdict;
    if (!verdict) throw new Error("no spike");
    const numbers = spikeNumbers(verdict.look.window.observed, verdict.look.window.expectation);
    expect(numbers.observed).toBeGreaterThan(numbers.upper);
    expect(numbers.expected).toBeGreaterThan(numbers.lower);
    expect(numbers.ratioLower).toBeGreaterThan(1.3);
    expect(numbers.ratioLower).toBeLessThan(numbers.ratio);
    expect(numbers.ratioUpper).toBeGreaterThan(numbers.ratio);
    const chance = chanceOf(verdict);
    expect(chance.reasonsLookedAt).toBe(9);
    expect(chance.chanceAllPerWeek).toBeLessThan(0.25);
    expect(chance.chanceOnceInWeeks).toBeGreaterThan(4 * 9);
  });

  test("inside the first weeks does not become the new normal: the same again five weeks later alerts", () => {
    const { began } = play({
      days: 47,
      reasons: REASONS,
      rate: (reason, at) =>
        office(10, at) *
        (reason === "invoice" && (within(at, day(10, 9), day(10, 17)) || within(at, day(45, 10), day(45, 14)))
          ? 4
          : 1),
    });
    expect(began.map(({ key, at }) => [key, Math.floor((at - START) / DAY_MS)])).toEqual([["invoice", 45]]);
  });
});

describe("no alert for", () => {
  test("six ordinary weeks of eight reasons", () => {
    expect(play({ days: 42, reasons: REASONS, rate: (_, at) => office(10, at) }).began).toEqual([]);
  });

  test("a holiday a third as busy and the day after half as busy again", () => {
    const holidays = ["2026-01-27", "2026-02-10", "2026-02-24"];
    const factor = (at: number) => {
      const date = (ms: number) => new Date(ms).toISOString().slice(0, 10);
      return holidays.includes(date(at)) ? 0.33 : holidays.includes(date(at - DAY_MS)) ? 1.5 : 1;
    };
    expect(
      play({ days: 56, reasons: REASONS, holidays, rate: (_, at) => office(10, at) * factor(at) }).began,
    ).toEqual([]);
  });

  test.each([
    ["spring", "2026-02-23T00:00:00Z"],
    ["autumn", "2026-09-21T00:00:00Z"],
  ])("the days around the change of the clocks in %s", (_, start) => {
    const zone = "Europe/Helsinki";
    const startAt = Date.parse(start);
    expect(
      play({ days: 42, reasons: REASONS, zone, startAt, rate: (_, at) => office(12, at, zone) }).began,
    ).toEqual([]);
  });

  test("six hours without any delivery, nor for the hours after it", () => {
    const told = (count: number, at: number) => (within(at, day(30, 9), day(30, 15)) ? 0 : count);
    expect(play({ days: 35, reasons: REASONS, rate: (_, at) => office(10, at), told }).began).toEqual([]);
  });

  test("a whole day that comes in late: hours that were a gap stay one", () => {
    // what was delivered late is in the fine buckets of its own hours, which are learned already
    const told = (count: number, at: number) => (within(at, day(30), day(31)) ? 0 : count);
    expect(
      play({ days: 35, reasons: REASONS, rate: (_, at) => office(10, at), told, seed: 11 }).began,
    ).toEqual([]);
  });

  test("a reason that grows by 1 % a day for eight weeks", () => {
    const { began } = play({
      days: 70,
      reasons: REASONS,
      rate: (reason, at) =>
        office(10, at) * (reason === "price" ? 1.01 ** Math.max(0, (at - day(14)) / DAY_MS) : 1),
    });
    expect(began).toEqual([]);
  });

  test("a reason that is renamed: the old one falls silent, the new one learns", () => {
    const { began } = play({
      days: 50,
      reasons: [...REASONS, "renamed"],
      rate: (reason, at) => {
        if (reason === "repair") return at < day(28) ? office(10, at) : 0;
        if (reason === "renamed") return at < day(28) ? 0 : office(10, at);
        return office(10, at);
      },
    });
    expect(began).toEqual([]);
  });
});

describe("one alert for", () => {
  test("a surge of everything to four times: about the channel, not about eight reasons", () => {
    const { began } = play({
      days: 32,
      reasons: REASONS,
      rate: (_, at) => office(10, at) * (within(at, day(30, 10), day(30, 14)) ? 4 : 1),
    });
    expect(keys(began)).toEqual(["* phone"]);
  });

  const CHANNELS = ["phone", "chat", "email"];
  const size = (channel: string) => (channel === "phone" ? 6 : channel === "chat" ? 3 : 2);
  const surgeOf = (surging: readonly string[], times: number) =>
    play({
      days: 33,
      reasons: REASONS,
      channels: CHANNELS,
      rate: (_, at, channel) =>
        office(size(channel), at) *
        (surging.includes(channel) && within(at, day(30, 10), day(30, 14)) ? times : 1),
    });

  test("a surge of everything on three channels: about all contacts, until it is over", () => {
    const { began, ended } = surgeOf(CHANNELS, 3);
    expect(began.map(({ key, at }) => [key, at])).toEqual([["*", day(30, 10)]]);
    expect(began[0]?.verdict.subject).toEqual({ key: "*", reason: "*" });
    const { observed, expectation } = began[0]?.verdict.look.window ?? {};
    expect((observed ?? 0) / (expectation?.mean ?? 1)).toBeGreaterThan(2);
    expect(keys(ended)).toEqual(["*"]);
    expect(ended[0]?.at).toBeLessThan(day(31, 20));
  });

  test("a surge of 2.2 times that takes hours to show: still one, about all contacts", () => {
    expect(keys(surgeOf(CHANNELS, 2.2).began)).toEqual(["*"]);
  });

  test("a surge of everything by chat alone: about chat", () => {
    expect(keys(surgeOf(["chat"], 4).began)).toEqual(["* chat"]);
  });

  test("a level that doubles for good: once, then it is the new normal within two weeks", () => {
    const { began, ended } = play({
      days: 60,
      reasons: REASONS,
      rate: (reason, at) => office(10, at) * (reason === "cancel" && at >= day(30) ? 2 : 1),
    });
    expect(keys(began)).toEqual(["cancel"]);
    expect(keys(ended)).toEqual(["cancel"]);
    expect(ended[0]?.at).toBeLessThan(day(44));
  });

  test("two reasons merged into one", () => {
    const { began } = play({
      days: 60,
      reasons: REASONS,
      rate: (reason, at) => {
        if (reason === "moving") return at < day(30) ? office(10, at) : 0;
        return office(10, at) * (reason === "cancel" && at >= day(30) ? 2 : 1);
      },
    });
    expect(keys(began)).toEqual(["cancel"]);
  });
});

test("contacts that carry two reasons alert both reasons, and not the channel, which counts them once", () => {
  const during = (at: number) => within(at, day(30, 10), day(30, 13));
  const { began } = play({
    days: 31,
    reasons: REASONS,
    rate: (reason, at) => office(10, at) * (["invoice", "price"].includes(reason) && during(at) ? 3 : 1),
    shared: (at) => (during(at) ? 40 : 0),
  });
  expect(keys(began).sort()).toEqual(["invoice", "price"]);
});
