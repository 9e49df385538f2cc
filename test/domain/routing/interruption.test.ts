import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWeekHours } from "../../../src/domain/calendar/hours.ts";
import {
  type ChannelSettings,
  dayStart,
  type Interruption,
  judgeInterruption,
  loudFrom,
  type NewAlert,
  usualSettings,
  weightOf,
} from "../../../src/domain/routing/interruption.ts";
import { overdueFacts, silentSignal, spikeFacts } from "../../support/facts.ts";

function week(hours: string): ChannelSettings["week"] {
  const read = parseWeekHours(hours);
  if (read.kind === "refused") throw new Error(read.why.name);
  return read.value;
}

const usual = usualSettings("Europe/Helsinki");
const office = { ...usual, week: week("Mon-Fri 8-18") };
const spike: NewAlert = { kind: "spike", isCounted: false, mutedUntil: null };
/** A Friday in Helsinki (UTC+2). */
const noon = new Date("2026-11-20T10:00:00Z");
const evening = new Date("2026-11-20T16:00:00Z");
const mondayMorning = new Date("2026-11-23T06:00:00Z");
const post: Interruption = { kind: "post" };
const digest: Interruption = { kind: "digest" };
const quiet: Interruption = { kind: "wait", why: "quiet-hours", until: mondayMorning };
const none = { posted: 0, ahead: 0 };

describe("a new alert", () => {
  test.each<[string, NewAlert, ChannelSettings, { posted: number; ahead: number }, Date, Interruption]>([
    ["is posted when nothing is set", spike, usual, { posted: 999, ahead: 99 }, evening, post],
    ["is posted in loud hours", spike, office, none, noon, post],
    ["waits in quiet hours, over the weekend", spike, office, none, evening, quiet],
    ["waits, an overdue promise too", { ...spike, kind: "overdue-promise" }, office, none, evening, quiet],
    [
      "waits in quiet hours though it was counted",
      { ...spike, isCounted: true },
      office,
      none,
      evening,
      quiet,
    ],
    ["is the last of the budget", spike, { ...usual, budget: 5 }, { posted: 4, ahead: 0 }, noon, post],
    [
      "waits for the digest, the budget spent",
      spike,
      { ...usual, budget: 5 },
      { posted: 5, ahead: 0 },
      noon,
      digest,
    ],
    [
      "leaves the last place to one ahead of it",
      spike,
      { ...usual, budget: 5 },
      { posted: 4, ahead: 1 },
      noon,
      digest,
    ],
    [
      "a silent source too",
      { ...spike, kind: "source-silent" },
      { ...usual, budget: 1 },
      { posted: 1, ahead: 0 },
      noon,
      digest,
    ],
    [
      "a touchpoint below its target too",
      { ...spike, kind: "touchpoint-below" },
      { ...usual, budget: 1 },
      { posted: 1, ahead: 0 },
      noon,
      digest,
    ],
    [
      "an overdue promise never",
      { ...spike, kind: "overdue-promise" },
      { ...usual, budget: 1 },
      { posted: 9, ahead: 0 },
      noon,
      post,
    ],
    [
      "many of them neither",
      { ...spike, kind: "overdue-promises" },
      { ...usual, budget: 1 },
      { posted: 9, ahead: 0 },
      noon,
      post,
    ],
    [
      "keeps the place it had",
      { ...spike, isCounted: true },
      { ...usual, budget: 1 },
      { posted: 1, ahead: 0 },
      noon,
      post,
    ],
    ["none at all with a budget of 0", spike, { ...usual, budget: 0 }, none, noon, digest],
    [
      "waits for the end of its mute",
      { ...spike, mutedUntil: evening },
      usual,
      none,
      noon,
      { kind: "wait", why: "muted", until: evening },
    ],
    ["is posted when its mute is over", { ...spike, mutedUntil: noon }, usual, none, noon, post],
  ])("%s", (_, alert, settings, load, now, expected) => {
    expect(judgeInterruption(alert, settings, load, now)).toEqual(expected);
  });

  test("that waits is not judged to wait again when its wait is over", () => {
    const anyAt = fc
      .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
      .map((ms) => new Date(ms));
    const anyWeek = fc.constantFrom(
      "Mon-Fri 8-18",
      "Sat 23-24",
      "Sun 3-4",
      "daily 0-1 and 2:30-3:30",
      "Mon 0-24",
    );
    fc.assert(
      fc.property(
        anyAt,
        anyWeek,
        fc.constantFrom("Europe/Helsinki", "America/New_York", "UTC"),
        (at, hours, zone) => {
          const settings = { ...usual, zone, week: week(hours) };
          const first = judgeInterruption(spike, settings, none, at);
          const postedAt = first.kind === "wait" ? first.until : at;
          expect(postedAt).toEqual(loudFrom(settings, at));
          expect(postedAt.getTime()).toBeGreaterThanOrEqual(at.getTime());
          expect(judgeInterruption(spike, settings, none, postedAt)).toEqual(post);
        },
      ),
    );
  });

  test("is not held for ever by a week that cannot be read as one with a loud hour", () => {
    const silent = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    expect(judgeInterruption(spike, { ...usual, week: silent }, none, noon)).toEqual(post);
  });

  test("is never held by a budget that it is within", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (budget, posted, ahead) => {
        const { kind } = judgeInterruption(spike, { ...usual, budget }, { posted, ahead }, noon);
        expect(kind).toBe(posted + ahead < budget ? "post" : "digest");
      }),
    );
  });
});

test.each([
  ["Europe/Helsinki", "2026-11-20T21:59:00Z", "2026-11-19T22:00:00Z"],
  ["Europe/Helsinki", "2026-11-20T22:00:00Z", "2026-11-20T22:00:00Z"],
  ["Europe/Helsinki", "2026-03-29T12:00:00Z", "2026-03-28T22:00:00Z"],
  ["America/New_York", "2026-11-20T03:00:00Z", "2026-11-19T05:00:00Z"],
  ["UTC", "2026-11-20T03:00:00Z", "2026-11-20T00:00:00Z"],
])("in %s the day of %s began at %s", (zone, at, start) => {
  expect(dayStart(zone, new Date(at))).toEqual(new Date(start));
});

test("what waits is weighed by its contacts in excess, a silent source by those that are missing", () => {
  expect(weightOf(spikeFacts({ observed: 41, expected: 14 }))).toBe(27);
  expect(weightOf(silentSignal({}, { usualLower: 40, usualUpper: 70 }).facts)).toBe(55);
  expect(weightOf(overdueFacts())).toBe(0);
});
