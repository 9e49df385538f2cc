import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { notify } from "../../jobs/notify.ts";
import { sweep } from "../../jobs/sweep.ts";
import { createMetrics } from "../../src/metrics.ts";
import { type Slack, slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { jobDeps } from "./inbox.ts";
import { silent } from "./slackHouse.ts";
import { type SlackStub, startSlackStub } from "./slackStub.ts";

/** Team Billing, its lead Otto, a Slack that misbehaves on order, and a worker with a clock of its own; empty for each test. */
export type PromiseHouse = {
  database: TestDatabase;
  stub: SlackStub;
  slack: Slack;
  deps: ReturnType<typeof jobDeps>;
  /** Maija's, made at 9 on 20 November 2026 (UTC), due at 14 unless said otherwise. */
  promise(change?: {
    owner?: string | null;
    dueAt?: string;
  }): ReturnType<TestDatabase["store"]["promises"]["make"]>;
  /** A worker's two seconds: it sweeps, and does what that asked for and what was asked for meanwhile. */
  work(at: string, use?: Slack): Promise<void>;
  /** What a person or channel has been told. */
  heard(who: string): string[];
  /** Otto acknowledges the one overdue promise. */
  acknowledge(at: string, until: string): Promise<void>;
};

/** For the top of a test file. */
export function promiseHouse(): PromiseHouse {
  const house = {} as PromiseHouse;
  beforeAll(async () => {
    house.database = await testDatabase();
  });
  afterAll(() => house.database.close());
  beforeEach(async () => {
    const { db, store, workspaceId } = house.database;
    await db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice, team, staff CASCADE");
    await store.workspaces.update(workspaceId, { defaultChannel: "C0DEFAULT", language: "en" });
    await store.teams.upsert(workspaceId, {
      code: "billing",
      label: "Billing",
      slackChannel: "C0BILLING",
      leads: ["UOTTO"],
    });
    house.deps = jobDeps(house.database, "2026-11-20T09:00:00Z");
    house.stub = await startSlackStub(() => house.deps.now());
    const client = new WebClient("xoxb-test", clientOptions(house.stub.apiUrl, silent));
    house.slack = { ...slackOf(client, createMetrics()), pacePost: () => 0, paceEdit: () => 0 };
    return () => house.stub.close();
  });

  return Object.assign(house, {
    promise({ owner = "UMAIJA", dueAt = "2026-11-20T14:00:00Z" } = {}) {
      const { store, workspaceId } = house.database;
      return store.promises.make({
        workspaceId,
        customerId: null,
        text: "call back about the refund",
        owner,
        team: "billing",
        channel: "phone",
        by: "UMAIJA",
        at: new Date("2026-11-20T09:00:00Z"),
        dueAt: new Date(dueAt),
      });
    },

    async work(at, slack = house.slack) {
      const { deps } = house;
      deps.at(at);
      await sweep(deps);
      for (let next = deps.enqueued.shift(); next !== undefined; next = deps.enqueued.shift()) {
        if (next.name === "notify")
          await notify({ ...deps, slackFor: async () => slack }, next.payload as { noticeId: string });
        if (next.name === "deliver")
          await deliver({ ...deps, slackFor: async () => slack }, next.payload as { alertId: string });
      }
    },

    heard: (who) => house.stub.posts(who).map(({ text }) => text),

    async acknowledge(at, until) {
      const { store, workspaceId } = house.database;
      const [signal] = await store.signals.living(workspaceId, "overdue-promise");
      await store.signals.change({
        workspaceId,
        id: signal?.id ?? "",
        from: "open",
        to: "acknowledged",
        action: "acknowledge",
        by: "UOTTO",
        at: new Date(at),
        until: new Date(until),
      });
    },
  } satisfies Pick<PromiseHouse, "promise" | "work" | "heard" | "acknowledge">);
}
