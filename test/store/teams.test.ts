import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("a team keeps what a later change does not name", async () => {
  const { store, workspaceId } = database;
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing", leads: ["UOTTO"] });
  await store.teams.upsert(workspaceId, { code: "billing", slackChannel: "CBILLING" });
  expect(await store.teams.get(workspaceId, "billing")).toEqual({
    code: "billing",
    label: "Billing",
    slackChannel: "CBILLING",
    leads: ["UOTTO"],
    leadGroup: null,
  });
});

test("an agent is found by code, by Slack user and by team, in one workspace only", async () => {
  const { store, db, workspaceId } = database;
  const other = await db.prisma.workspace.create({ data: { name: "Other" } });
  const maija = { code: "maija", slackUserId: "UMAIJA", teamCode: "billing" };
  await store.teams.upsertStaff(workspaceId, maija);
  expect(await store.teams.staff(workspaceId, "maija")).toEqual(maija);
  expect(await store.teams.staffOf(workspaceId, "UMAIJA")).toEqual([maija]);
  expect(await store.teams.members(workspaceId, "billing")).toEqual([maija]);
  expect(await store.teams.staff(other.id, "maija")).toBeNull();
  expect(await store.teams.staffOf(other.id, "UMAIJA")).toEqual([]);
  expect(await store.teams.members(other.id, "billing")).toEqual([]);
  expect(await store.teams.list(other.id)).toEqual([]);
});
