import { expect, test } from "vitest";
import { readMendDate } from "../../../src/domain/reason/mend-date.ts";

test.each([
  ["", { kind: "date", date: "2026-11-20" }],
  ["2026-11-02", { kind: "date", date: "2026-11-02" }],
  ["2.11.2026", { kind: "date", date: "2026-11-02" }],
  ["2.11.", { kind: "date", date: "2026-11-02" }],
  ["24.12.", { kind: "date", date: "2025-12-24" }],
  ["2026-11-21", { kind: "future", date: "2026-11-21" }],
  ["2025-11-19", { kind: "too-old", date: "2025-11-19" }],
  ["2025-11-20", { kind: "date", date: "2025-11-20" }],
  ["2026-02-30", { kind: "unreadable" }],
  ["31.11.2026", { kind: "unreadable" }],
  ["last week", { kind: "unreadable" }],
])("on 20 November %j is read", (typed, read) => {
  expect(readMendDate(typed, "2026-11-20")).toEqual(read);
});
