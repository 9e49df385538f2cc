import type { ActionsBlockElement, KnownBlock } from "@slack/types";
import { plain } from "./words.ts";

/** Slack's native chart; `@slack/types` does not know it yet. */
export type ChartBlock = {
  type: "data_visualization";
  title: string;
  chart: {
    type: "line" | "bar";
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; x_label: string; y_label: string };
  };
};

export type Block = KnownBlock | ChartBlock;

/** A whole message. `text` holds every number for notifications, screen readers and old clients. */
export type Message = {
  text: string;
  blocks: Block[];
  attachments: { color: string; fallback: string; blocks: Block[] }[];
};

/** Words in mrkdwn; `verbatim` keeps Slack from making links, channels or people of a sender's words. */
export function section(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text, verbatim: true } };
}

export function context(text: string): KnownBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] };
}

export function button(actionId: string, label: string, style?: "primary" | "danger"): ActionsBlockElement {
  return {
    type: "button",
    action_id: actionId,
    text: { type: "plain_text", text: plain(label, 75), emoji: true },
    ...(style === undefined ? {} : { style }),
  };
}

/** The message without Slack's native charts: for a Slack that refuses them. */
export function withoutCharts(message: Message): Message {
  const known = (blocks: Block[]) => blocks.filter((block) => block.type !== "data_visualization");
  return {
    ...message,
    blocks: known(message.blocks),
    attachments: message.attachments.map((each) => ({ ...each, blocks: known(each.blocks) })),
  };
}

export function hasChart(message: Message): boolean {
  const blocks = [...message.blocks, ...message.attachments.flatMap((each) => each.blocks)];
  return blocks.some((block) => block.type === "data_visualization");
}
