import type { BlockAction } from "@slack/bolt";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";

const originSchema = z.discriminatedUnion("kind", [
  /** `list`: the team whose promises the tab lists, if it does. */
  z.object({ kind: z.literal("home"), list: z.string().default("") }),
  /** An answer only they see: `list` are the words that show it again. */
  z.object({ kind: z.literal("reply"), url: z.url(), list: z.string() }),
  /** A message of ours in their direct conversation. */
  z.object({ kind: z.literal("direct"), url: z.url() }),
  z.object({ kind: z.literal("channel"), url: z.url() }),
]);
/** Where somebody pressed a button, so that what they see can be drawn again; `url` is Slack's `response_url`. */
export type PressOrigin = z.infer<typeof originSchema>;

const metadataSchema = z.object({
  promiseId: z.uuid(),
  origin: originSchema,
  /** A time (epoch ms) that was asked about already. */
  sureOf: z.number().optional(),
});
/** What a form about a promise carries unseen; Slack signs it as it does everything else. */
export type FormMetadata = z.infer<typeof metadataSchema>;

/** @param list what the pressed button says of the list it stands in */
export function originOf(body: BlockAction, list: string): PressOrigin {
  const url = body.response_url ?? "";
  const { container, channel } = body;
  if (body.view !== undefined || url === "") return { kind: "home", list };
  if (container.is_ephemeral === true) return { kind: "reply", url, list };
  const isDirect = channel?.name === "directmessage" || channel?.id.startsWith("D");
  return { kind: isDirect ? "direct" : "channel", url };
}

export function writeMetadata(metadata: FormMetadata): string {
  return JSON.stringify(metadata);
}

/** @throws when it is not ours */
export function readMetadata(text: string): FormMetadata {
  return metadataSchema.parse(JSON.parse(text));
}

type Answer = { text: string; blocks?: object[] };

/** Answers beside the pressed button, for its presser only: in place of the message, or under it. Slack allows it for 30 minutes. */
export async function answerAt(
  url: string,
  answer: Answer,
  { inPlace, log }: { inPlace: boolean; log: Log },
): Promise<void> {
  try {
    const body = JSON.stringify({ response_type: "ephemeral", replace_original: inPlace, ...answer });
    const headers = { "content-type": "application/json; charset=utf-8" };
    const signal = AbortSignal.timeout(5_000);
    const response = await fetch(url, { method: "POST", headers, body, signal });
    if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 200)}`);
  } catch (error) {
    // What was done is done: the answer was only its echo.
    log.warn({ error: messageOf(error) }, "an answer to a click did not reach Slack");
  }
}
