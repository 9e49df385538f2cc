import { expect, test } from "vitest";
import { overlookLateHours } from "../../../src/domain/detection/late-hours.ts";
import { HOUR_MS, learnHour, newLiveState } from "../../../src/domain/detection/live.ts";
import { zoneTime } from "../../../src/domain/detection/zone-time.ts";

const calendar = { zone: zoneTime("UTC"), holidays: new Set<string>() };
const NOON = Date.parse("2026-11-20T12:00:00Z");

/** What was learned of these hours, the last of which ends at `until`: contacts of an hour, all by phone about login. */
function learned(hours: readonly number[], until = NOON) {
  const state = newLiveState(until - hours.length * HOUR_MS);
  for (const count of hours)
    learnHour(state, calendar, {
      reasons: new Map([["login", count]]),
      channels: new Map([["phone", count]]),
    });
  return state;
}

const usual = (hours: number) => new Array<number>(hours).fill(10);

test.each([
  ["history before ten hours of life: they are judged on", usual(60), learned(usual(10)), 10],
  ["three contacts more in the hour five hours ago", [...usual(55), 13, ...usual(4)], learned(usual(60)), 4],
  ["two more are no history", [...usual(55), 12, ...usual(4)], learned(usual(60)), 24],
  ["an outage of three hours is filled", usual(60), learned([...usual(50), 0, 0, 0, ...usual(7)]), 7],
  ["two hours are new, and judged", usual(60), learned(usual(20), NOON - 2 * HOUR_MS), 22],
  ["nothing of it was known", usual(60), newLiveState(NOON), 0],
])("%s", (_, hours, before, kept) => {
  const state = learned(hours);
  overlookLateHours(state, before);
  for (const { pool } of [state.reasons, state.channels])
    for (const { recent } of [...pool.series, pool.total])
      for (const values of Object.values(recent)) expect(values).toHaveLength(kept);
  const [phone] = state.channels.pool.series;
  expect(phone?.recent.counts).toHaveLength(kept);
  expect(phone?.recent.counts).toEqual(hours.slice(hours.length - kept));
  expect(phone?.steps).toBe(60);
});
