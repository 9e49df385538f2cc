import type { HeaderBlock, SectionBlock } from "@slack/types";
import { plain } from "../words.ts";

/** A line, and beside it the button that does something about what it says. `value` tells the button's lines apart. */
export function pressableLine(
  text: string,
  { id, label, value }: { id: string; label: string; value: string },
): SectionBlock {
  return {
    type: "section",
    block_id: `${id} ${value}`,
    text: { type: "mrkdwn", text, verbatim: true },
    accessory: {
      type: "button",
      action_id: id,
      text: { type: "plain_text", text: plain(label, 75), emoji: true },
      value,
    },
  };
}

export function header(text: string): HeaderBlock {
  return { type: "header", text: { type: "plain_text", text: plain(text, 150) } };
}
