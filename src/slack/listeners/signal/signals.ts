import type { App } from "@slack/bolt";
import { learningReasons } from "../../../domain/detection/learning.ts";
import { DETECTOR_VERSION } from "../../../domain/detection/live.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { openSignalsReply } from "../../messages/alert/open-signals.ts";
import { hasNative, type Message, withoutNative } from "../../messages/blocks.ts";
import { asksHelp, helpPage } from "../../messages/help.ts";
import type { ListReply } from "../../messages/promise/lists.ts";
import { answer } from "../../press.ts";
import { answerSilent, registerSilent } from "../customer/silent.ts";
import { previewDigest, registerDigest } from "./digest.ts";
import { answerMended, answerUnmended, registerMends } from "./mends.ts";
import { answerMutes, type MuteVerb, registerMutes } from "./mutes.ts";
import { answerBacktest } from "./signals-backtest.ts";
import { answerReport } from "./signals-report.ts";
import { answerTop } from "./signals-top.ts";
import { answerTouchpoint, answerTouchpoints } from "./signals-touchpoint.ts";
import { answerTrust } from "./signals-trust.ts";
import { answerWeek } from "./signals-week.ts";

type Answer = ListReply | Message | { text: string };
type Asked = { words: string; by: string; slackChannel: string };

/** `/signals` and what may follow it; anything else is a reason or a channel. */
export function registerSignals(app: App, deps: ListenerDeps): void {
  registerMutes(app, deps);
  registerDigest(app, deps);
  registerSilent(app, deps);
  registerMends(app, deps);
  app.command("/signals", async ({ ack, command, respond, context }) => {
    await ack();
    const say = async (reply: Answer): Promise<void> => {
      const native = nativeOf(reply);
      // a Slack that refuses native charts and tables gets the answer in words
      const inWords = (error: unknown) => {
        if (native === undefined) throw error;
        return answer(respond, withoutNative(native));
      };
      await answer(respond, reply).catch(inWords);
    };
    const workspace = workspaceOf({ context });
    const typed = command.text.replaceAll("\0", "").trim().replaceAll(/\s+/g, " ");
    const [verb, words] = split(typed);
    if (verb === "backtest") return answerBacktest(deps, workspace, words, say);
    const asked = { words, by: command.user_id, slackChannel: command.channel_id };
    // "top up failed" is a reason
    const name = asksHelp(typed)
      ? "help"
      : words === "" || verb === "touchpoint" || Object.hasOwn({ ...mutes, ...mending }, verb)
        ? verb
        : typed.toLowerCase();
    const saying = Object.hasOwn(sayings, name) ? sayings[name] : undefined;
    await say(await (saying?.(deps, workspace, asked) ?? answerWeek(deps, workspace, typed, WORDS)));
  });
}

type Saying = (deps: ListenerDeps, workspace: Workspace, asked: Asked) => Promise<Answer>;

const muting =
  (verb: MuteVerb): Saying =>
  (deps, workspace, { words, ...speaker }) =>
    answerMutes(deps, workspace, [verb, words], speaker);

const mutes: Record<MuteVerb, Saying> = {
  mute: muting("mute"),
  unmute: muting("unmute"),
  muted: muting("muted"),
};
const mending: Record<string, Saying> = {
  mended: (deps, workspace, { words, by }) => answerMended(deps, workspace, words, by),
  unmended: (deps, workspace, { words }) => answerUnmended(deps, workspace, words),
};
const top: Saying = (deps, workspace) => answerTop(deps, workspace);
const sayings: Record<string, Saying> = {
  "": (deps, workspace) => openNow(deps, workspace),
  help: async ({ words }) => helpPage(words, "signals"),
  top,
  "top week": top,
  report: (deps, workspace) => answerReport(deps, workspace, "week"),
  "report week": (deps, workspace) => answerReport(deps, workspace, "week"),
  "report month": (deps, workspace) => answerReport(deps, workspace, "month"),
  digest: (deps, workspace, { slackChannel }) => previewDigest(deps, workspace, slackChannel),
  touchpoints: (deps, workspace) => answerTouchpoints(deps, workspace),
  touchpoint: (deps, workspace, { words }) => answerTouchpoint(deps, workspace, words),
  trust: (deps, workspace, { by }) => answerTrust(deps, workspace, by),
  silent: (deps, workspace, { by }) => answerSilent(deps, workspace, by),
  ...mutes,
  ...mending,
};
const WORDS = [...Object.keys(sayings).filter(Boolean), "backtest"];

/** The first word in small letters, and what follows it. */
function split(typed: string): [string, string] {
  const [verb = ""] = typed.split(" ", 1);
  return [verb.toLowerCase(), typed.slice(verb.length).trim()];
}

function nativeOf(answer: Answer): Message | undefined {
  if (!("blocks" in answer)) return undefined;
  const message = { attachments: [], ...answer };
  return hasNative(message) ? message : undefined;
}

async function openNow({ store, now, words }: ListenerDeps, { id }: Workspace): Promise<Answer> {
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
  return openSignalsReply(words, open, now(), learning);
}
