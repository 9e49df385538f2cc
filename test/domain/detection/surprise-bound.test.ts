import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { random } from "../../../bench/detection/random.ts";
import { alertLevel, episodeChange } from "../../../src/domain/detection/decision.ts";
import { type LiveState, learnHour, newLiveState } from "../../../src/domain/detection/live.ts";
import { glanceLive } from "../../../src/domain/detection/live-glance.ts";
import { lookAt, mostSurprise } from "../../../src/domain/detection/live-look.ts";
import { BUCKET_MS } from "../../../src/domain/detection/live-window.ts";
import { HOURLY } from "../../../src/domain/detection/scale.ts";
import { type FineBucket, judgeSpikes, LOOKS_PER_WEEK } from "../../../src/domain/detection/spike.ts";
import { surprise } from "../../../src/domain/detection/surprise.ts";
import { surpriseAtMost } from "../../../src/domain/detection/surprise-bound.ts";
import { zoneTime } from "../../../src/domain/detection/zone-time.ts";

describe("what a surprise cannot exceed", () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

  test("is never exceeded, whatever the mean, the spread, the doubt and the count", () => {
    const window = fc.record({
      mean: number(-3, 4).map((digits) => 10 ** digits),
      dispersion: fc.oneof(fc.constant(1), number(1, 40)),
      logVariance: fc.oneof(fc.constant(0), number(0, 1.5)),
    });
    fc.assert(
      fc.property(window, number(0, 30), (expectation, times) => {
        const count = Math.round(expectation.mean * times);
        const bound = surpriseAtMost(count, expectation);
        expect(bound).toBeGreaterThanOrEqual(surprise(count, expectation) * (1 - 1e-9));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    [0.2, 1],
    [1, 4],
    [5, 11],
    [30, 47],
    [200, 248],
    [5000, 5850],
  ])("of %d expected contacts rules an alert out up to %d of them", (mean, count) => {
    const alertsAt = -Math.log(alertLevel(0.25, 43, LOOKS_PER_WEEK));
    expect(surpriseAtMost(count, { mean, dispersion: 1.3, logVariance: 0.005 })).toBeLessThan(alertsAt);
  });
});

const START = Date.parse("2026-01-05T00:00:00Z");
const REASONS = ["invoice", "login", "delivery", "moving", "price", "rare"];
const calendar = { zone: zoneTime("UTC"), holidays: new Set<string>() };

/** Fifteen days of office hours, from 0.1 to 24 contacts an hour by reason. */
function learned(seed: number): LiveState {
  const draws = random(seed);
  const state = newLiveState(START);
  for (let hour = 0; hour < 15 * 24; hour += 1) {
    const counts = REASONS.map((_, i) => draws.poisson(usual(i, hour % 24)));
    const phone = counts.reduce((sum, count) => sum + count, 0);
    const chat = draws.poisson(usual(1, hour % 24));
    learnHour(state, calendar, {
      reasons: new Map(REASONS.map((reason, i) => [reason, counts[i] ?? 0])),
      channels: new Map([
        ["phone", phone],
        ["chat", chat],
      ]),
    });
  }
  return state;
}

function usual(reason: number, hour: number): number {
  return (hour >= 8 && hour < 18 ? 12 : 1) * (reason === 5 ? 0.1 : 2 / (1 + reason));
}

test("nothing is judged otherwise because it was ruled out early: 200 looks, from calm to four times the usual", () => {
  const state = learned(5);
  const draws = random(6);
  const alpha = alertLevel(0.25, REASONS.length + 2, LOOKS_PER_WEEK);
  const kinds = new Map<string, number>();
  for (let look = 0; look < 200; look += 1) {
    const now = state.nextHourAt + (5 + 5 * draws.poisson(3)) * 60_000;
    const buckets: FineBucket[] = [];
    const times = REASONS.map(() => (draws.poisson(0.3) > 0 ? draws.poisson(2.5) : 1));
    for (let at = now - 180 * 60_000; at < now; at += BUCKET_MS) {
      const counts = REASONS.map((_, i) => draws.poisson((usual(i, 23) * (times[i] ?? 1)) / 12));
      counts.forEach((count, i) => {
        if (count > 0) buckets.push({ reason: REASONS[i] ?? "", channel: "", at, count });
      });
      const phone = counts.reduce((sum, count) => sum + count, 0);
      buckets.push({ reason: "*", channel: "phone", at, count: phone });
      buckets.push({ reason: "*", channel: "chat", at, count: draws.poisson(1) });
    }
    const open = new Set(draws.poisson(0.5) > 0 ? ["login", "* phone"] : []);
    const verdicts = judgeSpikes(state, calendar, now, buckets, open, 0.25);

    const fine = new Map(REASONS.map((reason) => [reason, buckets.filter((each) => each.reason === reason)]));
    const among = glanceLive(state.reasons, calendar, state.nextHourAt, now, fine, true);
    const looks = among.series.map((one) => {
      const exact = lookAt(among, one);
      expect(mostSurprise(among, one)).toBeGreaterThanOrEqual(exact.surprise);
      return exact;
    });
    for (const { name, surprise, window, steps } of looks) {
      const seen = { surprise, observed: window.observed, learned: steps >= HOURLY.learningSteps };
      const change = episodeChange(open.has(name), seen, alpha);
      const kind = change === "none" ? "quiet" : change === "ended" ? "ended" : "spike";
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      expect(verdicts.find(({ subject }) => subject.key === name)?.kind).toBe(kind);
    }
  }
  // all that can be said was said, and often
  for (const kind of ["quiet", "ended", "spike"]) expect(kinds.get(kind)).toBeGreaterThan(20);
});
