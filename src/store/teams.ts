import type { Calendar } from "../domain/calendar/calendar.ts";
import type { PromiseRules } from "../domain/promise/rules.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { Prisma } from "./generated/client.ts";
import { type CalendarChange, changeCalendar } from "./team-calendar.ts";

export type Team = {
  code: string;
  label: string;
  /** Slack channel id that takes its overdue promises. */
  slackChannel: string | null;
  /** Slack user ids. */
  leads: string[];
  /** A Slack user group id; its members are leads too. */
  leadGroup: string | null;
  /** Business hours; null: open around the clock. */
  calendar: Calendar | null;
  /** What differs from the usual rules. */
  promiseRules: Partial<PromiseRules>;
};

/** What watching a team's promises takes; `code` null: of those without a team. */
export type WatchingTeam = Pick<
  Team,
  "calendar" | "promiseRules" | "slackChannel" | "leads" | "leadGroup"
> & {
  workspaceId: string;
  code: string | null;
  /** The workspace's: the team's, where it has no calendar. */
  zone: string;
  defaultChannel: string | null;
};

/** An agent as the sources name them, tied to a Slack user. */
export type StaffMember = {
  code: string;
  slackUserId: string | null;
  teamCode: string | null;
  /** Marked away: until then their promises are the team's. */
  awayUntil: Date | null;
};

const teamColumns = {
  code: true,
  label: true,
  slackChannel: true,
  leads: true,
  leadGroup: true,
  calendar: true,
  promiseRules: true,
} as const;
const staffColumns = { code: true, slackUserId: true, teamCode: true, awayUntil: true } as const;

export function teamsStore({ prisma, pool }: Database) {
  return {
    async get(workspaceId: string, code: string): Promise<Team | null> {
      const team = await prisma.team.findFirst({
        where: { workspaceId, code },
        select: teamColumns,
      });
      return team && ourTeam(team);
    },

    async list(workspaceId: string): Promise<Team[]> {
      const teams = await prisma.team.findMany({
        where: { workspaceId },
        orderBy: { code: "asc" },
        select: teamColumns,
      });
      return teams.map(ourTeam);
    },

    /** Makes the team, or changes what is given of it. */
    async upsert(
      workspaceId: string,
      { code, calendar, ...rest }: Pick<Team, "code"> & Partial<Team>,
    ): Promise<void> {
      const change = { ...rest, ...(calendar !== undefined && { calendar: calendar ?? Prisma.DbNull }) };
      await prisma.team.upsert({
        where: { workspaceId_code: { workspaceId, code } },
        create: { workspaceId, code, label: code, ...change },
        update: change,
      });
    },

    /** One more lead of a team, whoever else names one at the same time. */
    async addLead(workspaceId: string, code: string, slackUserId: string): Promise<void> {
      await pool.query(
        `UPDATE team SET leads = array_append(leads, $3)
         WHERE workspace_id = $1 AND code = $2 AND $3 <> ALL (coalesce(leads, '{}'))`,
        [workspaceId, code, slackUserId],
      );
    },

    /** Other business hours, in one transaction with the deadlines that move with them. */
    async setCalendar(
      workspaceId: string,
      code: string,
      change: CalendarChange,
    ): Promise<{ promiseIds: string[] } | undefined> {
      return inTransaction(pool, (sql) => changeCalendar(sql, workspaceId, code, change));
    },

    /** Makes the agent, or changes what is given of them. */
    async upsertStaff(
      workspaceId: string,
      { code, ...change }: Pick<StaffMember, "code"> & Partial<StaffMember>,
    ): Promise<void> {
      await prisma.staff.upsert({
        where: { workspaceId_code: { workspaceId, code } },
        create: { workspaceId, code, ...change },
        update: change,
      });
    },

    /** Marks a Slack user away until then, or back (null), under every agent code that is theirs. */
    async setAway(workspaceId: string, slackUserId: string, until: Date | null): Promise<void> {
      await pool.query(
        `WITH marked AS (
           UPDATE staff SET away_until = $3 WHERE workspace_id = $1 AND slack_user_id = $2 RETURNING 1)
         INSERT INTO staff (workspace_id, code, slack_user_id, away_until)
         SELECT $1, $2, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM marked)
         ON CONFLICT (workspace_id, code) DO UPDATE SET slack_user_id = $2, away_until = $3`,
        [workspaceId, slackUserId, until],
      );
    },

    async staff(workspaceId: string, code: string): Promise<StaffMember | null> {
      return prisma.staff.findFirst({
        where: { workspaceId, code },
        select: staffColumns,
      });
    },

    /** All agent codes that are this Slack user. */
    async staffOf(workspaceId: string, slackUserId: string): Promise<StaffMember[]> {
      return prisma.staff.findMany({ where: { workspaceId, slackUserId }, select: staffColumns });
    },

    async members(workspaceId: string, teamCode: string): Promise<StaffMember[]> {
      return prisma.staff.findMany({ where: { workspaceId, teamCode }, select: staffColumns });
    },
  };
}

/** How teams watch their promises; usable within a transaction. */
export function watchingTeamsStore(sql: Sql) {
  return {
    /** Those of these promises or signals; a team nobody knows, or none, has the usual rules. */
    async of(whose: readonly { workspaceId: string; team: string | null }[]): Promise<WatchingTeam[]> {
      const { rows } = await sql.query<WatchingTeam>(
        `SELECT w.id AS "workspaceId", asked.code, ${WATCHING_COLUMNS}
         FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS one (workspace_id, code)) asked
         JOIN workspace w ON w.id = asked.workspace_id
         LEFT JOIN team t ON t.workspace_id = w.id AND t.code = asked.code`,
        [whose.map(({ workspaceId }) => workspaceId), whose.map(({ team }) => team)],
      );
      return rows;
    },

    /** All teams of all workspaces. */
    async all(): Promise<WatchingTeam[]> {
      const { rows } = await sql.query<WatchingTeam>(
        `SELECT w.id AS "workspaceId", t.code, ${WATCHING_COLUMNS} FROM team t JOIN workspace w ON w.id = t.workspace_id`,
      );
      return rows;
    },
  };
}

const WATCHING_COLUMNS = `w.zone, w.default_channel AS "defaultChannel", t.calendar,
  coalesce(t.promise_rules, '{}') AS "promiseRules", t.slack_channel AS "slackChannel",
  coalesce(t.leads, '{}') AS leads, t.lead_group AS "leadGroup"`;

type TeamRow = Omit<Team, "calendar" | "promiseRules"> & { calendar: unknown; promiseRules: unknown };

/** What was stored as JSON was checked before. */
function ourTeam({ calendar, promiseRules, ...team }: TeamRow): Team {
  return {
    ...team,
    calendar: calendar as Calendar | null,
    promiseRules: promiseRules as Partial<PromiseRules>,
  };
}
