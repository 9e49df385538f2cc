import type { Language } from "../domain/language.ts";
import { type Database, inTransaction } from "./database.ts";

export type Workspace = {
  id: string;
  slackTeamId: string | null;
  name: string;
  /** IANA zone. */
  zone: string;
  /** ISO 3166 country code. */
  country: string;
  /** What is said in its channels. */
  language: Language;
  /** Slack channel id or name that takes what no other channel owns. */
  defaultChannel: string | null;
  falseAlertsPerMonth: number;
  /** Touchpoints are judged by the answers of so many days. */
  scoreWindowDays: number;
  /** Where a smaller share of those asked answers, nobody says "customers say". */
  coverageFloor: number;
};

export function workspacesStore({ prisma, pool }: Database) {
  return {
    /** The one workspace of a one-workspace installation, made on first use. */
    async sole(): Promise<Workspace> {
      // Processes that start together make one row: the lock lets them look one after the other.
      await inTransaction(pool, async (sql) => {
        await sql.query("SELECT pg_advisory_xact_lock(hashtext('earshot sole workspace'))");
        await sql.query(
          "INSERT INTO workspace (name) SELECT 'Earshot' WHERE NOT EXISTS (SELECT 1 FROM workspace)",
        );
      });
      return prisma.workspace.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
    },

    async get(id: string): Promise<Workspace | null> {
      return prisma.workspace.findFirst({ where: { id } });
    },

    async list(): Promise<Workspace[]> {
      return prisma.workspace.findMany({ orderBy: { createdAt: "asc" } });
    },

    async bySlackTeam(slackTeamId: string): Promise<Workspace | null> {
      return prisma.workspace.findFirst({ where: { slackTeamId } });
    },

    /** The workspace of a Slack team or, of an org-wide install, of an Enterprise org; made when it is new. */
    async ofSlackTeam(slackTeamId: string, name: string): Promise<Workspace> {
      const named = { slackTeamId, name };
      return prisma.workspace.upsert({ where: { slackTeamId }, create: named, update: { name } });
    },

    async update(id: string, change: Partial<Omit<Workspace, "id">>): Promise<void> {
      await prisma.workspace.update({ where: { id }, data: change });
    },
  };
}
