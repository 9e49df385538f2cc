import { expect, test } from "vitest";
import { countSourceHours } from "../../../src/domain/signal/source-hour.ts";

test("contacts are counted per source and hour, and those heard within 30 minutes are prompt", () => {
  const heardAt = Date.parse("2026-11-20T10:10:00Z");
  const at = (sourceId: string, time: string) => ({ sourceId, occurredAt: `2026-11-20T${time}Z` });
  const hours = countSourceHours(
    [
      at("desk", "09:05:00"),
      at("desk", "09:40:00"),
      at("desk", "09:40:01"),
      at("desk", "10:09:00"),
      at("calls", "09:59:59"),
    ],
    heardAt,
  );
  const hour = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);
  expect(hours).toEqual([
    { sourceId: "desk", startAt: hour("09:00"), contacts: 3, prompt: 1, heardAt },
    { sourceId: "desk", startAt: hour("10:00"), contacts: 1, prompt: 1, heardAt },
    { sourceId: "calls", startAt: hour("09:00"), contacts: 1, prompt: 1, heardAt },
  ]);
});
