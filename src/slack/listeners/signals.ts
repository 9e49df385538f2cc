import type { App } from "@slack/bolt";
import { learningReasons } from "../../domain/detection/learning.ts";
import { DETECTOR_VERSION } from "../../domain/detection/live.ts";
import { reasonDays } from "../../reason-history.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";
import { withoutNative } from "../messages/blocks.ts";
import { type ListReply, openSignalsReply } from "../messages/lists.ts";
import { reasonReply } from "../messages/reason.ts";
import { previewDigest, registerDigest } from "./digest.ts";
import { answerMutes, type MuteVerb, registerMutes } from "./mutes.ts";
import { reasonNamed } from "./reason-named.ts";
import { answerBacktest } from "./signals-backtest.ts";

type Answer = ListReply | { text: string };

const DAYS = 7;

/** `/signals`: what is open now; `/signals digest`: what this channel's digest would tell; `/signals mute <reason> 3d` and its like; `/signals <reason>`: its last week; `/signals backtest <reason> 90d`: when it would have alerted. */
export function registerSignals(app: App, deps: ListenerDeps): void {
  registerMutes(app, deps);
  registerDigest(app, deps);
  app.command("/signals", async ({ ack, command, respond, context }) => {
    await ack();
    const workspace = workspaceOf({ context });
    const say = async (answer: Answer) => {
      await respond({ response_type: "ephemeral", ...answer } as Parameters<typeof respond>[0]);
    };
    const asked = command.text.replaceAll("\0", "").trim();
    const backtest = /^backtest(?:\s+(.*))?$/is.exec(asked);
    if (backtest !== null) return answerBacktest(deps, workspace, backtest[1] ?? "", say);
    if (asked.toLowerCase() === "digest") {
      const digest = await previewDigest(deps, workspace, command.channel_id);
      // a Slack that refuses its native table gets it in words
      return say(digest).catch(() => say(withoutNative(digest)));
    }
    const [, verb, words = ""] = /^(mute|unmute|muted)(?:\s+(.*))?$/is.exec(asked) ?? [];
    if (verb !== undefined) {
      const speaker = { by: command.user_id, slackChannel: command.channel_id };
      return say(await answerMutes(deps, workspace, [verb.toLowerCase() as MuteVerb, words], speaker));
    }
    await say(asked === "" ? await openNow(deps, workspace) : await lastWeek(deps, workspace, asked));
  });
}

async function openNow({ store, now }: ListenerDeps, { id }: Workspace): Promise<Answer> {
  const [open, state, reasons] = await Promise.all([
    store.signals.waiting(id),
    store.baselines.load(id, DETECTOR_VERSION),
    store.reasons.list(id),
  ]);
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  const learning = (state === null ? [] : learningReasons(state)).map(({ reason, ...days }) => ({
    ...days,
    label: labels.get(reason) ?? reason,
  }));
  return openSignalsReply(open, now(), learning);
}

async function lastWeek({ store, now }: ListenerDeps, workspace: Workspace, asked: string): Promise<Answer> {
  const named = await reasonNamed(store, workspace.id, asked, "/signals ");
  if ("text" in named) return named;
  const { code, label } = named.reason;
  const [past, spikes] = await Promise.all([
    reasonDays(store, { workspace, reason: code, now: now() }, DAYS),
    store.signals.living(workspace.id, "spike"),
  ]);
  if (past === null) return { text: "There is no history yet: no contact has come in." };
  const spike = spikes.find(({ subject }) => subject === code);
  return reasonReply(label, past.days, { ...past, zone: workspace.zone, spike });
}
