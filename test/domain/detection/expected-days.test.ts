import { expect, test } from "vitest";
import { REMEMBERED_DAYS } from "../../../src/domain/detection/expected-days.ts";
import { learnHour, newLiveState } from "../../../src/domain/detection/live.ts";
import { localDay, zoneTime } from "../../../src/domain/detection/zone-time.ts";

const calendar = { zone: zoneTime("Europe/Helsinki"), holidays: new Set<string>() };
const DAYS = 30;
/** Midnight in Helsinki. */
const START = Date.parse("2026-10-31T22:00:00Z");

/** What is remembered after so many hours of ten logins and ten invoices each, but for those that are told. */
function learned(
  hours: number,
  otherwise: (hour: number) => { login?: number; invoice?: number } = () => ({}),
) {
  const state = newLiveState(START);
  for (let hour = 0; hour < hours; hour += 1) {
    const { login = 10, invoice = 10 } = otherwise(hour);
    const counts = Object.entries({ login, invoice }).filter(([, count]) => count > 0);
    learnHour(state, calendar, {
      reasons: new Map(counts),
      channels: new Map(login + invoice > 0 ? [["phone", login + invoice]] : []),
    });
  }
  return state;
}

test("the last seven local days are remembered, the newest as far as it has gone", () => {
  const { reasons, channels } = learned(DAYS * 24 + 6);
  const newest = localDay(calendar.zone, START) + DAYS;
  for (const { days } of [reasons, channels])
    expect(days.map(({ day }) => day)).toEqual([6, 5, 4, 3, 2, 1, 0].map((ago) => newest - ago));
  expect(reasons.days).toHaveLength(REMEMBERED_DAYS);
  for (const { means, variances } of reasons.days.slice(0, -1)) {
    expect(means[0]).toBeGreaterThan(230);
    expect(means[0]).toBeLessThan(250);
    expect(variances[0]).toBeGreaterThanOrEqual(means[0] ?? 0);
  }
  expect(reasons.days.at(-1)?.means[0]).toBeCloseTo(60, -1);
  expect(channels.days[0]?.means[0]).toBeCloseTo(480, -1.5);
});

test("a day of 25 hours is one day", () => {
  const autumn = Date.parse("2026-10-24T21:00:00Z");
  const state = newLiveState(autumn);
  for (let hour = 0; hour < 25; hour += 1)
    learnHour(state, calendar, { reasons: new Map([["login", 10]]), channels: new Map() });
  expect(state.reasons.days).toHaveLength(1);
});

test("a series has no part in the days before it came", () => {
  const cameOn = (DAYS - 2) * 24 + 5;
  const { reasons } = learned(DAYS * 24, (hour) => (hour < cameOn ? { invoice: 0 } : {}));
  const at = reasons.names.indexOf("invoice");
  expect(reasons.days.map(({ means }) => means[at] !== undefined)).toEqual([
    ...[false, false, false, false, false],
    ...[true, true],
  ]);
});

test("an outage's hours were expected, though they are judged by nobody", () => {
  const from = (DAYS - 1) * 24 + 8;
  const isOut = (hour: number) => hour >= from && hour < from + 6;
  const usual = learned(DAYS * 24).reasons.days.at(-1)?.means[0] ?? 0;
  const { reasons } = learned(DAYS * 24, (hour) => (isOut(hour) ? { login: 0, invoice: 0 } : {}));
  expect(reasons.pool.series[0]?.recent.means.filter((mean) => mean === 0)).toHaveLength(6);
  const day = reasons.days.at(-1);
  expect((day?.means[0] ?? 0) / usual).toBeGreaterThan(0.95);
  expect((day?.means[0] ?? 0) / usual).toBeLessThan(1.05);
});
