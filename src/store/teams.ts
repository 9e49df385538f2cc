import type { Database } from "./database.ts";

export type Team = {
  code: string;
  label: string;
  /** Slack channel id that takes its overdue promises. */
  slackChannel: string | null;
  /** Slack user ids. */
  leads: string[];
  /** A Slack user group id; its members are leads too. */
  leadGroup: string | null;
};

/** An agent as the sources name them, tied to a Slack user. */
export type StaffMember = { code: string; slackUserId: string | null; teamCode: string | null };

const teamColumns = { code: true, label: true, slackChannel: true, leads: true, leadGroup: true } as const;
const staffColumns = { code: true, slackUserId: true, teamCode: true } as const;

export function teamsStore({ prisma }: Database) {
  return {
    async get(workspaceId: string, code: string): Promise<Team | null> {
      return prisma.team.findUnique({
        where: { workspaceId_code: { workspaceId, code } },
        select: teamColumns,
      });
    },

    async list(workspaceId: string): Promise<Team[]> {
      return prisma.team.findMany({ where: { workspaceId }, orderBy: { code: "asc" }, select: teamColumns });
    },

    /** Makes the team, or changes what is given of it. */
    async upsert(
      workspaceId: string,
      { code, ...change }: Pick<Team, "code"> & Partial<Team>,
    ): Promise<void> {
      await prisma.team.upsert({
        where: { workspaceId_code: { workspaceId, code } },
        create: { workspaceId, code, label: code, ...change },
        update: change,
      });
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
