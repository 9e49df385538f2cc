import { createHash, randomBytes } from "node:crypto";
import { SetupError, StoreUnavailableError } from "../errors.ts";
import type { Database, Sql } from "./database.ts";

/** A sender as the ingest path knows it. */
export type Source = {
  id: string;
  workspaceId: string;
  kind: string;
  name: string;
  /** Newest first: what may sign. Ours are `whsec_...`; another system's are as it issued them, none until they are known. */
  secrets: string[];
};

export type SourceRef = { id: string; name: string; kind: string };

/** What is shown once, when it is made. */
export type SourceKeys = SourceRef & { token: string; secret: string };

export function sourcesStore({ prisma, ingest }: Database) {
  const named = (workspaceId: string, idOrName: string) => ({
    workspaceId,
    OR: [{ id: idOrName }, { name: idOrName }],
  });

  async function create(
    workspaceId: string,
    { kind, name }: { kind: string; name: string },
    token: string,
    secrets: string[],
  ): Promise<SourceRef> {
    const made = { id: `src_${randomBytes(9).toString("hex")}`, name, kind };
    const row = { ...made, workspaceId, tokenHash: hashToken(token), secrets };
    const { count } = await prisma.source.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) return made;
    throw new SetupError(`A source named ${name} exists already. Choose another name, or rotate its keys.`);
  }

  return {
    /**
     * A source that sends in our own words, with keys that we make.
     * @throws SetupError when the workspace has a source of that name
     */
    async add(workspaceId: string, { kind, name }: { kind: "generic"; name: string }): Promise<SourceKeys> {
      const keys = { token: newToken(), secret: newSecret() };
      return { ...(await create(workspaceId, { kind, name }, keys.token, [keys.secret])), ...keys };
    },

    /**
     * A source of another system, which issues the signing secret itself; undefined while that is not known, and until
     * then it cannot send.
     * @throws SetupError when the workspace has a source of that name
     */
    async addSystem(
      workspaceId: string,
      { kind, name, secret }: { kind: string; name: string; secret: string | undefined },
    ): Promise<SourceRef> {
      // A token that nobody is told opens nothing.
      return create(workspaceId, { kind, name }, newToken(), secret === undefined ? [] : [secret]);
    },

    /** Without their keys, oldest first. */
    async list(workspaceId: string) {
      const select = { id: true, name: true, kind: true, createdAt: true, disabledAt: true } as const;
      return prisma.source.findMany({ where: { workspaceId }, select, orderBy: { createdAt: "asc" } });
    },

    /**
     * A new signing secret, for another system's source the one it issued; the one before it is accepted until the next
     * rotation. `token: true` replaces the token too, and the old token ends at once.
     * @throws SetupError when the workspace has no such source, or when it is not for us (or for the caller) to make keys
     */
    async rotate(
      workspaceId: string,
      idOrName: string,
      { token, secret: issued }: { token: boolean; secret?: string | undefined },
    ) {
      const source = await prisma.source.findFirst({ where: named(workspaceId, idOrName) });
      if (source === null) throw new SetupError(`There is no source ${idOrName}. See: earshot source list`);
      const { id, name, kind } = source;
      if (kind === "generic" && issued !== undefined) {
        throw new SetupError(`The secret of ${name} is made here: leave --secret out.`);
      }
      if (kind !== "generic" && (issued === undefined || token)) {
        throw new SetupError(
          `${kind} issues its own secret and has no token. Use --secret <its signing secret>.`,
        );
      }
      const secret = issued ?? newSecret();
      const changed = token ? newToken() : undefined;
      await prisma.source.update({
        where: { id },
        data: {
          secrets: [secret, ...source.secrets.slice(0, 1)],
          ...(changed === undefined ? {} : { tokenHash: hashToken(changed) }),
        },
      });
      return { id, name, kind, secret, ...(changed === undefined ? {} : { token: changed }) };
    },

    byId: (id: string) => find(ingest, "id", id),

    byToken: (token: string) => find(ingest, "token_hash", hashToken(token)),
  };
}

/** @throws StoreUnavailableError */
async function find(
  sql: Pick<Sql, "query">,
  column: "id" | "token_hash",
  value: string,
): Promise<Source | null> {
  try {
    const { rows } = await sql.query<Source>(
      `SELECT id, workspace_id AS "workspaceId", kind, name, secrets FROM source
       WHERE ${column} = $1 AND disabled_at IS NULL`,
      [value],
    );
    return rows[0] ?? null;
  } catch (error) {
    throw new StoreUnavailableError("The source could not be looked up now.", { cause: error });
  }
}

function newToken(): string {
  return `est_${randomBytes(32).toString("base64url")}`;
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** A token has 256 random bits: a plain hash hides it well enough, and finds it by an index. */
function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
