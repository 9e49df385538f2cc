import { expect, test } from "vitest";
import { labelOf } from "../../src/domain/codes.ts";

test.each([
  ["invoice-wrong", "Invoice wrong"],
  ["late_delivery.home", "Late delivery home"],
  ["SIM", "SIM"],
  ["äänestys", "Äänestys"],
  ["--", "--"],
])("%s is called %s", (code, label) => {
  expect(labelOf(code)).toBe(label);
});
