import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startWorkers } from "../jobs/run.ts";
import { withStore } from "../src/cli/store.ts";
import type { Deps } from "../src/deps.ts";
import type { QueueConnection, QueuedJob } from "../src/queue/connection.ts";
import { within } from "../src/store/fence.ts";
import { jobDeps } from "./support/inbox.ts";
import { type SlackHouse, slackHouse } from "./support/slackHouse.ts";

/** Through every door of one workspace PostgreSQL is asked as who sees that workspace alone. */
let house: SlackHouse;
const other = "00000000-0000-4000-8000-000000000002";

beforeAll(async () => {
  house = await slackHouse();
});
afterAll(() => house.close());

async function asker(): Promise<string> {
  const { rows } = await house.database.db.pool.query(
    "SELECT current_user || ' ' || coalesce(current_setting('earshot.workspace', true), '') AS who",
  );
  return rows[0].who.trim();
}

describe("a job", () => {
  /** Who asked in the middle of it; what it calls first is `deps`' and says so. */
  async function askedBy(name: string, payload: object, deps: (ask: () => Promise<void>) => object) {
    const runs = new Map<string, (job: QueuedJob) => Promise<void>>();
    const connection = { worker: (job: string, run: never) => void runs.set(job, run) };
    let who = "";
    const ask = async () => {
      who = await asker();
    };
    const given = { ...jobDeps(house.database), ...deps(ask) } as unknown as Deps;
    startWorkers(given, connection as unknown as QueueConnection);
    // A queue may start one job from within another's work.
    await within(other, async () => runs.get(name)?.({ data: payload } as QueuedJob));
    return who;
  }

  test("of a workspace is fenced in it", async () => {
    const { store, workspaceId } = house.database;
    const nobody = (ask: () => Promise<void>) => ({
      ...store.workspaces,
      get: async () => {
        await ask();
        return null;
      },
    });
    const who = await askedBy("judgeTouchpoints", { workspaceId }, (ask) => ({
      store: { ...store, workspaces: nobody(ask) },
    }));
    expect(who).toBe(`earshot_fenced ${workspaceId}`);
  });

  test.each([
    ["deliver", { alertId: other }],
    ["notify", { noticeId: other }],
  ])("%s finds its workspace outside, and is fenced in it", async (name, payload) => {
    const { store, workspaceId } = house.database;
    let foundBy = "";
    const workspaceOf = async () => {
      foundBy = await asker();
      return workspaceId;
    };
    const who = await askedBy(name, payload, (slackFor) => ({
      slackFor,
      store: {
        ...store,
        alerts: { ...store.alerts, workspaceOf },
        notices: { ...store.notices, workspaceOf },
      },
    }));
    expect([foundBy, who]).toEqual(["earshot", `earshot_fenced ${workspaceId}`]);
  });

  test("of all workspaces stands outside", async () => {
    const { store } = house.database;
    expect(await askedBy("sweep", {}, (alone) => ({ store: { ...store, alone } }))).toBe("earshot");
  });
});

test("a command in Slack is fenced in the workspace it came from", async () => {
  const { store, workspaceId } = house.database;
  const who: string[] = [];
  const { find } = store.customers;
  const looking = vi.spyOn(store.customers, "find").mockImplementation(async (...asked) => {
    who.push(await asker());
    return find(...asked);
  });
  await house.local.as("maija").command("/customer c-404", { channel: "earshot" });
  await expect.poll(() => who).toEqual([`earshot_fenced ${workspaceId}`]);
  looking.mockRestore();
});

test("a command line is fenced in the workspace it is for", async () => {
  const { database } = house;
  await database.store.workspaces.ofSlackTeam("TOTHER", "another");
  const { slackTeamId } = (await database.store.workspaces.get(database.workspaceId)) ?? {};
  vi.stubEnv("DATABASE_URL", database.url);
  const seen = await withStore((store) => store.workspaces.list(), `${slackTeamId}`);
  vi.unstubAllEnvs();
  expect(seen.map(({ id }) => id)).toEqual([database.workspaceId]);
  expect(await database.store.workspaces.list()).toHaveLength(2);
});
