import type { ActionsBlockElement, KnownBlock, TableBlock } from "@slack/types";
import { plain, said } from "./words.ts";

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

/** Slack's native table; it takes one a message, and shows it at the end. The first row is its head; words need no escaping. */
export function table(rows: string[][], align: ("left" | "right")[]): TableBlock {
  const cells = rows.map((row) => row.map((text) => ({ type: "raw_text" as const, text })));
  return {
    type: "table",
    rows: cells,
    column_settings: align.map((each) => ({ align: each, is_wrapped: true })),
  };
}

/** The message without Slack's native data: for a Slack that refuses it. A table becomes lines, a chart's numbers are in words already. */
export function withoutNative(message: Message): Message {
  const known = (blocks: Block[]) => blocks.flatMap(inWords);
  return {
    ...message,
    blocks: known(message.blocks),
    attachments: message.attachments.map((each) => ({ ...each, blocks: known(each.blocks) })),
  };
}

export function hasNative(message: Message): boolean {
  const blocks = [...message.blocks, ...message.attachments.flatMap((each) => each.blocks)];
  return blocks.some(({ type }) => type === "data_visualization" || type === "table");
}

/** A section takes 3,000 characters. */
const MOST_SECTION = 2_900;

function inWords(block: Block): Block[] {
  if (block.type === "data_visualization") return [];
  if (block.type !== "table") return [block];
  const [head = [], ...rows] = block.rows.map((row) =>
    row.map((cell) => said(cell.type === "raw_text" ? cell.text : "", 100)),
  );
  const lines = rows.map(
    ([name = "", ...cells]) =>
      `• *${name}*: ${cells.map((cell, at) => `${head[at + 1]}: ${cell}`).join("; ")}`,
  );
  return packed(lines).map(section);
}

/** As few sections as take all lines, each whole. */
function packed(lines: readonly string[]): string[] {
  const sections: string[] = [];
  for (const line of lines) {
    const last = sections.pop();
    const both = `${last}\n${line}`;
    if (last === undefined) sections.push(line);
    else if (both.length <= MOST_SECTION) sections.push(both);
    else sections.push(last, line);
  }
  return sections;
}
