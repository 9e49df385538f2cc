import { afterAll, beforeAll, beforeEach } from "vitest";
import { sweep } from "../../jobs/sweep.ts";
import type { Calendar } from "../../src/domain/calendar/calendar.ts";
import type { Signal } from "../../src/domain/signal/signal.ts";
import type { ShownPromise } from "../../src/store/promise-rows.ts";
import type { Team } from "../../src/store/teams.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import type { jobDeps } from "./inbox.ts";

const day = [{ opens: 8 * 60, closes: 16 * 60 }];
/** Mon-Fri 8-16 in UTC; 20 November 2026 is a Friday. */
export const office: Calendar = {
  zone: "UTC",
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  holidays: null,
  dates: {},
};

/** Promises under a sweep, without a Slack: what is laid down to be told. */
export type SweptPromises = {
  database: TestDatabase;
  /** One of Maija's, made at 9 on 20 November 2026 (UTC). */
  promise(dueAt: string, team?: string | null): Promise<ShownPromise>;
  promises(count: number, dueAt: string, team?: string | null): Promise<ShownPromise[]>;
  /** The team with office hours and Otto for a lead. */
  billing(change?: Partial<Team>): Promise<void>;
  /** All but the weekly list of silent customers, which every Monday has. */
  notices(): Promise<{ kind: string; slack_to: string; facts: object }[]>;
  signals(kind: "overdue-promise" | "overdue-promises"): Promise<Signal[]>;
  alerts(): Promise<{ id: string; slack_channel: string }[]>;
  /** Sweeps every two seconds of a while, as a worker does, with a clock of its own. */
  sweepThrough(deps: ReturnType<typeof jobDeps>, from: string, to: string, everyMs?: number): Promise<void>;
};

/** For the top of a test file. */
export function sweptPromises(): SweptPromises {
  const swept = {} as SweptPromises;
  beforeAll(async () => {
    swept.database = await testDatabase();
  });
  afterAll(() => swept.database.close());
  beforeEach(async () => {
    const { db, store, workspaceId } = swept.database;
    await db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice, team CASCADE");
    await store.workspaces.update(workspaceId, { defaultChannel: "C-DEFAULT" });
  });

  async function rows<T extends object>(query: string): Promise<T[]> {
    return (await swept.database.db.pool.query<T>(query)).rows;
  }

  return Object.assign(swept, {
    promise(dueAt, team = null) {
      const { store, workspaceId } = swept.database;
      return store.promises.make({
        workspaceId,
        customerId: null,
        text: "call back",
        owner: "UMAIJA00",
        team,
        channel: "phone",
        by: "UMAIJA00",
        at: new Date("2026-11-20T09:00:00Z"),
        dueAt: new Date(dueAt),
      });
    },

    async promises(count, dueAt, team = null) {
      const made = [];
      for (let i = 0; i < count; i += 1) made.push(await swept.promise(dueAt, team));
      return made;
    },

    billing: (change = {}) =>
      swept.database.store.teams.upsert(swept.database.workspaceId, {
        code: "billing",
        slackChannel: "C-BILLING",
        calendar: office,
        leads: ["UOTTO000"],
        ...change,
      }),

    notices: () =>
      rows("SELECT kind, slack_to, facts FROM notice WHERE kind <> 'silent' ORDER BY created_at, key"),
    signals: (kind) => swept.database.store.signals.living(swept.database.workspaceId, kind),
    alerts: () => rows("SELECT id, slack_channel FROM alert ORDER BY slack_channel"),

    async sweepThrough(deps, from, to, everyMs = 2_000) {
      for (let ms = Date.parse(from); ms <= Date.parse(to); ms += everyMs) {
        deps.at(new Date(ms).toISOString());
        await sweep(deps);
      }
    },
  } satisfies Omit<SweptPromises, "database">);
}
