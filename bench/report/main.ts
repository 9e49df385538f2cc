import { caughtUpState } from "../../jobs/detect/detectorState.ts";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { lastMonth, lastWeek, spanBetween } from "../../src/domain/report/span.ts";
import { codingTrust } from "../../src/figures/coding-trust.ts";
import { calendarOf } from "../../src/holidays.ts";
import { composeReport } from "../../src/report/compose.ts";
import { reportPage } from "../../src/report/page.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { answerTop } from "../../src/slack/listeners/signal/signals-top.ts";
import { answerTouchpoints } from "../../src/slack/listeners/signal/signals-touchpoint.ts";
import { answerWeek } from "../../src/slack/listeners/signal/signals-week.ts";
import { within } from "../../src/store/fence.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { emptyStore } from "../emptyStore.ts";
import { fillRollUps, SIZES } from "./fill.ts";

const isQuick = process.argv.includes("--quick");
const DAYS = isQuick ? 120 : 365;
const ROUNDS = isQuick ? 5 : 20;
const AIM_MS = 2_000;

const { db, store, workspaceId, close } = await emptyStore();
try {
  await measure();
} finally {
  await close();
}

/**
 * Asks for each figure again and again, as people would. Aim: p95 under 2 s over 10 million contacts, and on a quiet machine
 * under 1 s, so that there is room.
 */
async function measure(): Promise<void> {
  const id = workspaceId;
  await store.workspaces.update(id, { zone: "Europe/Helsinki" });
  await store.costs.save(id, { ...usualCosts, perHour: { default: 42, chat: 30 } });
  const client = await db.pool.connect();
  const rows = await fillRollUps(client, id, DAYS).finally(() => client.release(true));
  const workspace = await store.workspaces.sole();
  const now = () => new Date();
  const words = wordsIn("en");
  const deps = { store, now, words } as Parameters<typeof answerTouchpoints>[0];
  console.log(
    `Roll-ups of ${(SIZES.contactsADay * DAYS).toLocaleString("en")} contacts over ${DAYS} days, ${SIZES.reasons} reasons, ${SIZES.agents} agents: ${rows}\n${ROUNDS} times each (aim: p95 under 2 s)`,
  );
  const asOf = new Date();
  // as its worker has
  await learn(workspace, asOf);
  const long = spanBetween(
    workspace.zone,
    { first: new Date(asOf.getTime() - 90 * 86_400_000).toISOString().slice(0, 10), last: undefined },
    asOf,
  );
  const report = async (span: ReturnType<typeof lastWeek>) =>
    reportPage(words, await composeReport({ store, now }, workspace, span)).length;
  const figures: [string, () => Promise<unknown>][] = [
    ["the report of a week, as a page", () => report(lastWeek(workspace.zone, asOf))],
    ["the report of a month, as a page", () => report(lastMonth(workspace.zone, asOf))],
    ...("problem" in long
      ? []
      : [["the report of 90 days, as a page", () => report(long)] as [string, () => Promise<unknown>]]),
    ["/signals top", () => answerTop(deps, workspace)],
    ["/signals reason-1", () => answerWeek(deps, workspace, "reason-1", [])],
    ["/signals touchpoints", () => answerTouchpoints(deps, workspace)],
    ["/signals trust", () => codingTrust(store, workspace, { now: now() })],
    ["/signals silent", () => store.customerTouches.silent(id, now())],
  ];
  for (const [name, ask] of figures) {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      await within(id, ask);
      took.push(performance.now() - startedAt);
    }
    took.sort((a, b) => a - b);
    const [p50 = 0, p95 = 0] = [0.5, 0.95].map((q) => took[Math.ceil(q * took.length) - 1]);
    const isSlow = p95 > AIM_MS;
    console.log(
      `  ${name.padEnd(34)} p50 ${p50.toFixed(0).padStart(5)} ms   p95 ${p95.toFixed(0).padStart(5)} ms${isSlow ? "   too slow" : ""}`,
    );
    if (isSlow) process.exitCode = 1;
  }
}

async function learn(workspace: Workspace, now: Date): Promise<void> {
  const span = await store.buckets.span(workspace.id);
  if (span === null) throw new Error("there is nothing to learn");
  const calendar = calendarOf(workspace, span.firstAt, now.getTime());
  await caughtUpState(store, workspace, calendar, span.firstAt, now.getTime());
}
