import type { Outcome } from "../connection/outcome.ts";
import { hasNative, type Message, withoutNative } from "../messages/blocks.ts";

/** A Slack that refuses its native charts and tables gets the same message without them. */
export async function nativeOrNot<T>(
  message: Message,
  send: (message: Message) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const outcome = await send(message);
  const isRefused = outcome.kind === "refused" && /invalid_(blocks|attachments)/.test(outcome.error);
  return isRefused && hasNative(message) ? send(withoutNative(message)) : outcome;
}
