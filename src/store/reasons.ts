import {
  addAliases,
  type Catalogue,
  type Decision,
  type Entry,
  meanings,
  type Refusal,
  withNames,
} from "../domain/reason/catalogue.ts";
import type { ReasonValue } from "../domain/reason/value.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { recode, setReason } from "./reason-catalogue.ts";

export type Reason = {
  code: string;
  label: string;
  /** Every other code that leads to it: other spellings, and reasons that are merged into it. */
  aliases: string[];
  /** Slack channel id that owns it; null: the workspace's default channel. */
  slackChannel: string | null;
  value: ReasonValue | null;
  /** Whether it says nothing, as "other" does; null: its name tells. */
  isVague: boolean | null;
  /** When people took it into the catalogue; null: not yet. */
  cataloguedAt: Date | null;
  /** When people were told that it is new, and until when they do not want to be asked. */
  toldAt: Date | null;
  putOffUntil: Date | null;
  firstSeenAt: Date;
};

/** A workspace with codes that nobody has catalogued, was told of or put off, and the channel to tell it in. */
export type UntoldWorkspace = { workspaceId: string; zone: string; defaultChannel: string; codes: string[] };

/** Contact reasons, made when first seen; usable within a transaction. A merged reason is part of another and none of its own. */
export function reasonsReader(sql: Sql) {
  return {
    /** By code. */
    list: (workspaceId: string): Promise<Reason[]> => reasonsOf(sql, workspaceId),

    /** By any code that leads to it. */
    async get(workspaceId: string, code: string): Promise<Reason | null> {
      const reasons = await reasonsOf(sql, workspaceId);
      return (
        reasons.find((reason) => reason.code === code) ??
        reasons.find(({ aliases }) => aliases.includes(code)) ??
        null
      );
    },

    async catalogue(workspaceId: string): Promise<Catalogue> {
      return new Map((await rowsOf(sql, workspaceId)).map((row) => [row.code, row]));
    },

    /** People hear that these codes are new. */
    async told(workspaceId: string, codes: readonly string[], at: Date): Promise<void> {
      await sql.query("UPDATE reason SET told_at = $3 WHERE workspace_id = $1 AND code = ANY ($2)", [
        workspaceId,
        codes,
        at,
      ]);
    },

    /** Every code that is not its own reason, with the reason that it means. */
    async meanings(workspaceId: string): Promise<Map<string, string>> {
      const { rows } = await sql.query<Entry>(
        `SELECT code, aliases, merged_into AS "mergedInto" FROM reason
         WHERE workspace_id = $1 AND (aliases <> '{}' OR merged_into IS NOT NULL)`,
        [workspaceId],
      );
      return meanings(rows);
    },
  };
}

/** What people make of reasons. */
export function reasonsStore({ pool }: Database) {
  return {
    ...reasonsReader(pool),

    /**
     * Makes the reason, or changes what is given of it; it is in the catalogue then. Its `aliases` become exactly these codes,
     * and contacts follow them.
     */
    async upsert(
      workspaceId: string,
      { code, aliases, ...set }: Pick<Reason, "code"> & Partial<Settable>,
      at: Date,
    ): Promise<void> {
      await inTransaction(pool, async (sql) => {
        if (aliases !== undefined) {
          const wanted = new Map([[code, aliases]]);
          const decide = (catalogue: Catalogue) =>
            ({ kind: "changed", catalogue: withNames(catalogue, wanted) }) as const;
          await recode(sql, workspaceId, decide, at);
        }
        await setReason(sql, workspaceId, { code, ...set }, at);
      });
    },

    /**
     * The same with further spellings, beside whatever leads to the reason by now: a merge may be under way. Nothing is changed
     * when one of them cannot be; answers why.
     */
    async saveWith(
      workspaceId: string,
      { code, added, ...set }: Pick<Reason, "code"> & Partial<Named> & { added: readonly string[] },
      at: Date,
    ): Promise<Refusal | undefined> {
      return inTransaction(pool, async (sql) => {
        const decide = (catalogue: Catalogue): Decision => addAliases(catalogue, code, added);
        const recoded = added.length === 0 ? undefined : await recode(sql, workspaceId, decide, at);
        if (recoded?.kind === "refused") return recoded;
        await setReason(sql, workspaceId, { code, ...set }, at);
        return undefined;
      });
    },

    /** Of all workspaces with a default channel. */
    async untold(now: Date): Promise<UntoldWorkspace[]> {
      const { rows } = await pool.query<UntoldWorkspace>(
        `SELECT workspace.id AS "workspaceId", zone, default_channel AS "defaultChannel", array_agg(code) AS codes
         FROM workspace JOIN reason ON reason.workspace_id = workspace.id
         WHERE default_channel IS NOT NULL AND catalogued_at IS NULL AND merged_into IS NULL AND told_at IS NULL
           AND (put_off_until IS NULL OR put_off_until <= $1)
         GROUP BY workspace.id`,
        [now],
      );
      return rows;
    },

    /** People do not want to be asked about a new code until then. */
    async putOff(workspaceId: string, code: string, until: Date): Promise<void> {
      await pool.query(
        "UPDATE reason SET put_off_until = $3 WHERE workspace_id = $1 AND code = $2 AND catalogued_at IS NULL",
        [workspaceId, code, until],
      );
    },
  };
}

type Named = Pick<Reason, "label" | "slackChannel" | "value" | "isVague">;
type Settable = Named & Pick<Reason, "aliases">;
type Row = Omit<Reason, "aliases"> & Entry;

async function reasonsOf(sql: Sql, workspaceId: string): Promise<Reason[]> {
  const rows = await rowsOf(sql, workspaceId);
  const names = new Map<string, string[]>();
  for (const [code, reason] of meanings(rows)) names.set(reason, [...(names.get(reason) ?? []), code]);
  return rows
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ mergedInto: _, ...reason }) => ({ ...reason, aliases: (names.get(reason.code) ?? []).sort() }));
}

async function rowsOf(sql: Sql, workspaceId: string): Promise<Row[]> {
  const { rows } = await sql.query<Row>(
    `SELECT code, label, aliases, merged_into AS "mergedInto", slack_channel AS "slackChannel", value, vague AS "isVague",
       catalogued_at AS "cataloguedAt", told_at AS "toldAt", put_off_until AS "putOffUntil", first_seen_at AS "firstSeenAt"
     FROM reason WHERE workspace_id = $1 ORDER BY code`,
    [workspaceId],
  );
  return rows;
}
