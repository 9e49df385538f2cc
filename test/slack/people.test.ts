import { afterAll, beforeAll, expect, test } from "vitest";
import type { PromiseActName } from "../../src/domain/promise/acts.ts";
import { mayActOn, teamsLedBy } from "../../src/slack/people.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
type People = Parameters<typeof mayActOn>[0];

/** A Slack whose only group holds Otto, or that does not answer. */
function slackWith(groupMembers: People["slack"]["groupMembers"]): People {
  return { store: database.store, slack: { groupMembers } as People["slack"] };
}
const answering = () => slackWith(async () => ({ kind: "ok", value: ["UOTTO"] }));
const away = () => slackWith(async () => ({ kind: "ambiguous", error: "timeout" }));

beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing", leadGroup: "S1" });
  await store.teams.upsert(workspaceId, { code: "network", label: "Network", leads: ["ULEAD"] });
  await store.teams.upsertStaff(workspaceId, { code: "maija", slackUserId: "UMAIJA", teamCode: "billing" });
  await store.teams.upsertStaff(workspaceId, { code: "pekka", slackUserId: "UPEKKA", teamCode: "billing" });
});
afterAll(() => database.close());

const maijas = { owner: "maija", ownerSlackId: "UMAIJA", team: "billing" };

test.each([
  ["its owner", "UMAIJA", maijas, "kept", true],
  ["its owner", "UMAIJA", maijas, "given-up", false],
  ["somebody of its team", "UPEKKA", maijas, "moved", true],
  ["its team's lead, by their group", "UOTTO", maijas, "given-up", true],
  ["another team's lead", "ULEAD", maijas, "kept", false],
  ["a stranger", "UNOOR", maijas, "tried", false],
  ["a stranger, to a promise of a person without a team", "UNOOR", { ...maijas, team: null }, "kept", false],
  ["any lead, to a promise of a person without a team", "ULEAD", { ...maijas, team: null }, "given-up", true],
  ["anybody, to a promise of nobody", "UNOOR", { owner: null, ownerSlackId: null, team: null }, "kept", true],
  ["anybody, where the team knows nobody in Slack", "UNOOR", { ...maijas, team: "network" }, "kept", true],
] as const)("%s (%s), of %j: %s: %s", async (_, user, promise, deed: PromiseActName, may) => {
  expect(await mayActOn(answering(), database.workspaceId, promise, user, deed)).toBe(may);
});

test("a Slack that is away keeps no owner from saying that the customer was reached, and makes nobody a lead", async () => {
  const { workspaceId } = database;
  expect(await mayActOn(away(), workspaceId, maijas, "UMAIJA", "kept")).toBe(true);
  await expect(mayActOn(away(), workspaceId, maijas, "UOTTO", "given-up")).rejects.toThrow(
    "the leads could not be read from Slack",
  );
});

test("whoever leads sees their teams; a group that Slack does not tell now is left out", async () => {
  const codes = async (people: People, user: string) =>
    (await teamsLedBy(people, database.workspaceId, user)).map(({ code }) => code);
  expect(await codes(answering(), "UOTTO")).toEqual(["billing"]);
  expect(await codes(answering(), "ULEAD")).toEqual(["network"]);
  expect(await codes(answering(), "UMAIJA")).toEqual([]);
  expect(await codes(away(), "UOTTO")).toEqual([]);
});
