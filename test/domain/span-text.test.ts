import { expect, test } from "vitest";
import { spanText } from "../../src/domain/span-text.ts";

test.each([
  [1440, false, "24 hours"],
  [60, false, "1 hour"],
  [90, false, "90 minutes"],
  [1, false, "1 minute"],
  [480, true, "8 business hours"],
  [30, true, "30 business minutes"],
] as const)("%d minutes, in business time: %s: %s", (minutes, inBusiness, text) => {
  expect(spanText(minutes, inBusiness)).toBe(text);
});
