import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Calendar } from "../../src/domain/calendar/calendar.ts";
import { businessDue } from "../../src/domain/promise/due.ts";
import { hoursOf } from "../../src/holidays.ts";
import { calendar, HOUR_MS, local, shown, workdays } from "../domain/calendar/calendars.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE promise, promise_entry, team CASCADE");
  await database.store.teams.upsert(database.workspaceId, { code: "billing", calendar: nineToFive });
});

const nineToFive = calendar({ week: workdays([9, 17]) });
const eightToFive = calendar({ week: workdays([8, 17]) });
const madeAt = local("2026-11-20 16:30");

/** Made on Friday at 16:30, due after so many hours of the team's time, or by the clock. */
async function make(hours: number | Date, team = "billing") {
  const { dueAt, business } =
    hours instanceof Date
      ? { dueAt: hours, business: null }
      : businessDue(hoursOf(nineToFive), madeAt, hours * HOUR_MS);
  const { id } = await database.store.promises.make({
    workspaceId: database.workspaceId,
    customerId: null,
    text: "call back",
    dueAt,
    ...(business !== null && { businessFrom: business.from, businessLeftMs: business.leftMs }),
    owner: null,
    team,
    channel: null,
    by: "UMAIJA00",
    at: madeAt,
  });
  return id;
}

const change = (to: Calendar | null, wall: string) =>
  database.store.teams.setCalendar(database.workspaceId, "billing", {
    calendar: to,
    by: "ULEAD000",
    at: local(wall),
    hoursOf,
  });

async function dueAt(id: string) {
  const promise = await database.store.promises.get(database.workspaceId, id);
  return promise && shown(promise.dueAt);
}

describe("a promise of four hours, made on Friday at 16:30 and due on Monday at 12:30", () => {
  test.each<[string, Calendar | null, string, string]>([
    ["opens at 8: half an hour is used", eightToFive, "2026-11-20 18:00", "Mon 2026-11-23 11:30"],
    [
      "opens at 8, said on Monday at 10: 90 minutes are used",
      eightToFive,
      "2026-11-23 10:00",
      "Mon 2026-11-23 12:30",
    ],
    [
      "closes on that Monday",
      { ...nineToFive, dates: { "2026-11-23": [] } },
      "2026-11-20 18:00",
      "Tue 2026-11-24 12:30",
    ],
    [
      "has lunch from 11 to 12",
      calendar({ week: workdays([9, 11], [12, 17]) }),
      "2026-11-20 18:00",
      "Mon 2026-11-23 13:30",
    ],
    ["is open around the clock from now on", null, "2026-11-20 18:00", "Fri 2026-11-20 21:30"],
    ["stays as it was", nineToFive, "2026-11-20 18:00", "Mon 2026-11-23 12:30"],
    ["opens at 8, said once it is due", eightToFive, "2026-11-23 12:30", "Mon 2026-11-23 12:30"],
  ])("when its team %s", async (_, to, wall, due) => {
    const id = await make(4);
    const isMoved = due !== "Mon 2026-11-23 12:30";
    expect(await change(to, wall)).toEqual({ promiseIds: isMoved ? [id] : [] });
    expect(await dueAt(id)).toBe(due);
    const [made, ...more] = await database.store.promises.entries(database.workspaceId, id);
    expect(made).toMatchObject({ action: "made" });
    expect(more.map(({ action, actor, at }) => [action, actor, at])).toEqual(
      isMoved ? [["recut", "ULEAD000", local(wall)]] : [],
    );
    expect((await database.store.teams.get(database.workspaceId, "billing"))?.calendar).toEqual(to);
  });

  test("keeps the time used through two changes, and a history that comes to its deadline", async () => {
    const id = await make(4);
    await change(eightToFive, "2026-11-20 18:00");
    await change(nineToFive, "2026-11-23 08:30");
    expect(await dueAt(id)).toBe("Mon 2026-11-23 12:00");
    const entries = await database.store.promises.entries(database.workspaceId, id);
    expect(entries.map(({ action, dueAt }) => [action, dueAt && shown(dueAt)])).toEqual([
      ["made", "Mon 2026-11-23 12:30"],
      ["recut", "Mon 2026-11-23 11:30"],
      ["recut", "Mon 2026-11-23 12:00"],
    ]);
  });

  test("is looked at again, as all that the team is waiting for: reminders and alerts keep to the new hours", async () => {
    const wakeAt = async (id: string) =>
      (await database.store.promises.get(database.workspaceId, id))?.wakeAt;
    const ids = [await make(4), await make(local("2026-11-27 12:00")), await make(local("2026-11-20 18:00"))];
    const [, , told] = ids;
    const other = await make(4, "sales");
    await database.db.pool.query("UPDATE promise SET wake_at = $1, warned_at = $1 WHERE id <> $2", [
      local("2026-11-23 09:00"),
      told,
    ]);
    await database.db.pool.query("UPDATE promise SET wake_at = NULL WHERE id = $1", [told]);
    await change(eightToFive, "2026-11-20 19:00");
    const now = local("2026-11-20 19:00");
    expect(await Promise.all([...ids, other].map(wakeAt))).toEqual([
      now,
      now,
      null,
      local("2026-11-23 09:00"),
    ]);
    const [moved] = ids.slice(0, 1);
    expect(moved && (await database.store.promises.get(database.workspaceId, moved))?.warnedAt).toBeNull();
  });
});

test("a deadline by the clock, of another team, moved by the clock or ended stays where it is", async () => {
  const { store, workspaceId } = database;
  const clock = await make(local("2026-11-23 12:30"));
  const other = await make(4, "sales");
  const moved = await make(4);
  const act = { deed: "moved", dueAt: local("2026-11-24 09:15"), told: true, by: "U1", at: madeAt } as const;
  await store.promises.act(workspaceId, moved, act);
  const kept = await make(4);
  await store.promises.act(workspaceId, kept, { deed: "kept", by: "U1", at: madeAt });
  expect(await change(eightToFive, "2026-11-20 18:00")).toEqual({ promiseIds: [] });
  expect(await Promise.all([clock, other, moved, kept].map(dueAt))).toEqual([
    "Mon 2026-11-23 12:30",
    "Mon 2026-11-23 12:30",
    "Tue 2026-11-24 09:15",
    "Mon 2026-11-23 12:30",
  ]);
});

test("a team that is not there has no hours to change", async () => {
  const { store, workspaceId } = database;
  const change = { calendar: null, by: "U1", at: madeAt, hoursOf };
  expect(await store.teams.setCalendar(workspaceId, "nobody", change)).toBeUndefined();
  expect(await store.teams.setCalendar(crypto.randomUUID(), "billing", change)).toBeUndefined();
});
