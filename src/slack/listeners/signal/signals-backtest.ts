import { setTimeout as moment } from "node:timers/promises";
import { backtestReason } from "../../../figures/reason-backtest.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { ListReply } from "../../messages/promise/lists.ts";
import { backtestReply } from "../../messages/reason/reason.ts";
import { said } from "../../messages/words.ts";
import { reasonNamed } from "./reason-named.ts";

type Answer = ListReply | { text: string };

const USUAL_DAYS = 90;
/** What is older says little of today, and takes time from others. */
const MOST_DAYS = 180;
/** Nobody waits longer for a first word. */
const FIRST_WORD_MS = 700;

/** Workspaces whose past is being read: one backtest at a time each. */
const underWay = new Set<string>();

/** Answers `/signals backtest <reason> [90d]`; what takes longer than a moment is announced first. */
export async function answerBacktest(
  deps: ListenerDeps,
  workspace: Workspace,
  asked: string,
  say: (answer: Answer) => Promise<void>,
): Promise<void> {
  if (underWay.has(workspace.id)) {
    return say({ text: deps.words.t("signals.backtestUnderWay") });
  }
  underWay.add(workspace.id);
  try {
    const answer = backtest(deps, workspace, asked);
    const atOnce = await Promise.race([answer, moment(FIRST_WORD_MS, undefined, { ref: false })]);
    if (atOnce === undefined) await say({ text: deps.words.t("signals.readingPast") });
    await say(await answer);
  } finally {
    underWay.delete(workspace.id);
  }
}

async function backtest(deps: ListenerDeps, workspace: Workspace, asked: string): Promise<Answer> {
  const { store, now, words } = deps;
  const { name, days } = readAsked(asked);
  if (name === "") return { text: words.t("signals.whichReason") };
  if (days === 0) return { text: words.t("signals.howManyDays", { most: MOST_DAYS }) };
  const named = await reasonNamed(deps, workspace.id, { name, command: "/signals backtest " });
  if ("text" in named) return named;
  const { code, label } = named.reason;
  const past = await backtestReason(
    store,
    { workspace, reason: code, now: now() },
    Math.min(days, MOST_DAYS),
  );
  if (past === null) return { text: words.t("signals.noHistory") };
  if (past.standing.kind === "learning" && past.alerts.length === 0) {
    return {
      text: words.t("reason.learningOnly", { label: said(label, 150), ...past.standing.learning }),
    };
  }
  return backtestReply(words, label, past.alerts, { ...past, budget: workspace.falseAlertsPerMonth });
}

/** `late delivery 90d`: a reason's name, and days when they are said. */
function readAsked(asked: string): { name: string; days: number } {
  const match = /^(.*?)(?:(?:^|\s+)(\d{1,6})\s*d(?:ays?)?)?$/i.exec(asked.trim());
  return { name: match?.[1]?.trim() ?? "", days: match?.[2] === undefined ? USUAL_DAYS : Number(match[2]) };
}
