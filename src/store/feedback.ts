import type { HeardFeedback } from "../domain/drain.ts";
import type { Sql } from "./database.ts";

/** Scores that customers gave. */
export function feedbackDrainStore(sql: Sql) {
  return {
    /** Twice is once. @returns our ids of those that were not there yet */
    async insert(workspaceId: string, feedback: readonly HeardFeedback[]): Promise<string[]> {
      if (feedback.length === 0) return [];
      const column = (value: (one: HeardFeedback) => unknown) => feedback.map((one) => value(one) ?? null);
      const { rows } = await sql.query<{ id: string }>(
        `INSERT INTO feedback (workspace_id, source_id, external_id, occurred_at, metric, score, touchpoint, comment, customer_id,
           contact_external_id, survey_external_id)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::int[], $7::text[], $8::text[],
           $9::uuid[], $10::text[], $11::text[])
         ON CONFLICT (workspace_id, source_id, external_id) DO NOTHING RETURNING id`,
        [
          workspaceId,
          column((one) => one.sourceId),
          column((one) => one.id),
          column((one) => one.occurredAt),
          column((one) => one.metric),
          column((one) => one.score),
          column((one) => one.touchpoint),
          column((one) => one.comment),
          column((one) => one.customerId),
          column((one) => one.contactId),
          column((one) => one.surveyId),
        ],
      );
      return rows.map(({ id }) => id);
    },
  };
}
