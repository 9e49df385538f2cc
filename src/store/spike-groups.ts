import type { Sql } from "./database.ts";
import { EVERY_CHANNEL } from "./mutes.ts";
import { signalsStore } from "./signals.ts";

type AlertIds = { alertIds: string[] };
/** What happened to a spike, for its leader's thread. */
type Told = { id: string; label: string; at: Date };

/** Spikes of one cause: the first has the message, the others are its members. Within a transaction. */
export function spikeGroupsStore(sql: Sql) {
  const verbs = {
    /**
     * First in a transaction that joins or ends: a spike's group changes by one at a time, and its members are locked before
     * it, as whoever acknowledges them together does.
     */
    async lock(workspaceId: string, leaderId: string): Promise<void> {
      await sql.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
        `spike groups ${workspaceId}`,
      ]);
      await sql.query(
        "SELECT 1 FROM signal WHERE workspace_id = $1 AND group_id = $2 ORDER BY id FOR UPDATE",
        [workspaceId, leaderId],
      );
    },

    /**
     * Whether this spike's message can tell another one too that is told in `slackChannels`: it stands there, nobody closed,
     * snoozed or muted it. It is locked if so.
     */
    async mayLead(
      workspaceId: string,
      id: string,
      slackChannels: readonly string[],
      now: Date,
    ): Promise<boolean> {
      const { rowCount } = await sql.query(MAY_LEAD, [workspaceId, id, slackChannels, now]);
      return rowCount === 1;
    },

    /** The leader's message lists the spike from now on, and its thread says so. */
    async join(workspaceId: string, leaderId: string, { id, label, at }: Told): Promise<AlertIds> {
      await sql.query("UPDATE signal SET group_id = $3 WHERE workspace_id = $1 AND id = $2", [
        workspaceId,
        id,
        leaderId,
      ]);
      return alertIds(await sql.query(TELL, [workspaceId, id, at, "joined", label]));
    },

    /** A spike has newer numbers: its leader, if it has one, shows them. */
    async goesOn(workspaceId: string, { id, at }: Omit<Told, "label">): Promise<AlertIds> {
      return alertIds(await sql.query(TELL, [workspaceId, id, at, null, null]));
    },

    /** A spike is over: its leader, if it has one that is not, says so in its thread. */
    async leave(workspaceId: string, { id, label, at }: Told): Promise<AlertIds> {
      return alertIds(await sql.query(TELL, [workspaceId, id, at, "left", label]));
    },

    /** Ends the living spike of a subject, as Earshot itself; what was told by its message and goes on gets one of its own. */
    async end(workspaceId: string, subject: string, at: Date): Promise<AlertIds> {
      const { rows } = await sql.query<{ id: string; label: string }>(
        `SELECT id, facts ->> 'reasonLabel' AS label FROM signal WHERE workspace_id = $1 AND open_key = 'spike:' || $2`,
        [workspaceId, subject],
      );
      const [spike] = rows;
      if (spike === undefined) return { alertIds: [] };
      await verbs.lock(workspaceId, spike.id);
      const facts = { endedAt: at.toISOString() };
      const ending = { workspaceId, kind: "spike", subject, at, by: "earshot", facts } as const;
      const own = await signalsStore(sql).end(ending);
      const members = await verbs.inherit(workspaceId, spike.id, at);
      const leaders = await verbs.leave(workspaceId, { ...spike, at });
      return { alertIds: [own, members, leaders].flatMap((each) => each.alertIds) };
    },

    /** A spike is over: the first of its members that go on, if it has any, leads the others, with a message of its own in the same channels. */
    async inherit(workspaceId: string, leaderId: string, at: Date): Promise<AlertIds> {
      return alertIds(await sql.query(INHERIT, [workspaceId, leaderId, at]));
    },
  };
  return verbs;
}

function alertIds({ rows }: { rows: { ids: string[] }[] }): AlertIds {
  return { alertIds: rows[0]?.ids ?? [] };
}

const MAY_LEAD = `
  SELECT 1 FROM signal
  WHERE workspace_id = $1 AND id = $2 AND kind = 'spike' AND group_id IS NULL AND open_key IS NOT NULL AND status IN ('open', 'acknowledged')
    AND $3::text[] <@ ARRAY(SELECT slack_channel FROM alert WHERE alert.signal_id = signal.id)
    AND NOT EXISTS (SELECT 1 FROM mute WHERE mute.workspace_id = $1 AND mute.reason = signal.facts ->> 'reason' AND mute.until > $4
      AND mute.slack_channel = ANY ($3::text[] || '${EVERY_CHANNEL}'::text))
  FOR UPDATE`;

const TELL = `
  WITH leader AS (
    UPDATE signal SET version = version + 1
    WHERE workspace_id = $1 AND id = (SELECT group_id FROM signal WHERE workspace_id = $1 AND id = $2) AND status <> 'resolved'
    RETURNING id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3::timestamptz, 'earshot', $4, $5 FROM leader WHERE $4::text IS NOT NULL
  ), due AS (
    UPDATE alert SET due_at = $3 FROM leader WHERE alert.signal_id = leader.id RETURNING alert.id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;

const INHERIT = `
  WITH heir AS (
    SELECT id FROM signal WHERE workspace_id = $1 AND group_id = $2 AND open_key IS NOT NULL ORDER BY opened_at, id LIMIT 1
  ), freed AS (
    UPDATE signal SET group_id = nullif(heir.id, signal.id), version = version + 1 FROM heir
    WHERE signal.workspace_id = $1 AND signal.group_id = $2 AND signal.open_key IS NOT NULL
  ), made AS (
    INSERT INTO alert (workspace_id, signal_id, slack_channel, due_at, because)
    SELECT $1, heir.id, alert.slack_channel, $3, alert.because FROM heir, alert WHERE alert.signal_id = $2
    ON CONFLICT (signal_id, slack_channel) DO NOTHING
    RETURNING id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids FROM made`;
