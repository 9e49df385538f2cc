import type { Database } from "./database.ts";

/** Who looked at or changed what. `subject` is an id, never a customer's words. */
export type AuditEntry = { at: Date; actor: string; action: string; subject: string };

export function auditStore({ prisma }: Database) {
  return {
    async add(workspaceId: string, entry: AuditEntry): Promise<void> {
      await prisma.auditEntry.create({ data: { workspaceId, ...entry } });
    },

    /** Newest first. */
    async latest(workspaceId: string, limit = 100): Promise<AuditEntry[]> {
      return prisma.auditEntry.findMany({
        where: { workspaceId },
        orderBy: { id: "desc" },
        take: limit,
        select: { at: true, actor: true, action: true, subject: true },
      });
    },
  };
}
