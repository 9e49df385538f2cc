import { createHash } from "node:crypto";
import { modelOf, newCounts } from "../../src/domain/coding/naive-bayes.ts";
import { readerToBytes } from "../../src/domain/coding/reader-bytes.ts";
import type { TestDatabase } from "./database.ts";
import { overdueFacts, spikeFacts } from "./facts.ts";

/** When all that is in a tenant happened. */
export const at = new Date("2026-11-20T12:00:00Z");
export const channel = "C0BILLING";
/** Codes that every tenant has: one that reads another's by them would be seen. */
export const reason = "invoice-wrong";

/** A workspace with rows in every table, and a word of its own in all that people wrote. */
export type Tenant = Awaited<ReturnType<typeof tenant>>;

/** @param word in every text of its rows, and in nobody else's */
export async function tenant({ db, store }: Pick<TestDatabase, "db" | "store">, word: string) {
  const { id: workspaceId } = await store.workspaces.ofSlackTeam(`T${word}`, word);
  const source = await store.sources.add(workspaceId, { kind: "generic", name: word });
  const customerRef = { id: `${word}-77`, email: `${word}@example.fi`, phone: "040 123 4567", name: word };
  const customerId = `${await store.customers.ensure(workspaceId, customerRef)}`;
  await store.teams.upsert(workspaceId, {
    code: "billing",
    label: word,
    slackChannel: channel,
    leads: [word],
  });
  await store.teams.upsertStaff(workspaceId, { code: "maija", slackUserId: "UMAIJA", teamCode: "billing" });
  await store.reasons.upsert(workspaceId, { code: reason, label: word, aliases: [`${word} alias`] }, at);
  await store.routes.change(workspaceId, () => [
    {
      kinds: [],
      reasons: [word],
      channels: [],
      touchpoints: [],
      teams: [],
      slackChannels: [channel],
      continues: false,
    },
  ]);
  const settings = await store.channels.get(workspaceId, channel);
  await store.channels.save(workspaceId, channel, { ...settings, budget: word.length, digest: "daily" }, at);
  await store.readers.choose(workspaceId, "U0READER", "fi");
  await store.mutes.mute(workspaceId, {
    reason,
    slackChannel: channel,
    mutedAt: at,
    until: later(1),
    by: word,
  });
  await store.audit.add(workspaceId, { at, actor: word, action: "look-up", subject: word });
  await store.slackReceipts.first(workspaceId, "key", at);
  await store.installations.save({
    ...{ workspaceId, teamId: `T${word}`, enterpriseId: null, isEnterpriseInstall: false, installedBy: word },
    ...{ botUserId: word, scopes: [word], installedAt: at, token: { keyId: word, bytes: Buffer.from(word) } },
  });
  const insert = async (table: string, row: object): Promise<string> => {
    const names = Object.keys(row);
    const { rows } = await db.pool.query(
      `INSERT INTO ${table} (workspace_id, ${names.join(", ")}) VALUES ($1, ${names.map((_, n) => `$${n + 2}`).join(", ")})
       RETURNING to_jsonb(${table}) ->> 'id' AS id`,
      [workspaceId, ...Object.values(row)],
    );
    return rows[0].id;
  };
  const recodingId = await insert("recoding", {
    ...{ kind: "merge", code: word, target: reason, asked_by: word, asked_at: at },
  });
  await insert("coding_day", { reason, day: at, touchpoint: word, agent: word, contacts: 7 });
  await insert("coding_day", { reason: "*", day: at, touchpoint: word, agent: word, contacts: 7 });
  await insert("coding", {
    ...{ source_id: source.id, external_id: "g-1", contact_external_id: "call-2", coded_at: at, agent: word },
    reasons: [word],
  });
  for (const term of [-1, 0, 7]) await insert("term_day", { term, day: at, contacts: word.length });
  await insert("classifier", {
    ...{ version: 1, learned_at: at, report: JSON.stringify({ word }), read_through: 1 },
    model: Buffer.from(readerToBytes({ temperature: 1, model: { ...modelOf(newCounts([word, "other"])) } })),
  });
  const event = { source_id: source.id, kind: "contact", body: JSON.stringify({ word }), received_at: at };
  const eventId = await insert("event", { ...event, external_id: "waits" });
  await insert("event", { ...event, external_id: "aside", error: word, processed_at: at });
  await insert("touchpoint", { code: "invoice", label: word });
  const contact = {
    source_id: source.id,
    occurred_at: at,
    customer_id: customerId,
    agent: "maija",
    team: "billing",
  };
  const call = async (id: string, direction: string) =>
    insert("contact", {
      ...{ ...contact, external_id: id, direction, channel: "phone", summary: word, touchpoint: "invoice" },
    });
  const contactId = await call("call-1", "outbound");
  const inbound = await call("call-2", "inbound");
  for (const code of [reason, `${word}-too`]) {
    await insert("contact_reason", { contact_id: inbound, reason: code, occurred_at: at });
  }
  const uncoded = await call("call-3", "inbound");
  await insert("coding_suggestion", { contact_id: uncoded, reason: word, confidence: 0.9 });
  await insert("feedback", {
    ...{ source_id: source.id, external_id: "f-1", occurred_at: at, metric: "nps", score: 3, comment: word },
    customer_id: customerId,
  });
  const feedbackId = await insert("feedback", {
    ...{ source_id: source.id, external_id: "f-2", occurred_at: at, metric: "csat", score: 2, comment: word },
    ...{ customer_id: customerId, touchpoint: "invoice", contact_external_id: "call-2" },
  });
  const asked = { source_id: source.id, sent_at: later(-1), touchpoint: "invoice", customer_id: customerId };
  const surveyId = await insert("survey", { ...asked, external_id: "s-1" });
  const scored = { touchpoint: "invoice", day: "2026-11-20", metric: "csat" };
  await insert("score_day", { ...scored, channel: word, score: 2, count: 7 });
  await insert("survey_day", { touchpoint: "invoice", day: "2026-11-20", sent: 7, answered: 3 });
  await insert("customer_touch", {
    ...{ customer_id: customerId, last_contact_at: at, contacts: 7, weighed: false },
  });
  for (const grain of ["5m", "1h", "1d"]) {
    await insert("bucket", { grain, reason, channel: word, start_at: at, count: 7 });
    await insert("bucket", { grain, reason: "*", channel: word, start_at: at, count: 7 });
  }
  await insert("reason_day", {
    ...{
      start_at: at,
      reason,
      channel: word,
      contacts: 7,
      share: 7,
      handled: 7,
      handle_seconds: 700,
      repeats: 1,
    },
  });
  const mendId = await insert("reason_mend", {
    reason,
    mended_on: "2026-11-02",
    by: word,
    at,
    note: word,
    look_at: at,
  });
  await insert("source_hour", { source_id: source.id, start_at: at, contacts: 7, prompt: 7, heard_at: at });
  await insert("baseline", { series: "live", version: 1, through_at: at, state: JSON.stringify({ word }) });
  await insert("baseline", {
    series: "judged",
    version: 1,
    through_at: at,
    state: JSON.stringify({ live: true }),
  });

  const promise = await store.promises.make({
    ...{ workspaceId, customerId, text: word, dueAt: at, owner: "maija", team: "billing", channel: "phone" },
    ...{ by: "UMAIJA", at: later(-1), key: "form-1" },
  });
  await db.pool.query(
    "UPDATE promise SET kept_by_contact_id = $2, business_from = $3, business_left_ms = 1 WHERE id = $1",
    [promise.id, contactId, later(-1)],
  );
  const opening = { workspaceId, team: "billing", at, slackChannels: [channel], escalateAt: at };
  const group = await store.signals.open({
    ...opening,
    kind: "spike",
    subject: reason,
    facts: spikeFacts({ reasonLabel: word }),
  });
  const overdue = await store.signals.open({
    ...opening,
    ...{
      kind: "overdue-promise",
      subject: promise.id,
      facts: overdueFacts({ promiseId: promise.id, text: word }),
    },
  });
  await db.pool.query("UPDATE signal SET group_id = $2 WHERE id = $1", [overdue.id, group.id]);
  await db.pool.query("UPDATE alert SET message_ts = '1.' || $2 WHERE signal_id = $1", [group.id, word]);
  await db.pool.query("UPDATE alert SET hold = 'digest', held_at = $2 WHERE signal_id = $1", [
    overdue.id,
    at,
  ]);
  await store.marks.mark({ workspaceId, signalId: group.id, slackUserId: word, useful: false, at });
  const { noticeIds } = await store.notices.add(workspaceId, [
    { key: "n-1", slackTo: word, subject: promise.id, facts: { kind: "handed-over", by: word }, at },
  ]);
  const digest = { created_at: at, facts: JSON.stringify({ kind: "digest", content: { word, held: [] } }) };
  await insert("notice", {
    ...digest,
    key: "d-1",
    kind: "digest",
    slack_to: channel,
    subject: channel,
    message_ts: "5.5",
  });
  return {
    word,
    workspaceId,
    sourceId: source.id,
    customerId,
    eventId,
    recodingId,
    contactId,
    mendId,
    feedbackId,
    surveyId,
    promiseId: promise.id,
    promiseExternalId: promise.externalId,
    signalId: overdue.id,
    groupId: group.id,
    alertIds: [...group.alertIds, ...overdue.alertIds],
    noticeId: `${noticeIds[0]}`,
    /** What only this tenant's own people may ever be shown. */
    secrets: [
      word,
      workspaceId,
      source.id,
      customerId,
      recodingId,
      promise.id,
      overdue.id,
      group.id,
      ...group.alertIds,
      ...overdue.alertIds,
      ...noticeIds,
    ],
  };
}

const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

/** One fingerprint a table of all rows of a workspace. */
export async function rowsOf(
  { db }: Pick<TestDatabase, "db">,
  workspaceId: string,
): Promise<Record<string, string>> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`,
  );
  const all = [
    ...tables.map(({ name }) => [
      name,
      `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE workspace_id = $1`,
    ]),
    ["workspace", "SELECT to_jsonb(t)::text AS row FROM workspace t WHERE id = $1"],
  ];
  const parts = all.map(
    ([name, rows]) => `SELECT '${name}' AS name, array_agg(row ORDER BY row) AS rows FROM (${rows}) r`,
  );
  const { rows } = await db.pool.query<{ name: string; rows: string[] | null }>(parts.join(" UNION ALL "), [
    workspaceId,
  ]);
  return Object.fromEntries(
    rows.map(({ name, rows }) => [
      name,
      `${rows?.length ?? 0} ${createHash("sha256")
        .update((rows ?? []).join())
        .digest("hex")}`,
    ]),
  );
}
