import type pg from "pg";
import { type CodingDay, UNCODED } from "../domain/coding/day.ts";
import type { AgentMix, AgentMixes } from "../domain/coding/drift.ts";
import { ANY_REASON } from "../domain/contact.ts";
import type { Sql } from "./database.ts";

/** Days of the workspace's zone, `[from, to)`, as dates: 2026-11-20. */
export type Dates = { from: string; to: string };

/** Who codes what where: inbound contacts per day, touchpoint, agent and reason. Whoever shows it by agent shows no names. */
export function codingDaysStore(pool: pg.Pool) {
  return {
    ...codingDaysDrainStore(pool),

    /** How often each agent's contacts at each touchpoint mention each reason; without touchpoint or agent they are left out. */
    async mixes(workspaceId: string, dates: Dates): Promise<AgentMixes> {
      const sums: MixSums = { reasons: new Map(), mixes: new Map() };
      const pieces = piecesOf(dates);
      const sumPieces = async (): Promise<void> => {
        for (const { from, to } of pieces) {
          const asked = [workspaceId, from, to, ANY_REASON, UNCODED, SEPARATOR];
          const { rows } = await pool.query<MentionRow>(MENTIONS, asked);
          for (const row of rows) addMentions(sums, row);
        }
      };
      // while one piece is summed here the next is read
      await Promise.all([sumPieces(), sumPieces()]);
      return inOrder(sums);
    },
  };
}

/** The same inside a transaction, but for what asks for several things at once. */
export function codingDaysDrainStore(sql: Sql) {
  return {
    /** Adds counts; the same key twice in `days` is not allowed. */
    async add(workspaceId: string, days: readonly CodingDay[]): Promise<void> {
      if (days.length === 0) return;
      await sql.query(
        `INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
         SELECT $1, * FROM unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::int[])
           AS d (reason, day, touchpoint, agent, contacts) ORDER BY reason, day, touchpoint, agent
         ON CONFLICT (workspace_id, reason, day, touchpoint, agent) DO UPDATE SET contacts = coding_day.contacts + excluded.contacts`,
        [
          workspaceId,
          days.map(({ reason }) => reason),
          days.map(({ day }) => day),
          days.map(({ touchpoint }) => touchpoint),
          days.map(({ agent }) => agent),
          days.map(({ contacts }) => contacts),
        ],
      );
    },

    /** Contacts that mention each of these reasons (`*`: all; `UNCODED`: those with none), over all agents. */
    async sums(
      workspaceId: string,
      reasons: readonly string[],
      { from, to }: Dates,
    ): Promise<Map<string, number>> {
      const { rows } = await sql.query<{ reason: string; contacts: number }>(
        `SELECT reason, sum(contacts)::int AS contacts FROM coding_day
         WHERE workspace_id = $1 AND reason = ANY ($2) AND day >= $3 AND day < $4 GROUP BY reason`,
        [workspaceId, reasons, from, to],
      );
      return new Map(rows.map(({ reason, contacts }) => [reason, contacts]));
    },

    /** Contacts by day; days without one are left out. */
    async byDay(workspaceId: string, { from, to }: Dates): Promise<Map<string, number>> {
      const { rows } = await sql.query<{ day: string; contacts: number }>(
        `SELECT day::text, sum(contacts)::int AS contacts FROM coding_day
         WHERE workspace_id = $1 AND reason = $2 AND day >= $3 AND day < $4 GROUP BY day ORDER BY day`,
        [workspaceId, ANY_REASON, from, to],
      );
      return new Map(rows.map(({ day, contacts }) => [day, contacts]));
    },

    /** Contacts that mention a reason (`*`: any) by agent; those that name none are left out. */
    async byAgent(workspaceId: string, reason: string, { from, to }: Dates): Promise<Map<string, number>> {
      const { rows } = await sql.query<{ agent: string; contacts: number }>(
        `SELECT agent, sum(contacts)::int AS contacts FROM coding_day
         WHERE workspace_id = $1 AND reason = $2 AND day >= $3 AND day < $4 AND agent <> '' GROUP BY agent`,
        [workspaceId, reason, from, to],
      );
      return new Map(rows.map(({ agent, contacts }) => [agent, contacts]));
    },

    /** The same by the team that agents belong to. */
    async byTeam(workspaceId: string, reason: string, { from, to }: Dates): Promise<Map<string, number>> {
      const { rows } = await sql.query<{ team: string; contacts: number }>(
        `SELECT s.team_code AS team, sum(d.contacts)::int AS contacts
         FROM coding_day d JOIN staff s ON s.workspace_id = $1 AND s.code = d.agent
         WHERE d.workspace_id = $1 AND d.reason = $2 AND d.day >= $3 AND d.day < $4 AND s.team_code IS NOT NULL GROUP BY 1`,
        [workspaceId, reason, from, to],
      );
      return new Map(rows.map(({ team, contacts }) => [team, contacts]));
    },

    /** The team of each agent that belongs to one. */
    async teams(workspaceId: string): Promise<Map<string, string>> {
      const { rows } = await sql.query<{ code: string; team: string }>(
        "SELECT code, team_code AS team FROM staff WHERE workspace_id = $1 AND team_code IS NOT NULL",
        [workspaceId],
      );
      return new Map(rows.map(({ code, team }) => [code, team]));
    },
  };
}

/** One agent at a touchpoint: the reasons and counts of all their days, in the same order. */
type MentionRow = Pick<AgentMix, "touchpoint" | "agent"> & { reasons: string; counts: string };
/** `reasons`: the place of each among the counts. */
type MixSums = { reasons: Map<string, number>; mixes: Map<string, AgentMix & { counts: number[] }> };

/** A character that no reason's code has. */
const SEPARATOR = "\n";
const DAY_MS = 86_400_000;
/** So many days are listed at once: some megabytes of a large service desk. */
const DAYS_AT_ONCE = 7;

/**
 * Listed by PostgreSQL and summed here: a group for each of some hundred reasons of some hundred agents takes it as long again
 * as reading the rows, and to send them once more.
 */
const MENTIONS = `
  SELECT touchpoint, agent, string_agg(reason, $6) AS reasons, string_agg(contacts::text, ',') AS counts FROM coding_day
  WHERE workspace_id = $1 AND day >= $2 AND day < $3 AND touchpoint <> '' AND agent <> '' AND reason NOT IN ($4, $5)
  GROUP BY touchpoint, agent`;

function* piecesOf({ from, to }: Dates): Generator<Dates> {
  const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const end = Date.parse(to);
  for (let at = Date.parse(from); at < end; at += DAYS_AT_ONCE * DAY_MS)
    yield { from: dateOf(at), to: dateOf(Math.min(end, at + DAYS_AT_ONCE * DAY_MS)) };
}

function addMentions({ reasons, mixes }: MixSums, { touchpoint, agent, ...row }: MentionRow): void {
  const key = JSON.stringify([touchpoint, agent]);
  const mix = mixes.get(key) ?? { touchpoint, agent, counts: [] };
  mixes.set(key, mix);
  const contacts: number[] = JSON.parse(`[${row.counts}]`);
  row.reasons.split(SEPARATOR).forEach((reason, at) => {
    const place = reasons.get(reason) ?? reasons.size;
    if (place === reasons.size) reasons.set(reason, place);
    mix.counts[place] = (mix.counts[place] ?? 0) + (contacts[at] ?? 0);
  });
}

/** By name, in whatever order they came: the same counts always give the same figures, to the last digit. */
function inOrder({ reasons, mixes }: MixSums): AgentMixes {
  const byName = <T>(named: ReadonlyMap<string, T>) => [...named].sort(([a], [b]) => (a < b ? -1 : 1));
  const places = byName(reasons);
  return {
    reasons: places.map(([reason]) => reason),
    mixes: byName(mixes).map(([, { counts, ...who }]) => ({
      ...who,
      counts: places.map(([, place]) => counts[place] ?? 0),
    })),
  };
}
