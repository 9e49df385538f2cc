import { expect, test } from "vitest";
import { random } from "../../../bench/detection/random.ts";
import { dispersionOf, pooledDispersion } from "../../../src/domain/detection/dispersion.ts";
import { HOUR_MS, learnHour, newLiveState } from "../../../src/domain/detection/live.ts";
import { momentOf } from "../../../src/domain/detection/moment.ts";
import { addSeries, newPool } from "../../../src/domain/detection/pool.ts";
import { HOURLY } from "../../../src/domain/detection/scale.ts";
import { judgeSpikes } from "../../../src/domain/detection/spike.ts";
import { stepPool } from "../../../src/domain/detection/step.ts";
import { zoneTime } from "../../../src/domain/detection/zone-time.ts";
import { DAY_MS, START } from "./liveRun.ts";

const RARE = Array.from({ length: 100 }, (_, i) => `rare-${i}`);
const LARGE = ["invoice", "delivery"];

test("15 contacts in 15 minutes of a reason of one in two hours are a spike beside reasons of 150,000 an hour", () => {
  const draws = random(5);
  const calendar = { zone: zoneTime("UTC"), holidays: new Set<string>() };
  const state = newLiveState(START);
  // large reasons move by 3 % an hour: that alone makes their variance 136 times their mean
  const large = () => Math.round(150_000 * Math.exp(0.03 * draws.normal()));
  for (let hour = 0; hour < 56 * 24; hour += 1) {
    const rare = RARE.map((reason) => [reason, draws.poisson(0.5)] as const);
    const reasons = new Map([...rare, ...LARGE.map((reason) => [reason, large()] as const)]);
    const all = [...reasons.values()].reduce((a, b) => a + b, 0);
    learnHour(state, calendar, { reasons, channels: new Map([["phone", all]]) });
  }
  expect(pooledDispersion(state.reasons.pool.typical)).toBeLessThan(1.5);

  const now = START + 56 * DAY_MS + HOUR_MS / 4;
  const at = Array.from({ length: 12 }, (_, i) => now + (i - 12) * 300_000);
  const usual = at.flatMap((bucket) => [
    ...LARGE.map((reason) => ({ reason, channel: "phone", at: bucket, count: 12_500 })),
    { reason: "*", channel: "phone", at: bucket, count: 25_000 },
  ]);
  const burst = at.slice(-3).map((bucket) => ({ reason: "rare-7", channel: "phone", at: bucket, count: 5 }));
  const verdicts = judgeSpikes(state, calendar, now, [...usual, ...burst], new Set(), 0.25);
  expect(verdicts.filter(({ kind }) => kind !== "quiet")).toMatchObject([
    { kind: "spike", subject: { key: "rare-7" } },
  ]);
});

test("two reasons of 1.8 million an hour do not lend each other their errors: flat, they are found to be flat", () => {
  const draws = random(6);
  const pool = newPool(HOURLY);
  for (let i = 0; i < 2; i += 1) addSeries(pool, HOURLY);
  const surprises: number[] = [];
  for (let hour = 0; hour < 56 * 24; hour += 1) {
    const moment = momentOf(HOURLY, zoneTime("UTC"), new Set(), START + hour * HOUR_MS);
    const counts = pool.series.map(() => Math.round(1.8e6 + Math.sqrt(1.8e6) * draws.normal()));
    for (const look of stepPool(pool, HOURLY, moment, counts)) surprises.push(look?.rawSurprise ?? 0);
  }
  expect(Math.max(...surprises.slice(28 * 24 * 2))).toBeLessThan(10);
  for (const { dispersion } of pool.series) expect(dispersionOf(dispersion, 1)).toBeLessThan(2);
});
