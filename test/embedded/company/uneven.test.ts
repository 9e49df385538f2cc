import { expect, it } from "vitest";
import { history } from "../../../src/embedded/company/traffic.ts";
import { unevenlyCoded } from "../../../src/embedded/company/uneven.ts";

const now = new Date("2026-11-20T12:34:00Z");
const even = [...history(now)];
const uneven = even.map((contact) => unevenlyCoded(contact, now));
const many = (contacts: typeof even, code: string) =>
  contacts.filter(({ reasons }) => reasons.includes(code)).length;

it("sends some contacts by other codes, and all of them by one", () => {
  for (const code of ["INV-ERR", "lasku väärin", "esim-activation"]) {
    expect(many(even, code)).toBe(0);
    expect(many(uneven, code)).toBeGreaterThan(20);
  }
  const invoices = ["invoice-wrong", "INV-ERR", "lasku väärin"].map((code) => many(uneven, code));
  expect(invoices.reduce((sum, count) => sum + count, 0)).toBe(many(even, "invoice-wrong"));
  expect(uneven.map(({ reasons }) => reasons.length)).toEqual(even.map(({ reasons }) => reasons.length));
});

it("is new only lately for the newest code", () => {
  const first = uneven.find(({ reasons }) => reasons.includes("esim-activation"));
  expect(Date.parse(first?.occurredAt ?? "")).toBeGreaterThan(now.getTime() - 5 * 86_400_000);
});
