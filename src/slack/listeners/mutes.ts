import type { App, BlockAction } from "@slack/bolt";
import { mutableReason, parseMuteSpan, readMute, readUnmute } from "../../domain/mute.ts";
import type { Reason } from "../../store/reasons.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";
import { mutedList, mutedText } from "../messages/mutes.ts";
import { MISSING_ALERT } from "../messages/refusals.ts";
import { said } from "../messages/words.ts";
import { signalOf } from "./alert-clicks.ts";
import { reasonNamed } from "./reason-named.ts";
import { isAdmin } from "./settings.ts";

export type MuteVerb = "mute" | "unmute" | "muted";
/** Who says it, and where. */
type Speaker = { by: string; slackChannel: string };
type Muting = { reason: Pick<Reason, "code" | "label">; span: string; everywhere: boolean };

const EXAMPLE = "`/signals mute late-delivery 3d`";
const NOT_EVERYWHERE =
  "Only an admin of this Slack workspace can mute a reason everywhere. Say it without `everywhere` to mute it in one channel.";

/** Answers `/signals mute <reason> 3d [everywhere]`, `unmute <reason> [everywhere]` and `muted`. */
export async function answerMutes(
  deps: ListenerDeps,
  workspace: Workspace,
  [verb, asked]: [MuteVerb, string],
  speaker: Speaker,
): Promise<{ text: string }> {
  const { store, now } = deps;
  if (verb === "muted") return { text: mutedList(await store.mutes.list(workspace.id, now())) };
  const { reason: words, ...how } = verb === "mute" ? readMute(asked) : readUnmute(asked);
  if (words === "") return { text: `Say which reason${verb === "mute" ? " and how long" : ""}: ${EXAMPLE}.` };
  const named = await reasonNamed(store, workspace.id, words, `/signals ${verb} `);
  if ("text" in named) return named;
  const muting = { reason: named.reason, ...how };
  return { text: await (verb === "mute" ? mute : unmute)(deps, workspace, muting, speaker) };
}

/** The choice on a spike's card. */
export function registerMutes(app: App, deps: ListenerDeps): void {
  app.action("mute", async ({ ack, body, respond, context }) => {
    await ack();
    const workspace = workspaceOf({ context });
    const { actions, channel } = body as BlockAction;
    const signal = await signalOf(deps, workspace.id, body as BlockAction);
    const [chosen] = actions;
    const span = chosen?.type === "static_select" ? chosen.selected_option?.value : undefined;
    const code = signal && mutableReason(signal.facts);
    const speaker = { by: body.user.id, slackChannel: channel?.id ?? "" };
    const reason = code === undefined ? null : await deps.store.reasons.get(workspace.id, code);
    const muting = {
      reason: reason ?? { code: code ?? "", label: code ?? "" },
      span: span ?? "",
      everywhere: false,
    };
    const text = code === undefined ? MISSING_ALERT : await mute(deps, workspace, muting, speaker);
    await respond({ response_type: "ephemeral", replace_original: false, text });
  });
}

async function mute(
  deps: ListenerDeps,
  { id }: Workspace,
  { reason, span, everywhere }: Muting,
  speaker: Speaker,
): Promise<string> {
  const refusal = await refusalFor(deps, everywhere, speaker);
  if (refusal !== undefined) return refusal;
  const read = parseMuteSpan(span);
  if (read.kind === "refused") return `How long? ${read.why.replace(/^a/, "A")}. For example ${EXAMPLE}.`;
  const { by, slackChannel } = speaker;
  const at = deps.now();
  const where = everywhere ? null : slackChannel;
  const until = new Date(at.getTime() + read.value);
  const muted = { reason: reason.code, slackChannel: where, mutedAt: at, until, by };
  await deps.store.mutes.mute(id, muted);
  const subject = `${reason.code} in ${where ?? "every channel"} until ${until.toISOString()}`;
  await deps.store.audit.add(id, { at, actor: by, action: "mute", subject });
  return mutedText({ ...muted, label: reason.label }, at);
}

async function unmute(
  deps: ListenerDeps,
  { id }: Workspace,
  { reason, everywhere }: Muting,
  speaker: Speaker,
): Promise<string> {
  const refusal = await refusalFor(deps, everywhere, speaker);
  if (refusal !== undefined) return refusal;
  const { by, slackChannel } = speaker;
  const where = everywhere ? null : slackChannel;
  const at = deps.now();
  const label = said(reason.label, 120);
  if (!(await deps.store.mutes.unmute(id, reason.code, where, at))) {
    return `${label} is not muted ${everywhere ? "everywhere" : "in this channel"}. \`/signals muted\` lists what is.`;
  }
  await deps.store.audit.add(id, {
    at,
    actor: by,
    action: "unmute",
    subject: `${reason.code} in ${where ?? "every channel"}`,
  });
  return `*${label}* is not muted any more. What was kept back is told now.`;
}

async function refusalFor(
  deps: ListenerDeps,
  everywhere: boolean,
  { by, slackChannel }: Speaker,
): Promise<string | undefined> {
  if (everywhere) return (await isAdmin(deps, by)) ? undefined : NOT_EVERYWHERE;
  if (/^[CG]/.test(slackChannel)) return undefined;
  return "Say it in the channel that should hear less, or add `everywhere`.";
}
