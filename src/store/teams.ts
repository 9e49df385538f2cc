import type { Calendar } from "../domain/calendar.ts";
import type { PromiseRules } from "../domain/promise-rules.ts";
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
  /** The workspace's; holidays and days of the week are counted in it where the team has no calendar. */
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
      const team = await prisma.team.findUnique({
        where: { workspaceId_code: { workspaceId, code } },
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

    async staff(workspaceId: string, code: string): Promise<StaffMember | null> {
      return prisma.staff.findUnique({
        where: { workspaceId_code: { workspaceId, code } },
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

/** How the teams of these promises or signals watch; usable within a transaction. */
export function watchingTeamsStore(sql: Sql) {
  return {
    async of(whose: readonly { workspaceId: string; team: string | null }[]): Promise<WatchingTeam[]> {
      const { rows } = await sql.query<WatchingTeam>(
        `SELECT w.id AS "workspaceId", asked.code, w.zone, w.default_channel AS "defaultChannel", t.calendar,
           coalesce(t.promise_rules, '{}') AS "promiseRules", t.slack_channel AS "slackChannel",
           coalesce(t.leads, '{}') AS leads, t.lead_group AS "leadGroup"
         FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS one (workspace_id, code)) asked
         JOIN workspace w ON w.id = asked.workspace_id
         LEFT JOIN team t ON t.workspace_id = w.id AND t.code = asked.code`,
        [whose.map(({ workspaceId }) => workspaceId), whose.map(({ team }) => team)],
      );
      return rows;
    },
  };
}

type TeamRow = Omit<Team, "calendar" | "promiseRules"> & { calendar: unknown; promiseRules: unknown };

/** What was stored as JSON was checked before. */
function ourTeam({ calendar, promiseRules, ...team }: TeamRow): Team {
  return {
    ...team,
    calendar: calendar as Calendar | null,
    promiseRules: promiseRules as Partial<PromiseRules>,
  };
}
