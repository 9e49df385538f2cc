import type { BlockAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import type { Workspace } from "../store/workspaces.ts";
import type { ListenerDeps } from "./deps.ts";
import { wordsIn } from "./language/words.ts";
import { newReasonsMessage, reasonsReply } from "./messages/reason/reasons.ts";
import { answerAt } from "./press-origin.ts";
import { newReasons, reasonsList } from "./reason-list.ts";

const originSchema = z.discriminatedUnion("kind", [
  /** The list that only they see. */
  z.object({ kind: z.literal("list"), url: z.url() }),
  /** A message to all about new codes: which it shows, and how many there were. */
  z.object({
    kind: z.literal("message"),
    channel: z.string(),
    ts: z.string(),
    codes: z.array(z.string()),
    all: z.number(),
  }),
  z.object({ kind: z.literal("nowhere") }),
]);
/** Where somebody decided about a reason, so that it can be drawn again. */
export type ReasonOrigin = z.infer<typeof originSchema>;

const metadataSchema = z.object({
  code: z.string(),
  deed: z.enum(["merge", "split"]).optional(),
  into: z.string().optional(),
  origin: originSchema,
});
/** What a form about a reason carries unseen. */
export type ReasonMetadata = z.infer<typeof metadataSchema>;

export const NOWHERE: ReasonOrigin = { kind: "nowhere" };

/** Where a button was pressed; a message's codes are its lines' own names. */
export async function originOf(
  { store }: Pick<ListenerDeps, "store">,
  { id }: Workspace,
  body: BlockAction,
): Promise<ReasonOrigin> {
  const { container, channel, message, response_url: url } = body;
  if (container.is_ephemeral === true && url) return { kind: "list", url };
  if (channel === undefined || message === undefined) return NOWHERE;
  const codes = await store.notices.newReasonsAt(id, channel.id, message.ts);
  if (codes === undefined) return NOWHERE;
  return {
    kind: "message",
    channel: channel.id,
    ts: message.ts,
    codes: codes.slice(0, 5),
    all: codes.length,
  };
}

/** @throws when it is not ours */
export function readMetadata(text: string): ReasonMetadata {
  return metadataSchema.parse(JSON.parse(text));
}

/** Draws again what somebody decided in, as things are now; what was decided stays when Slack does not take it. */
export async function redrawOrigin(
  deps: ListenerDeps,
  workspace: Workspace,
  origin: ReasonOrigin,
  client: Pick<WebClient, "chat">,
): Promise<void> {
  if (origin.kind === "nowhere") return;
  if (origin.kind === "list") {
    // only those who may change it have had its buttons
    const shown = { page: 1, now: deps.now(), mayChange: true };
    const reply = reasonsReply(deps.words, await reasonsList(deps, workspace), shown);
    await answerAt(origin.url, reply, { inPlace: true, log: deps.log });
    return;
  }
  const { channel, ts, codes, all } = origin;
  const drawn = newReasonsMessage(wordsIn(workspace.language), await newReasons(deps, workspace, codes), all);
  try {
    await client.chat.update({ channel, ts, text: drawn.text, blocks: drawn.blocks as never });
  } catch (error) {
    deps.log.warn({ error: messageOf(error) }, "a message about new reasons was not drawn again");
  }
}
