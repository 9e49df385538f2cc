import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "../../src/domain/routing/route.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
let otherId: string;
beforeAll(async () => {
  database = await testDatabase();
  otherId = (await database.db.prisma.workspace.create({ data: { name: "Other" } })).id;
});
afterAll(() => database.close());

const route = (slackChannel: string, change: Partial<Route> = {}): Route => ({
  kinds: [],
  reasons: [],
  channels: [],
  touchpoints: [],
  teams: [],
  slackChannels: [slackChannel],
  continues: false,
  ...change,
});

test("routes keep their order and every word, in their workspace only", async () => {
  const { routes } = database.store;
  const full = route("C1", {
    kinds: ["spike", "source-silent"],
    reasons: ["invoice-*", 'it\'s "late", {really}'],
    channels: ["phone"],
    touchpoints: ["invoice"],
    teams: ["billing"],
    slackChannels: ["C1", "C2"],
    continues: true,
  });
  const all = [full, route("C3"), route("C4")];
  expect(await routes.change(database.workspaceId, () => all)).toEqual(all);
  expect(await routes.list(database.workspaceId)).toEqual(all);
  expect(await routes.list(otherId)).toEqual([]);
  await routes.change(otherId, () => [route("COTHER")]);
  expect(await routes.of([database.workspaceId, otherId])).toEqual(
    new Map([
      [database.workspaceId, all],
      [otherId, [route("COTHER")]],
    ]),
  );
  await routes.change(database.workspaceId, (before) => before.slice(1));
  expect(await routes.list(database.workspaceId)).toEqual([route("C3"), route("C4")]);
  await routes.change(database.workspaceId, () => []);
  expect(await routes.list(database.workspaceId)).toEqual([]);
  expect(await routes.list(otherId)).toEqual([route("COTHER")]);
});

test("ten people who add a route at once add ten", async () => {
  const { routes } = database.store;
  const names = Array.from({ length: 10 }, (_, index) => `C${index}`);
  await Promise.all(
    names.map((name) => routes.change(database.workspaceId, (before) => [...before, route(name)])),
  );
  const kept = await routes.list(database.workspaceId);
  expect(kept.map(({ slackChannels }) => slackChannels[0]).sort()).toEqual(names);
});
