import type { Destination } from "../domain/routing/route.ts";
import type { Signal, SignalEntry, SignalFacts, SignalKind, SignalStatus } from "../domain/signal/signal.ts";
import type { Sql } from "./database.ts";

export type SignalOpening = {
  workspaceId: string;
  kind: SignalKind;
  subject: string;
  team?: string | null;
  facts: SignalFacts;
  at: Date;
  /** Where it is told, with the rule that brought it there where one is known; each channel gets one alert. */
  slackChannels: readonly (string | Destination)[];
  /** When the leads hear of it, unless somebody acknowledges. */
  escalateAt?: Date;
};

export type SignalEnding = {
  workspaceId: string;
  kind: SignalKind;
  subject: string;
  at: Date;
  /** `earshot`, or a Slack user id. */
  by: string;
  /** Merged over the facts it has. */
  facts?: Partial<SignalFacts>;
  note?: string;
};

export type SignalChange = {
  workspaceId: string;
  id: string;
  /** Nothing happens when its status is another one by now: somebody was first. */
  from: SignalStatus;
  to: SignalStatus;
  action: string;
  by: string;
  at: Date;
  /** When a snooze ends, or an acknowledgement: it is open again then. */
  until?: Date;
  facts?: Partial<SignalFacts>;
  note?: string;
};

/**
 * Signals: each verb is one statement, so that a change, its line of history and its alerts' `due_at` happen together.
 * Whoever calls a verb enqueues `deliver` for the alert ids it returns.
 */
export function signalsStore(sql: Sql) {
  return {
    /** Opens a signal, or, when one lives for this kind and subject, gives it the newer facts. */
    async open(opening: SignalOpening): Promise<{ id: string; isNew: boolean; alertIds: string[] }> {
      const { workspaceId, kind, subject, team = null, facts, at, slackChannels, escalateAt } = opening;
      const { rows } = await sql.query<{ id: string; isNew: boolean; alertIds: string[] }>(OPEN, [
        workspaceId,
        kind,
        subject,
        team,
        JSON.stringify(facts),
        at,
        slackChannels.map((to) => (typeof to === "string" ? to : to.slackChannel)),
        escalateAt ?? null,
        slackChannels.map((to) => (typeof to === "string" ? null : JSON.stringify(to.because))),
      ]);
      const [opened] = rows;
      if (opened === undefined) throw new Error("a signal was neither opened nor found");
      return opened;
    },

    /** Newer facts of a living signal; none to deliver when they say the same or a person has closed it. */
    async updateFacts(workspaceId: string, id: string, facts: SignalFacts, at: Date): Promise<AlertIds> {
      return alertIds(await sql.query(UPDATE_FACTS, [workspaceId, id, JSON.stringify(facts), at]));
    },

    /** Ends the living signal of this kind and subject; nothing happens when there is none. */
    async end({ workspaceId, kind, subject, at, by, facts = {}, note }: SignalEnding): Promise<AlertIds> {
      return alertIds(
        await sql.query(END, [
          workspaceId,
          `${kind}:${subject}`,
          at,
          by,
          JSON.stringify(facts),
          note ?? null,
        ]),
      );
    },

    /**
     * What a person's click does, if the signal still is as they saw it; null when somebody was first.
     * Acknowledging a group acknowledges each of its promises that nobody has.
     */
    async change(change: SignalChange): Promise<AlertIds | null> {
      const { workspaceId, id, from, to, action, by, at, until, facts = {}, note } = change;
      const result = await sql.query<{ ids: string[]; changed: number }>(CHANGE, [
        workspaceId,
        id,
        from,
        to,
        action,
        by,
        at,
        until ?? null,
        JSON.stringify(facts),
        note ?? null,
      ]);
      return result.rows[0]?.changed === 1 ? alertIds(result) : null;
    },

    /** Wakes every signal whose snooze is over, in all workspaces. */
    async endSnoozes(now: Date): Promise<AlertIds> {
      return alertIds(await sql.query(END_SNOOZES, [now]));
    },

    /** Those whose cause goes on, also when a person has closed them already. */
    async living(workspaceId: string, kind: SignalKind): Promise<Signal[]> {
      const { rows } = await sql.query<Signal>(
        `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE workspace_id = $1 AND kind = $2 AND open_key IS NOT NULL ORDER BY opened_at`,
        [workspaceId, kind],
      );
      return rows;
    },

    /** Those that people still have before them, newest first; a group stands for its promises. */
    async waiting(workspaceId: string): Promise<Signal[]> {
      const { rows } = await sql.query<Signal>(
        `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE workspace_id = $1 AND open_key IS NOT NULL AND status <> 'resolved' AND group_id IS NULL
         ORDER BY opened_at DESC LIMIT 100`,
        [workspaceId],
      );
      return rows;
    },

    async get(workspaceId: string, id: string): Promise<Signal | undefined> {
      const { rows } = await sql.query<Signal>(
        `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id],
      );
      return rows[0];
    },

    /** Oldest first; `afterId` leaves out what is told already. */
    async entries(workspaceId: string, id: string, afterId = "0"): Promise<SignalEntry[]> {
      const { rows } = await sql.query<SignalEntry>(
        `SELECT id::text, at, actor, action, note FROM signal_entry
         WHERE workspace_id = $1 AND signal_id = $2 AND id > $3 ORDER BY signal_entry.id`,
        [workspaceId, id, afterId],
      );
      return rows;
    },
  };
}

type AlertIds = { alertIds: string[] };

/**
 * The facts of parameter `facts` as `told`, of workspace $1, without the words of examples that were erased since they were read.
 * Their contacts are locked, as `eraseCustomer` locks them: whoever comes second knows of the other.
 */
function toldFacts(facts: string): string {
  const examples = `jsonb_array_elements(coalesce(${facts}::jsonb -> 'examples', '[]'))`;
  // When they were is worked out first: within a fence an index serves a plain comparison only.
  return `shown AS MATERIALIZED (
    SELECT (each ->> 'occurredAt')::timestamptz AS at FROM ${examples} AS each
  ), held AS MATERIALIZED (
    SELECT occurred_at, summary FROM contact WHERE workspace_id = $1 AND occurred_at IN (SELECT at FROM shown)
    FOR SHARE
  ), told AS (
    SELECT CASE WHEN ${facts}::jsonb ? 'examples' THEN jsonb_set(${facts}::jsonb, '{examples}', (
      SELECT coalesce(jsonb_agg(CASE WHEN at.contacts > 0 AND at.said = 0 THEN each - 'summary' ELSE each END ORDER BY place), '[]')
      FROM ${examples} WITH ORDINALITY AS example (each, place) CROSS JOIN LATERAL (
        SELECT count(*) AS contacts, count(*) FILTER (WHERE summary = each ->> 'summary') AS said
        FROM held WHERE occurred_at = (each ->> 'occurredAt')::timestamptz) at))
      ELSE ${facts}::jsonb END AS facts
  )`;
}

function alertIds({ rows }: { rows: { ids: string[] }[] }): AlertIds {
  return { alertIds: rows[0]?.ids ?? [] };
}

/** A signal in our words. */
export const SIGNAL_COLUMNS = `id, workspace_id AS "workspaceId", kind, subject, status, team, facts, version, opened_at AS "openedAt",
  acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy", acknowledged_until AS "acknowledgedUntil",
  snoozed_until AS "snoozedUntil", resolved_at AS "resolvedAt", resolved_by AS "resolvedBy",
  escalation, escalate_at AS "escalateAt", group_id AS "groupId"`;

/** Note of what happened to a promise because it happened to its whole group, whose own history tells it. */
export const WITH_GROUP = "with the others";

const DUE_IDS = `SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;

// A new signal gets its alerts here; one that lived without any (no channel was known) gets them now, and one that another
// team has by now is told where that team hears of it.
const OPEN = `
  WITH ${toldFacts("$5")}, before AS (
    SELECT team FROM signal WHERE workspace_id = $1 AND open_key = $2 || ':' || $3
  ), opened AS (
    INSERT INTO signal (workspace_id, kind, subject, open_key, team, facts, opened_at, escalate_at)
    SELECT $1, $2, $3, $2 || ':' || $3, $4, told.facts, $6, $8 FROM told
    ON CONFLICT (workspace_id, open_key) DO UPDATE SET facts = EXCLUDED.facts, team = EXCLUDED.team,
      version = signal.version + (signal.status <> 'resolved' AND signal.facts IS DISTINCT FROM EXCLUDED.facts)::int
    RETURNING id, version, group_id, xmax = 0 AS is_new
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action)
    SELECT $1, id, $6, 'earshot', 'opened' FROM opened WHERE is_new
  ), made AS (
    INSERT INTO alert (workspace_id, signal_id, slack_channel, due_at, because)
    SELECT $1, opened.id, channel, $6, because FROM opened, unnest($7::text[], $9::jsonb[]) AS told (channel, because)
    WHERE opened.group_id IS NULL AND (NOT EXISTS (SELECT 1 FROM alert WHERE alert.signal_id = opened.id)
      OR $4 IS DISTINCT FROM (SELECT team FROM before))
    ON CONFLICT (signal_id, slack_channel) DO NOTHING
    RETURNING id
  ), due AS (
    UPDATE alert SET due_at = $6 FROM opened
    WHERE alert.signal_id = opened.id AND NOT opened.is_new AND alert.shown < opened.version
    RETURNING alert.id
  )
  SELECT id, is_new AS "isNew",
    ARRAY(SELECT id::text FROM made UNION SELECT id::text FROM due) AS "alertIds" FROM opened`;

const UPDATE_FACTS = `
  WITH ${toldFacts("$3")}, changed AS (
    UPDATE signal SET facts = told.facts, version = version + (status <> 'resolved')::int FROM told
    WHERE workspace_id = $1 AND id = $2 AND signal.facts IS DISTINCT FROM told.facts
    RETURNING id, status
  ), due AS (
    UPDATE alert SET due_at = $4 FROM changed
    WHERE alert.signal_id = changed.id AND changed.status <> 'resolved' RETURNING alert.id
  ) ${DUE_IDS}`;

// Closed by a person before its cause was over: they stay the one who resolved it.
const END = `
  WITH changed AS (
    UPDATE signal SET status = 'resolved', open_key = NULL, snoozed_until = NULL, acknowledged_until = NULL,
      escalate_at = NULL, facts = facts || $5::jsonb,
      resolved_at = coalesce(resolved_at, $3), resolved_by = coalesce(resolved_by, $4), version = version + 1
    WHERE workspace_id = $1 AND open_key = $2
    RETURNING id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3, $4, 'ended', $6 FROM changed
  ), due AS (
    UPDATE alert SET due_at = $3 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) ${DUE_IDS}`;

// A group's promises are locked before the group and in the order of their ids, as whoever changes some of them does.
const CHANGE = `
  WITH members AS MATERIALIZED (
    SELECT id FROM signal WHERE workspace_id = $1 AND group_id = $2 AND $4 = 'acknowledged' AND status = 'open'
      AND open_key IS NOT NULL ORDER BY subject FOR UPDATE
  ), changed AS (
    UPDATE signal SET status = $4, version = version + 1, facts = facts || $9::jsonb,
      acknowledged_at = CASE WHEN $4 = 'acknowledged' THEN coalesce(acknowledged_at, $7) ELSE acknowledged_at END,
      acknowledged_by = CASE WHEN $4 = 'acknowledged' THEN coalesce(acknowledged_by, $6) ELSE acknowledged_by END,
      snoozed_until = CASE WHEN $4 = 'snoozed' THEN $8::timestamptz END,
      acknowledged_until = CASE WHEN $4 = 'acknowledged' THEN $8 ELSE acknowledged_until END,
      escalate_at = CASE WHEN $4 = 'open' THEN escalate_at END,
      resolved_at = CASE WHEN $4 = 'resolved' THEN $7::timestamptz END,
      resolved_by = CASE WHEN $4 = 'resolved' THEN $6 END
    WHERE workspace_id = $1 AND id = $2 AND status = $3 AND (SELECT count(*) FROM members) >= 0
    RETURNING id
  ), following AS (
    UPDATE signal SET status = $4, acknowledged_at = $7, acknowledged_by = $6, acknowledged_until = $8, version = signal.version + 1
    FROM changed WHERE signal.id IN (SELECT id FROM members) RETURNING signal.id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $7, $6, $5, $10 FROM changed
    UNION ALL SELECT $1, id, $7, $6, $5, '${WITH_GROUP}' FROM following
  ), due AS (
    UPDATE alert SET due_at = $7 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids, (SELECT count(*)::int FROM changed) AS changed FROM due`;

const END_SNOOZES = `
  WITH changed AS (
    UPDATE signal SET status = CASE WHEN acknowledged_at IS NULL THEN 'open' ELSE 'acknowledged' END,
      snoozed_until = NULL, version = version + 1
    WHERE snoozed_until <= $1 AND status = 'snoozed'
    RETURNING id, workspace_id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action)
    SELECT workspace_id, id, $1, 'earshot', 'snooze-ended' FROM changed
  ), due AS (
    UPDATE alert SET due_at = $1 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) ${DUE_IDS}`;
