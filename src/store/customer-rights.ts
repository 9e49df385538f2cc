import { isConflict } from "./attempt.ts";
import { type Erased, eraseCustomer, FEEDBACK_IDS } from "./customer-erase.ts";
import { type WaitingEvent, waitingOf } from "./customer-waiting.ts";
import { type Database, inTransaction } from "./database.ts";

/** All that is kept about one customer, each list in the order of time; columns as the tables have them, in our words. */
export type CustomerCopy = {
  customer: object;
  contacts: object[];
  feedback: object[];
  surveys: object[];
  promises: (object & { status: string })[];
  /** Received and not processed yet, or set aside. */
  waiting: Omit<WaitingEvent, "id">[];
  /** Who looked at them or asked for this, and when. */
  lookedAt: object[];
};

/** A customer's right to a copy, and to be forgotten. */
export function customerRightsStore({ pool }: Database) {
  return {
    /** All of one instant; null when the workspace has no such customer. Whoever asks is written down first. */
    async copy(workspaceId: string, customerId: string): Promise<CustomerCopy | null> {
      return inTransaction(pool, async (sql) => {
        await sql.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        const { rows } = await sql.query(COPY, [workspaceId, customerId]);
        const [copy] = rows;
        if (copy === undefined) return null;
        const waiting = await waitingOf(sql, workspaceId, customerId);
        const { lookedAt, ...kept } = copy;
        return { ...kept, waiting: waiting.map(({ id: _, ...event }) => event), lookedAt };
      });
    },

    /** Forgets a customer; meeting another transaction halfway, it starts again. Null when there is no such customer. */
    async erase(
      workspaceId: string,
      customerId: string,
      by: { at: Date; actor: string },
    ): Promise<Erased | null> {
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await inTransaction(pool, (sql) => eraseCustomer(sql, workspaceId, customerId, by));
        } catch (error) {
          if (attempts === 3 || !isConflict(error)) throw error;
        }
      }
    },
  };
}

/** The rows of `from` as JSON, each with these keys in this order. */
function list(pairs: string, from: string, order: string): string {
  return `(SELECT coalesce(json_agg(json_build_object(${pairs}) ORDER BY ${order}), '[]') FROM ${from})`;
}

const OWN = "workspace_id = $1 AND customer_id = $2";

const COPY = `
  SELECT json_build_object('id', c.id, 'name', c.name, 'createdAt', c.created_at,
      'identities', ${list("'kind', kind, 'value', value, 'source', source_id", `customer_identity WHERE ${OWN}`, "kind, value")},
      'rhythm', (SELECT json_build_object('lastContactAt', last_contact_at, 'contacts', contacts, 'usualGapMs', usual_gap_ms,
        'silentAt', silent_at) FROM customer_touch WHERE ${OWN})) AS customer,
    ${list(
      `'source', source_id, 'id', external_id, 'occurredAt', occurred_at, 'channel', channel, 'direction', direction,
       'reasons', ARRAY(SELECT reason FROM contact_reason WHERE contact_id = contact.id ORDER BY reason),
       'suggestedReason', (SELECT reason FROM coding_suggestion WHERE contact_id = contact.id),
       'touchpoint', touchpoint, 'agent', agent, 'team', team, 'summary', summary, 'waitSeconds', wait_seconds,
       'handleSeconds', handle_seconds, 'resolved', resolved, 'outcome', outcome, 'saleAmount', sale_amount,
       'saleCurrency', sale_currency,
       'codedAgain', ${list(
         "'codedAt', coded_at, 'agent', agent, 'reasons', reasons",
         "coding WHERE coding.workspace_id = $1 AND coding.source_id = contact.source_id AND coding.contact_external_id = contact.external_id",
         "coded_at, external_id",
       )}`,
      `contact WHERE ${OWN}`,
      "occurred_at, id",
    )} AS contacts,
    ${list(
      `'source', source_id, 'id', external_id, 'occurredAt', occurred_at, 'metric', metric, 'score', score,
       'touchpoint', touchpoint, 'comment', comment, 'contact', contact_external_id, 'survey', survey_external_id`,
      `feedback WHERE workspace_id = $1 AND id IN (${FEEDBACK_IDS})`,
      "occurred_at, id",
    )} AS feedback,
    ${list(
      `'source', source_id, 'id', external_id, 'sentAt', sent_at, 'touchpoint', touchpoint, 'channel', channel,
       'metric', metric, 'contact', contact_external_id, 'answeredAt', answered_at`,
      `survey WHERE ${OWN}`,
      "sent_at, id",
    )} AS surveys,
    ${list(
      `'source', source_id, 'id', external_id, 'text', text, 'status', status, 'madeAt', made_at, 'dueAt', due_at,
       'keptAt', kept_at, 'owner', owner, 'team', team, 'channel', channel,
       'history', ${list(
         "'at', at, 'actor', actor, 'action', action, 'dueAt', due_at, 'told', told, 'note', note",
         "promise_entry WHERE promise_id = promise.id",
         "at, id",
       )}`,
      `promise WHERE ${OWN}`,
      "made_at, id",
    )} AS promises,
    ${list(
      "'at', at, 'actor', actor, 'action', action",
      "audit_entry WHERE workspace_id = $1 AND subject = ($2::uuid)::text",
      "at, id",
    )} AS "lookedAt"
  FROM customer c WHERE c.workspace_id = $1 AND c.id = $2`;
