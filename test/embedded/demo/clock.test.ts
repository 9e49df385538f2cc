import { expect, test } from "vitest";
import { ordinaryBetween } from "../../../src/embedded/company/traffic.ts";
import { createDemoClock } from "../../../src/embedded/demo/clock.ts";

test("the clock runs on from where it was put forward, and tells since when", () => {
  let machine = Date.parse("2026-11-20T09:00:00Z");
  const clock = createDemoClock(() => machine);
  let told = 0;
  const stop = clock.onChange(() => {
    told += 1;
  });
  clock.forward(600_000);
  machine += 1_000;
  clock.forward(60_000);
  stop();
  clock.forward(1);
  expect(clock.now()).toEqual(new Date("2026-11-20T09:11:01.001Z"));
  expect(clock.changes.map(({ aheadMs }) => aheadMs)).toEqual([600_000, 660_000, 660_001]);
  expect(told).toBe(2);
});

test("time that passes brings the contacts of that time, oldest first", () => {
  const [from, to] = [new Date("2026-11-20T08:00:00Z"), new Date("2026-11-20T10:00:00Z")];
  const times = [...ordinaryBetween(from, to)].map(({ occurredAt }) => Date.parse(occurredAt));
  expect(times.length).toBeGreaterThan(50);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(from.getTime());
  expect(times.at(-1)).toBeLessThan(to.getTime());
});
