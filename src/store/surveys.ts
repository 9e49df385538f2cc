import type { HeardSurvey } from "../domain/drain.ts";
import type { Asked, Coverage } from "../domain/touchpoint/coverage.ts";
import type { Days } from "../domain/touchpoint/report.ts";
import { ANSWER_DAYS } from "../domain/touchpoint/survey.ts";
import { brokenPromise } from "./customer-touch.ts";
import type { Sql } from "./database.ts";

/** Surveys that were sent, and whether they are answered. */
export function surveysStore(sql: Sql) {
  return {
    /** Twice is once. @returns our ids of those that were not there yet */
    async insert(workspaceId: string, surveys: readonly HeardSurvey[]): Promise<string[]> {
      if (surveys.length === 0) return [];
      const column = (value: (one: HeardSurvey) => unknown) => surveys.map((one) => value(one) ?? null);
      const { rows } = await sql.query<{ id: string }>(
        `INSERT INTO survey (workspace_id, source_id, external_id, sent_at, touchpoint, channel, metric, customer_id, contact_external_id)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[])
         ON CONFLICT (workspace_id, source_id, external_id) DO NOTHING RETURNING id`,
        [
          workspaceId,
          column((one) => one.sourceId),
          column((one) => one.id),
          column((one) => one.occurredAt),
          column((one) => one.touchpoint),
          column((one) => one.channel),
          column((one) => one.metric),
          column((one) => one.customerId),
          column((one) => one.contactId),
        ],
      );
      return rows.map(({ id }) => id);
    },

    /**
     * Works out anew which surveys are answered, of all that new surveys and new answers can have changed, and counts them by
     * day. In whatever order they come the end is the same.
     */
    async settle(
      workspaceId: string,
      zone: string,
      { surveyIds, feedbackIds }: { surveyIds: readonly string[]; feedbackIds: readonly string[] },
    ): Promise<void> {
      if (surveyIds.length === 0 && feedbackIds.length === 0) return;
      await sql.query(SETTLE, [workspaceId, zone, surveyIds, feedbackIds]);
    },

    /** Of the surveys sent in these days: how many, and how many of them are answered; of one touchpoint, or by each. */
    async coverage(
      workspaceId: string,
      { first, last, touchpoint }: Days & { touchpoint?: string },
    ): Promise<Map<string, Coverage>> {
      const { rows } = await sql.query<Coverage & { touchpoint: string }>(
        `SELECT touchpoint, sum(sent)::int AS sent, sum(answered)::int AS answered FROM survey_day
         WHERE workspace_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR touchpoint = $4) GROUP BY 1`,
        [workspaceId, first, last, touchpoint ?? null],
      );
      return new Map(rows.map(({ touchpoint: code, ...coverage }) => [code, coverage]));
    },

    /**
     * What the customers last asked went through in the 90 days before, each once, by the last `limit` surveys; a survey of the
     * last days may still be answered, and is left out by `to`.
     */
    async asked(
      workspaceId: string,
      touchpoint: string,
      { from, to, limit }: { from: Date; to: Date; limit: number },
    ): Promise<Asked[]> {
      const { rows } = await sql.query<Asked>(ASKED, [workspaceId, touchpoint, from, to, limit]);
      return rows;
    },
  };
}

/** What a feedback `f` without a survey's id may answer of a survey `s`: neither says that it is about something else. */
const fits = (
  s: string,
) => `f.survey_external_id IS NULL AND (f.contact_external_id IS NULL OR ${s}.contact_external_id IS NULL)
  AND (${s}.metric IS NULL OR ${s}.metric = f.metric) AND ${s}.sent_at <= f.occurred_at
  AND ${s}.sent_at > f.occurred_at - interval '${ANSWER_DAYS} days'`;

/** When survey `s` was answered first: by its id, else by its contact, else by the customer at that touchpoint. */
export const ANSWERED_AT = `(
  SELECT min(answer.at) FROM (
    SELECT f.occurred_at AS at FROM feedback f
    WHERE f.workspace_id = s.workspace_id AND f.source_id = s.source_id AND f.survey_external_id = s.external_id
    UNION ALL
    SELECT f.occurred_at FROM feedback f
    WHERE f.workspace_id = s.workspace_id AND f.source_id = s.source_id AND f.contact_external_id = s.contact_external_id
      AND f.survey_external_id IS NULL
    UNION ALL
    SELECT f.occurred_at FROM feedback f
    WHERE f.customer_id = s.customer_id AND f.workspace_id = s.workspace_id AND f.touchpoint = s.touchpoint AND ${fits("s")}
      AND NOT EXISTS (
        SELECT 1 FROM survey l WHERE l.customer_id = s.customer_id AND l.touchpoint = s.touchpoint
          AND (l.sent_at, l.external_id) > (s.sent_at, s.external_id) AND ${fits("l")})
  ) answer)`;

// A survey takes from the earlier ones of the same customer what they were thought to be answered by.
const SETTLE = `
  WITH asked AS MATERIALIZED (
    SELECT unnest($3::bigint[]) AS id
    UNION
    SELECT o.id FROM survey n JOIN survey o ON o.customer_id = n.customer_id AND o.touchpoint = n.touchpoint
      AND o.sent_at BETWEEN n.sent_at - interval '${ANSWER_DAYS} days' AND n.sent_at
    WHERE n.workspace_id = $1 AND n.id = ANY ($3::bigint[])
    UNION
    SELECT s.id FROM feedback f JOIN survey s ON s.workspace_id = f.workspace_id AND s.source_id = f.source_id
      AND s.external_id = f.survey_external_id
    WHERE f.workspace_id = $1 AND f.id = ANY ($4::bigint[])
    UNION
    SELECT s.id FROM feedback f JOIN survey s ON s.workspace_id = f.workspace_id AND s.source_id = f.source_id
      AND s.contact_external_id = f.contact_external_id
    WHERE f.workspace_id = $1 AND f.id = ANY ($4::bigint[])
    UNION
    SELECT s.id FROM feedback f JOIN survey s ON s.customer_id = f.customer_id AND s.touchpoint = f.touchpoint AND ${fits("s")}
    WHERE f.workspace_id = $1 AND f.id = ANY ($4::bigint[])
  ), judged AS MATERIALIZED (
    SELECT s.id, s.touchpoint, s.sent_at, s.answered_at AS before, ${ANSWERED_AT} AS answered_at
    FROM survey s WHERE s.workspace_id = $1 AND s.id IN (SELECT id FROM asked)
  ), changed AS (
    UPDATE survey SET answered_at = judged.answered_at FROM judged
    WHERE survey.id = judged.id AND survey.answered_at IS DISTINCT FROM judged.answered_at
  )
  INSERT INTO survey_day (workspace_id, touchpoint, day, sent, answered)
  SELECT $1, touchpoint, (sent_at AT TIME ZONE $2)::date, count(*) FILTER (WHERE id = ANY ($3::bigint[])),
    sum((answered_at IS NOT NULL)::int - (before IS NOT NULL)::int)
  FROM judged GROUP BY 2, 3
  HAVING count(*) FILTER (WHERE id = ANY ($3::bigint[])) > 0 OR sum((answered_at IS NOT NULL)::int - (before IS NOT NULL)::int) <> 0
  ORDER BY 2, 3
  ON CONFLICT (workspace_id, touchpoint, day) DO UPDATE
    SET sent = survey_day.sent + excluded.sent, answered = survey_day.answered + excluded.answered`;

const ASKED = `
  SELECT s.answered_at IS NOT NULL AS answered, c.contacts, r.reasons,
    (SELECT count(*)::int FROM promise p WHERE p.customer_id = s.customer_id AND ${brokenPromise("p")}
       AND p.due_at > s.sent_at - interval '90 days' AND p.due_at <= s.sent_at) AS "brokenPromises"
  FROM (SELECT DISTINCT ON (customer_id) * FROM (
          SELECT * FROM survey WHERE workspace_id = $1 AND touchpoint = $2 AND sent_at >= $3 AND sent_at < $4 AND customer_id IS NOT NULL
          ORDER BY sent_at DESC LIMIT $5) latest
        ORDER BY customer_id, sent_at DESC) s
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS contacts, coalesce(array_agg(id), '{}') AS ids FROM contact
    WHERE customer_id = s.customer_id AND direction = 'inbound' AND occurred_at > s.sent_at - interval '90 days' AND occurred_at <= s.sent_at) c
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT reason), '{}') AS reasons FROM contact_reason WHERE contact_id = ANY (c.ids)) r`;
