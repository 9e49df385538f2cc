import { channels } from "../../../domain/contact.ts";
import type { Words } from "../../language/words.ts";
import { said } from "../words.ts";

/** "phone", "chat": how somebody was in touch, within a sentence; of a channel that is none of ours, its own word. */
export function contactWay({ t }: Words, channel: string, most = 40): string {
  const known = channels.find((each) => each === channel);
  return known === undefined ? said(channel, most) : t(`contactBy.${known}`);
}
