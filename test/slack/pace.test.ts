import { expect, test } from "vitest";
import { createPace } from "../../src/slack/delivery/pace.ts";

const at = (seconds: number) => new Date(1_795_000_000_000 + seconds * 1_000);

test("two go at once, then one a second, whatever others do", () => {
  const pace = createPace({ burst: 2, perSecond: 1 });
  const waits = [0, 0, 0, 0.4, 1, 1, 9, 9, 9].map((seconds) => pace("C1", at(seconds)));
  expect(waits).toEqual([0, 0, 1_000, 600, 0, 1_000, 0, 0, 1_000]);
  expect(pace("C2", at(9))).toBe(0);
});

test("a clock that is set back makes nobody wait until it is where it was", () => {
  const pace = createPace({ burst: 1, perSecond: 1 });
  expect([pace("C1", at(7_200)), pace("C1", at(0)), pace("C1", at(1))]).toEqual([0, 1_000, 0]);
});
