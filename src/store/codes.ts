import { labelOf, type SeenCodes } from "../domain/codes.ts";
import type { Sql } from "./database.ts";

/** Reasons, touchpoints, teams and agents get a row when first seen, so that people can name and route them. */
export function codesStore(sql: Sql) {
  return {
    async meet(workspaceId: string, { reasons, touchpoints, teams, staff }: SeenCodes): Promise<void> {
      const labelled = (codes: Iterable<string>) => [...codes].sort().map((code) => [code, labelOf(code)]);
      const reasonRows = labelled(reasons.keys());
      const touchpointRows = labelled(touchpoints);
      const teamRows = labelled(teams);
      const staffCodes = [...staff.keys()].sort();
      await sql.query(MEET, [
        workspaceId,
        reasonRows.map(([code]) => code),
        reasonRows.map(([, label]) => label),
        reasonRows.map(([code = ""]) => reasons.get(code)),
        touchpointRows.map(([code]) => code),
        touchpointRows.map(([, label]) => label),
        teamRows.map(([code]) => code),
        teamRows.map(([, label]) => label),
        staffCodes,
        staffCodes.map((code) => staff.get(code) ?? null),
      ]);
    },
  };
}

// The anti-joins keep a drain that meets nothing new from writing at all.
const MEET = `
  WITH reasons AS (
    INSERT INTO reason (workspace_id, code, label, aliases, first_seen_at)
    SELECT $1, code, label, '{}', seen_at FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS s (code, label, seen_at)
    WHERE NOT EXISTS (SELECT 1 FROM reason r WHERE r.workspace_id = $1 AND r.code = s.code)
    ON CONFLICT DO NOTHING
  ), touchpoints AS (
    INSERT INTO touchpoint (workspace_id, code, label)
    SELECT $1, code, label FROM unnest($5::text[], $6::text[]) AS s (code, label)
    WHERE NOT EXISTS (SELECT 1 FROM touchpoint t WHERE t.workspace_id = $1 AND t.code = s.code)
    ON CONFLICT DO NOTHING
  ), teams AS (
    INSERT INTO team (workspace_id, code, label, leads)
    SELECT $1, code, label, '{}' FROM unnest($7::text[], $8::text[]) AS s (code, label)
    WHERE NOT EXISTS (SELECT 1 FROM team t WHERE t.workspace_id = $1 AND t.code = s.code)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO staff (workspace_id, code, team_code)
  SELECT $1, code, team FROM unnest($9::text[], $10::text[]) AS s (code, team)
  WHERE NOT EXISTS (SELECT 1 FROM staff t WHERE t.workspace_id = $1 AND t.code = s.code)
  ON CONFLICT DO NOTHING`;
