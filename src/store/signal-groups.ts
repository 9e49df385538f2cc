import { randomUUID } from "node:crypto";
import type { Destination } from "../domain/routing/route.ts";
import type { OverduePromisesFacts, Signal } from "../domain/signal/signal.ts";
import type { Sql } from "./database.ts";
import { SIGNAL_COLUMNS, signalsStore, WITH_GROUP } from "./signals.ts";

/** Overdue promises that came at once, to be told in one message. */
export type NewGroup = {
  workspaceId: string;
  slackChannels: readonly Destination[];
  /** Theirs, when all have the same. */
  team: string | null;
  memberIds: string[];
  at: Date;
  escalateAt: Date;
};

/** An overdue promise that has a message. `groupId` and its `place`: null when it has one of its own. */
export type ToldPromise = {
  promiseId: string;
  signalId: string;
  groupId: string | null;
  place: string | null;
};

/** A burst goes on for so long: what becomes overdue meanwhile joins the message that is there. */
const BURST_MS = 5 * 60_000;

/** Groups of overdue promises; within a transaction, whose promises are locked before their group. */
export function signalGroupsStore(sql: Sql) {
  return {
    /** Of these overdue promises, those whose signal has a message: its own, or a group's in that place. Holds the signals. */
    async told(promiseIds: readonly string[]): Promise<ToldPromise[]> {
      const { rows } = await sql.query<ToldPromise>(
        `SELECT signal.subject AS "promiseId", signal.id AS "signalId", listing.id AS "groupId", listing.facts ->> 'slackChannel' AS place
         FROM signal LEFT JOIN signal listing ON listing.id = signal.group_id
         WHERE (signal.workspace_id, signal.open_key) IN (
             SELECT workspace_id, 'overdue-promise:' || id FROM promise WHERE id = ANY ($1::uuid[]))
           AND (signal.group_id IS NOT NULL OR EXISTS (SELECT 1 FROM alert WHERE alert.signal_id = signal.id))
         ORDER BY signal.subject FOR UPDATE OF signal`,
        [promiseIds],
      );
      return rows;
    },

    /** Takes a promise out of its group, which tells its history so far: another place tells of it from now on. */
    async leave(
      { signalId, groupId }: Pick<ToldPromise, "signalId" | "groupId">,
      { escalateAt }: { escalateAt: Date },
    ): Promise<void> {
      await sql.query(
        `WITH leaving AS (
           UPDATE signal SET group_id = NULL, version = version + 1, escalate_at = CASE WHEN status = 'open' THEN $3::timestamptz END
           WHERE id = $1
         ) UPDATE signal SET facts = facts || '{"countedVersion": -1}' WHERE id = $2`,
        [signalId, groupId, escalateAt],
      );
    },

    /** Which of the workspaces' channels take a burst of overdue promises now. */
    async bursting(
      workspaceIds: readonly string[],
      now: Date,
    ): Promise<{ workspaceId: string; slackChannel: string }[]> {
      const { rows } = await sql.query<{ workspaceId: string; slackChannel: string }>(
        `SELECT workspace_id AS "workspaceId", facts ->> 'slackChannel' AS "slackChannel" FROM signal
         WHERE kind = 'overdue-promises' AND open_key IS NOT NULL AND workspace_id = ANY ($1::uuid[]) AND opened_at > $2`,
        [workspaceIds, burstSince(now)],
      );
      return rows;
    },

    /** Puts them into the group that its channel has from the same burst, else into a new one. `settle` counts them. */
    async gather(group: NewGroup): Promise<void> {
      const groupId = (await joinable(sql, group)) ?? (await open(sql, group));
      await sql.query(
        `UPDATE signal SET group_id = $3, escalate_at = NULL, version = version + 1
         WHERE workspace_id = $1 AND id = ANY ($2::uuid[])`,
        [group.workspaceId, group.memberIds, groupId],
      );
    },

    /**
     * Makes every living group say what has become of its promises: their numbers, their history in its own, its end with
     * the last of them. Seldom holds the row of a group for long, and never waits for the row of a promise.
     */
    async settle(now: Date): Promise<{ alertIds: string[] }> {
      const { rows: groups } = await sql.query<{ id: string }>(
        `SELECT id FROM signal WHERE kind = 'overdue-promises' AND open_key IS NOT NULL ORDER BY id FOR UPDATE`,
      );
      if (groups.length === 0) return { alertIds: [] };
      const { rows } = await sql.query<{ ids: string[] }>(SETTLE, [groups.map(({ id }) => id), now]);
      return { alertIds: rows[0]?.ids ?? [] };
    },

    /** The overdue promises of a group, the latest first. */
    async members(workspaceId: string, groupId: string, limit: number): Promise<Signal[]> {
      const { rows } = await sql.query<Signal>(
        `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE workspace_id = $1 AND group_id = $2 AND open_key IS NOT NULL
         ORDER BY facts ->> 'dueAt', id LIMIT $3`,
        [workspaceId, groupId, limit],
      );
      return rows;
    },
  };
}

/** The Slack channels of a group as one word: what goes to other channels too is another group. */
export function placeName(slackChannels: readonly Destination[]): string {
  return slackChannels.map(({ slackChannel }) => slackChannel).join(" ");
}

const burstSince = (now: Date): Date => new Date(now.getTime() - BURST_MS);

/** Somebody had acknowledged those that were there: the group is open again with the new ones. */
async function joinable(sql: Sql, { workspaceId, slackChannels, team, at, escalateAt }: NewGroup) {
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE signal SET status = 'open', acknowledged_at = NULL, acknowledged_by = NULL, acknowledged_until = NULL,
       escalate_at = coalesce(escalate_at, $5), team = CASE WHEN team = $4 THEN team END, version = version + 1
     WHERE id = (SELECT id FROM signal WHERE workspace_id = $1 AND kind = 'overdue-promises' AND open_key IS NOT NULL
         AND opened_at > $3 AND facts ->> 'slackChannel' = $2 ORDER BY opened_at DESC LIMIT 1 FOR UPDATE)
     RETURNING id`,
    [workspaceId, placeName(slackChannels), burstSince(at), team, escalateAt],
  );
  return rows[0]?.id;
}

async function open(
  sql: Sql,
  { workspaceId, slackChannels, team, at, escalateAt }: NewGroup,
): Promise<string> {
  const facts: OverduePromisesFacts = {
    kind: "overdue-promises",
    slackChannel: placeName(slackChannels),
    promises: 0,
    overdue: 0,
    acknowledged: 0,
    oldestDueAt: null,
    countedVersion: 0,
  };
  const { id } = await signalsStore(sql).open({
    workspaceId,
    kind: "overdue-promises",
    subject: randomUUID(),
    team,
    facts,
    at,
    slackChannels,
    escalateAt,
  });
  return id;
}

// A line of a promise's history becomes one of its group's: its id is the note of action `member`.
const SETTLE = `
  WITH counted AS (
    SELECT listing.id AS group_id, count(member.id)::int AS promises, count(open_key)::int AS overdue,
      (count(*) FILTER (WHERE open_key IS NOT NULL AND status = 'acknowledged'))::int AS acknowledged,
      (count(*) FILTER (WHERE facts ->> 'outcome' = 'broken'
        OR facts ->> 'outcome' = 'moved' AND facts ->> 'told' IS DISTINCT FROM 'true'))::int AS broken,
      min(facts ->> 'dueAt') FILTER (WHERE open_key IS NOT NULL) AS oldest, coalesce(sum(version), 0)::int AS version
    FROM unnest($1::uuid[]) AS listing (id) LEFT JOIN signal member ON member.group_id = listing.id GROUP BY listing.id
  ), changed AS (
    UPDATE signal SET version = signal.version + 1, facts = facts || jsonb_build_object(
        'promises', greatest(promises, (facts ->> 'promises')::int), 'overdue', overdue, 'acknowledged', acknowledged, 'broken', broken,
        'oldestDueAt', oldest, 'countedVersion', counted.version)
        || CASE WHEN overdue = 0 THEN jsonb_build_object('endedAt', $2::timestamptz) ELSE '{}' END,
      status = CASE WHEN overdue = 0 THEN 'resolved' ELSE status END,
      open_key = CASE WHEN overdue > 0 THEN open_key END,
      acknowledged_until = CASE WHEN overdue > 0 THEN acknowledged_until END,
      escalate_at = CASE WHEN overdue > 0 THEN escalate_at END,
      resolved_at = CASE WHEN overdue = 0 THEN $2::timestamptz END,
      resolved_by = CASE WHEN overdue = 0 THEN 'earshot' END
    FROM counted WHERE signal.id = counted.group_id AND (facts ->> 'countedVersion')::int <> counted.version
    RETURNING signal.id, signal.workspace_id, overdue
  ), told AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT changed.workspace_id, changed.id, entry.at, entry.actor, 'member', entry.id::text
    FROM changed JOIN signal member ON member.group_id = changed.id JOIN signal_entry entry ON entry.signal_id = member.id
    WHERE entry.action <> 'opened' AND entry.note IS DISTINCT FROM '${WITH_GROUP}'
      AND NOT EXISTS (SELECT 1 FROM signal_entry known
        WHERE known.signal_id = changed.id AND known.action = 'member' AND known.note = entry.id::text)
    ORDER BY entry.id
    RETURNING id
  ), ended AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action)
    SELECT workspace_id, id, $2, 'earshot', 'ended' FROM changed WHERE overdue = 0 AND (SELECT count(*) FROM told) >= 0
  ), due AS (
    UPDATE alert SET due_at = $2 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;
