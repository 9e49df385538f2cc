import type { App, BlockAction } from "@slack/bolt";
import type { Signal } from "../../../domain/signal/signal.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import { composeDigest } from "../../delivery/compose-digest.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { renderCard } from "../../messages/alert/card.ts";
import type { CardSetting } from "../../messages/alert/card-parts.ts";
import { type Message, withoutNative } from "../../messages/blocks.ts";
import { digestMessage } from "../../messages/digest/digest.ts";
import { answer } from "../../press.ts";
import { signalOf } from "./alert-clicks.ts";

/** The "Show" of a digest's line: the card of its alert, to the one who pressed. */
export function registerDigest(app: App, deps: ListenerDeps): void {
  app.action("show-signal", async ({ ack, body, respond, context }) => {
    await ack();
    const { id, zone } = workspaceOf({ context });
    const signal = await signalOf(deps, id, body as BlockAction);
    const shown =
      signal === undefined
        ? { text: deps.words.t("refusal.missingAlert") }
        : cardToRead(signal, { words: deps.words, zone, now: deps.now() });
    await answer(respond, shown);
  });
}

/** Answers `/signals digest`: what the channel's digest would tell now. One without a digest is shown the week's. */
export async function previewDigest(
  { store, now, words }: Pick<ListenerDeps, "store" | "now" | "words">,
  workspace: Workspace,
  slackChannel: string,
): Promise<Message> {
  const { digest } = await store.channels.get(workspace.id, slackChannel);
  const pace = digest === "off" ? "weekly" : digest;
  const at = now();
  const content = await composeDigest(store, { workspace, slackChannel, pace }, { at, now: at });
  return digestMessage(words, content);
}

/** As its alert would show it, without buttons: those are on the line. */
function cardToRead(signal: Signal, setting: CardSetting): Message {
  const card = withoutNative(renderCard(signal, setting));
  const attachments = card.attachments.map((each) => ({
    ...each,
    blocks: each.blocks.filter(({ type }) => type !== "actions"),
  }));
  return { ...card, attachments };
}
