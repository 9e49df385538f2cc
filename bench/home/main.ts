import { createMetrics } from "../../src/metrics.ts";
import type { Slack } from "../../src/slack/connection/slack.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { publishHome } from "../../src/slack/listeners/home/publish-home.ts";
import { emptyStore } from "../emptyStore.ts";

const EVENTS = process.argv.includes("--quick") ? 100_000 : 500_000;
const TEAMS = 30;
const OPEN_EACH = 300;
const PROMISES = EVENTS / 10;
const OPENINGS = 100;

const { db, store, workspaceId, close } = await emptyStore();

try {
  await fill();
  const workspace = await store.workspaces.sole();
  console.log(
    `App Home among ${EVENTS.toLocaleString("en")} events and ${PROMISES.toLocaleString("en")} promises, ${TEAMS * OPEN_EACH} of them open in ${TEAMS} teams, ${OPENINGS} openings each, without Slack's own time (aim: p95 under 300 ms)`,
  );
  for (const [who, isAdmin] of [
    ["a person of two teams", false],
    ["a lead of every team", false],
    ["an admin and lead of every team", true],
  ] as const) {
    const userId = who.startsWith("a person") ? "U0MAIJA" : "U0OTTO";
    const slack = { user: async () => ({ isAdmin }), groupMembers: async () => [] } as unknown as Slack;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const deps = {
      ...{ store, slack, log, metrics: createMetrics(), now: () => new Date() },
      ...{ slackFor: async () => slack, enqueue: async () => {}, words: wordsIn("en") },
    };
    const client = { views: { publish: async () => ({ ok: true }) } } as never;
    const took: number[] = [];
    for (let each = 0; each < OPENINGS; each += 1) {
      const startedAt = performance.now();
      await publishHome(deps, { workspace, userId, client });
      took.push(performance.now() - startedAt);
    }
    took.sort((a, b) => a - b);
    const quantile = (q: number) => took[Math.floor(q * took.length)]?.toFixed(1).padStart(7);
    console.log(`  ${who.padEnd(34)} p50 ${quantile(0.5)} ms   p95 ${quantile(0.95)} ms`);
  }
} finally {
  await close();
}

/** Some of all that a tab reads: most is processed, kept and resolved, as it is after a year. */
async function fill(): Promise<void> {
  const run = (sql: string) => db.pool.query(sql, [workspaceId]);
  await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
  await run(
    `INSERT INTO event (workspace_id, source_id, kind, external_id, received_at, processed_at)
     SELECT $1, (SELECT id FROM source LIMIT 1), 'contact', n::text, now() - interval '5 seconds' * (${EVENTS} - n), now()
     FROM generate_series(1, ${EVENTS}) n`,
  );
  await run(
    `INSERT INTO team (workspace_id, code, label, leads)
     SELECT $1, 'team-' || n, 'Team ' || n, '{U0OTTO}' FROM generate_series(1, ${TEAMS}) n`,
  );
  await run(
    `INSERT INTO staff (workspace_id, code, slack_user_id, team_code)
     SELECT $1, 'agent-' || n, CASE WHEN n <= 2 THEN 'U0MAIJA' END, 'team-' || 1 + n % ${TEAMS} FROM generate_series(1, 600) n`,
  );
  await run(
    `INSERT INTO reason (workspace_id, code, label, first_seen_at)
     SELECT $1, 'reason-' || n, 'Reason ' || n, now() - interval '1 day' * n FROM generate_series(1, 300) n`,
  );
  await run(
    `INSERT INTO promise (workspace_id, source_id, external_id, text, made_at, due_at, owner, team, status, kept_at)
     SELECT $1, 'bench', n::text, 'call back about the refund', now() - interval '3 days', now() + interval '1 minute' * (n % 4000 - 1000),
       'agent-' || 1 + n % 600, 'team-' || 1 + n % ${TEAMS}, CASE WHEN n <= ${TEAMS * OPEN_EACH} THEN 'open' ELSE 'kept' END,
       CASE WHEN n > ${TEAMS * OPEN_EACH} THEN now() - interval '1 day' END
     FROM generate_series(1, ${PROMISES}) n`,
  );
  await run(
    `INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action, due_at)
     SELECT workspace_id, id, made_at, owner, 'made', due_at FROM promise WHERE workspace_id = $1`,
  );
  await run(
    `INSERT INTO signal (workspace_id, kind, subject, status, facts, opened_at, resolved_at)
     SELECT $1, 'spike', 'reason-' || n % 300, 'resolved', '{"kind":"spike"}', now() - interval '1 hour' * n, now()
     FROM generate_series(1, 5000) n`,
  );
  await db.pool.query("ANALYZE");
}
