import type { App, BlockAction } from "@slack/bolt";
import { mutedBy, parseMuteSpan, quotedTerm, readMute, readUnmute } from "../../../domain/routing/mute.ts";
import type { Reason } from "../../../store/reasons.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { mutedList, mutedText } from "../../messages/alert/mutes.ts";
import { said } from "../../messages/words.ts";
import { answer, pressedValue } from "../../press.ts";
import { isAdmin } from "../settings/settings.ts";
import { signalOf } from "./alert-clicks.ts";
import { reasonNamed } from "./reason-named.ts";

export type MuteVerb = "mute" | "unmute" | "muted";
/** Who says it, and where. */
type Speaker = { by: string; slackChannel: string };
type Muting = { reason: Pick<Reason, "code" | "label">; span: string; everywhere: boolean };

/** Answers `/signals mute <reason> 3d [everywhere]`, `unmute <reason> [everywhere]` and `muted`; a term stands in quotes. */
export async function answerMutes(
  deps: ListenerDeps,
  workspace: Workspace,
  [verb, asked]: [MuteVerb, string],
  speaker: Speaker,
): Promise<{ text: string }> {
  const { store, now, words } = deps;
  if (verb === "muted") return { text: mutedList(words, await store.mutes.list(workspace.id, now())) };
  const { reason: name, ...how } = verb === "mute" ? readMute(asked) : readUnmute(asked);
  if (name === "") return { text: words.t("mute.sayReason", { withSpan: verb === "mute" }) };
  const term = quotedTerm(name);
  const named =
    term === undefined
      ? await reasonNamed(deps, workspace.id, { name, command: `/signals ${verb} ` })
      : { reason: { code: term, label: term } };
  if ("text" in named) return named;
  const muting = { reason: named.reason, ...how };
  return { text: await (verb === "mute" ? mute : unmute)(deps, workspace, muting, speaker) };
}

/** The choice on the card of a spike or of new words. */
export function registerMutes(app: App, deps: ListenerDeps): void {
  app.action("mute", async ({ ack, body, respond, context }) => {
    await ack();
    const workspace = workspaceOf({ context });
    const { channel } = body as BlockAction;
    const signal = await signalOf(deps, workspace.id, body as BlockAction);
    const [code] = signal === undefined ? [] : mutedBy(signal.facts);
    const speaker = { by: body.user.id, slackChannel: channel?.id ?? "" };
    const reason = code === undefined ? null : await deps.store.reasons.get(workspace.id, code);
    const muting = {
      reason: reason ?? { code: code ?? "", label: code ?? "" },
      span: pressedValue(body as BlockAction) ?? "",
      everywhere: false,
    };
    const text =
      code === undefined
        ? deps.words.t("refusal.missingAlert")
        : await mute(deps, workspace, muting, speaker);
    await answer(respond, { text });
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
  const spanMs = parseMuteSpan(span);
  if (spanMs === undefined) return deps.words.t("mute.howLong");
  const { by, slackChannel } = speaker;
  const at = deps.now();
  const where = everywhere ? null : slackChannel;
  const until = new Date(at.getTime() + spanMs);
  const muted = { reason: reason.code, slackChannel: where, mutedAt: at, until, by };
  await deps.store.mutes.mute(id, muted);
  const subject = `${reason.code} in ${where ?? "every channel"} until ${until.toISOString()}`;
  await deps.store.audit.add(id, { at, actor: by, action: "mute", subject });
  return mutedText(deps.words, { ...muted, label: reason.label }, at);
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
    return deps.words.t(everywhere ? "mute.notMutedEverywhere" : "mute.notMuted", { label });
  }
  await deps.store.audit.add(id, {
    at,
    actor: by,
    action: "unmute",
    subject: `${reason.code} in ${where ?? "every channel"}`,
  });
  return deps.words.t("mute.unmuted", { label });
}

async function refusalFor(
  deps: ListenerDeps,
  everywhere: boolean,
  { by, slackChannel }: Speaker,
): Promise<string | undefined> {
  if (everywhere) return (await isAdmin(deps, by)) ? undefined : deps.words.t("mute.adminOnly");
  if (/^[CG]/.test(slackChannel)) return undefined;
  return deps.words.t("mute.sayWhere");
}
