import { randomUUID } from "node:crypto";
import type { PromiseActBy } from "../domain/promise/acts.ts";
import type { PromiseEntry } from "../domain/promise/life.ts";
import {
  type DeadlineFigures,
  type PromiseFigures,
  promiseFigures,
  type ReportPeriod,
  teamFigures,
} from "../domain/promise/report.ts";
import { type Database, inTransaction } from "./database.ts";
import { actOnPromise, type PromiseChange } from "./promise-act.ts";
import { reportedPromises } from "./promise-report.ts";
import { type ShownPromise, selectPromises } from "./promise-rows.ts";

export type NewPromise = {
  workspaceId: string;
  customerId: string | null;
  text: string;
  dueAt: Date;
  /** False when nobody named a time and the team's standard was taken; true unless given. */
  concrete?: boolean;
  /** Given in business time: `businessLeftMs` (whole ms) of it are left at `businessFrom`. Both or neither. */
  businessFrom?: Date;
  businessLeftMs?: number;
  /** The agent's code or a Slack user id. */
  owner: string | null;
  team: string | null;
  channel: string | null;
  /** Who makes it: a Slack user id. */
  by: string;
  at: Date;
  /** The same key makes it once: the id of the submitted view or command. */
  key?: string;
  /** For its history: the Slack message that it is about. */
  note?: string;
};

/** A team's open promises in numbers; `nextDueAt` null: none is due after now. */
export type TeamPromises = { team: string; open: number; overdue: number; nextDueAt: Date | null };

/** What people do and see; the drain's and the sweep's verbs are in promiseDrainStore. */
export function promisesStore({ pool }: Database) {
  return {
    async get(workspaceId: string, id: string): Promise<ShownPromise | null> {
      return (await selectPromises(pool, "p.workspace_id = $1 AND p.id = $2", [workspaceId, id]))[0] ?? null;
    },

    /** Open promises by due time. `ownerSlackId` also finds those owned by an agent code of that person. */
    async openFor(
      workspaceId: string,
      whose: { ownerSlackId: string } | { team: string } | { all: true },
      limit = 100,
    ): Promise<ShownPromise[]> {
      const owner = "ownerSlackId" in whose ? whose.ownerSlackId : null;
      const team = "team" in whose ? whose.team : null;
      return selectPromises(
        pool,
        `p.workspace_id = $1 AND p.status = 'open' AND ($2::text IS NULL OR p.team = $2)
           AND ($3::text IS NULL OR p.owner = $3 OR s.slack_user_id = $3)
         ORDER BY p.due_at, p.id LIMIT $4`,
        [workspaceId, team, owner, limit],
      );
    },

    /** Open promises of these teams that are due by now, the longest late first. */
    async overdueOf(
      workspaceId: string,
      teams: readonly string[],
      now: Date,
      limit: number,
    ): Promise<ShownPromise[]> {
      return selectPromises(
        pool,
        `p.workspace_id = $1 AND p.status = 'open' AND p.team = ANY ($2::text[]) AND p.due_at <= $3
         ORDER BY p.due_at, p.id LIMIT $4`,
        [workspaceId, teams, now, limit],
      );
    },

    /** How many promises of these teams are open, and how many of those overdue; a team without any is left out. */
    async openByTeam(workspaceId: string, teams: readonly string[], now: Date): Promise<TeamPromises[]> {
      const { rows } = await pool.query<TeamPromises>(
        `SELECT team, count(*)::int AS open, (count(*) FILTER (WHERE due_at <= $3))::int AS overdue,
           min(due_at) FILTER (WHERE due_at > $3) AS "nextDueAt"
         FROM promise WHERE workspace_id = $1 AND status = 'open' AND team = ANY ($2::text[]) GROUP BY team`,
        [workspaceId, teams, now],
      );
      return rows;
    },

    async entries(workspaceId: string, id: string): Promise<(PromiseEntry & { id: string })[]> {
      return entriesOf(workspaceId, [id]);
    },

    /** The histories of these promises, each in order. */
    entriesOf,

    /** Makes a promise in Slack; with the key of one that is there already, answers that one. */
    async make(promise: NewPromise): Promise<ShownPromise> {
      const key = promise.key ?? randomUUID();
      return inTransaction(pool, async (sql) => {
        await sql.query(MAKE, [
          promise.workspaceId,
          key,
          promise.customerId,
          promise.text,
          promise.at,
          promise.dueAt,
          promise.owner,
          promise.team,
          promise.channel,
          promise.by,
          promise.concrete ?? true,
          promise.businessFrom ?? null,
          promise.businessLeftMs ?? null,
          promise.note ?? null,
        ]);
        const [made] = await selectPromises(
          sql,
          "p.workspace_id = $1 AND p.source_id = 'slack' AND p.external_id = $2",
          [promise.workspaceId, key],
        );
        if (made === undefined) throw new Error("a promise was neither made nor found");
        return made;
      });
    },

    /**
     * What a person does to a promise: its row, its line of history and what it means for its overdue signal, in one
     * transaction. First act wins; the caller has checked who may.
     */
    async act(workspaceId: string, id: string, act: PromiseActBy): Promise<PromiseChange> {
      return inTransaction(pool, (sql) => actOnPromise(sql, workspaceId, id, act));
    },

    /** How many promises were overdue at some time in `[from, to)`, or were due then and are broken. */
    async missedBetween(workspaceId: string, from: Date, to: Date): Promise<number> {
      const { rows } = await pool.query<{ missed: number }>(
        `SELECT count(*)::int AS missed FROM (
           SELECT subject FROM signal WHERE workspace_id = $1 AND kind = 'overdue-promise'
             AND opened_at < $3 AND (resolved_at IS NULL OR resolved_at >= $2)
           UNION SELECT id::text FROM promise
           WHERE workspace_id = $1 AND status = 'broken' AND due_at >= $2 AND due_at < $3) promise`,
        [workspaceId, from, to],
      );
      return rows[0]?.missed ?? 0;
    },

    /**
     * How the deadlines that fell due in `[from, to)` were kept, as it stands `now`: a team's (the team that has the promise
     * now), or the whole workspace's.
     */
    async week(
      workspaceId: string,
      { team, ...period }: ReportPeriod & { team?: string },
    ): Promise<PromiseFigures> {
      return promiseFigures(await reportedPromises(pool, workspaceId, period, team), period);
    },

    /** The same of the whole workspace, and under each team that has any of them now, but not by place; null is no team. */
    async weekByTeam(
      workspaceId: string,
      period: ReportPeriod,
    ): Promise<{ all: DeadlineFigures; teams: Map<string | null, DeadlineFigures> }> {
      return teamFigures(await reportedPromises(pool, workspaceId, period), period);
    },
  };

  async function entriesOf(
    workspaceId: string,
    ids: readonly string[],
  ): Promise<(PromiseEntry & { id: string })[]> {
    const { rows } = await pool.query(
      `SELECT id, promise_id AS "promiseId", at, actor, action, due_at AS "dueAt", told, note FROM promise_entry
       WHERE workspace_id = $1 AND promise_id = ANY ($2::uuid[]) ORDER BY at, id`,
      [workspaceId, ids],
    );
    return rows;
  }
}

const MAKE = `
  WITH made AS (
    INSERT INTO promise (workspace_id, source_id, external_id, customer_id, text, made_at, due_at, owner, team, channel,
      concrete, business_from, business_left_ms, wake_at)
    SELECT $1, 'slack', $2, (SELECT id FROM customer WHERE workspace_id = $1 AND id = $3), $4, $5, $6::timestamptz, $7, $8, $9, $11, $12, $13, $5
    ON CONFLICT (workspace_id, source_id, external_id) DO NOTHING
    RETURNING id
  )
  INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action, due_at, note)
  SELECT $1, id, $5, $10, 'made', $6, $14 FROM made`;
