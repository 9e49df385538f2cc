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
    calendar: null,
    promiseRules: {},
  });
});

test("leads named at the same time are all leads, each once", async () => {
  const { store, workspaceId } = database;
  await store.teams.upsert(workspaceId, { code: "delivery" });
  const named = ["UOTTO", "UMAIJA", "UOTTO", "UNOOR"];
  await Promise.all(named.map((lead) => store.teams.addLead(workspaceId, "delivery", lead)));
  const team = await store.teams.get(workspaceId, "delivery");
  expect(team?.leads.toSorted()).toEqual(["UMAIJA", "UNOOR", "UOTTO"]);
});

test("an agent is found by code, by Slack user and by team, in one workspace only", async () => {
  const { store, db, workspaceId } = database;
  const other = await db.prisma.workspace.create({ data: { name: "Other" } });
  const maija = { code: "maija", slackUserId: "UMAIJA", teamCode: "billing", awayUntil: null };
  await store.teams.upsertStaff(workspaceId, maija);
  expect(await store.teams.staff(workspaceId, "maija")).toEqual(maija);
  expect(await store.teams.staffOf(workspaceId, "UMAIJA")).toEqual([maija]);
  expect(await store.teams.members(workspaceId, "billing")).toEqual([maija]);
  expect(await store.teams.staff(other.id, "maija")).toBeNull();
  expect(await store.teams.staffOf(other.id, "UMAIJA")).toEqual([]);
  expect(await store.teams.members(other.id, "billing")).toEqual([]);
  expect(await store.teams.list(other.id)).toEqual([]);
});

test("away is marked under every code of a person, or under their Slack user id, in one workspace only", async () => {
  const { store, db, workspaceId } = database;
  const other = await db.prisma.workspace.create({ data: { name: "Another" } });
  for (const code of ["noor", "noor2"])
    await store.teams.upsertStaff(workspaceId, { code, slackUserId: "UNOOR", teamCode: "network" });
  await store.teams.upsertStaff(other.id, { code: "noor", slackUserId: "UNOOR" });
  const until = new Date("2026-11-27T06:00:00Z");
  await store.teams.setAway(workspaceId, "UNOOR", until);
  const awayOf = async (id: string, user: string) =>
    (await store.teams.staffOf(id, user))
      .map(({ code, teamCode, awayUntil }) => [code, teamCode, awayUntil] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  expect(await awayOf(workspaceId, "UNOOR")).toEqual([
    ["noor", "network", until],
    ["noor2", "network", until],
  ]);
  expect(await awayOf(other.id, "UNOOR")).toEqual([["noor", null, null]]);
  await Promise.all([1, 2].map(() => store.teams.setAway(workspaceId, "UNEW", until)));
  expect(await awayOf(workspaceId, "UNEW")).toEqual([["UNEW", null, until]]);
  await store.teams.setAway(workspaceId, "UNEW", null);
  expect(await awayOf(workspaceId, "UNEW")).toEqual([["UNEW", null, null]]);
});
