import { button, context, section } from "./blocks.ts";
import { messageLink } from "./message-link.ts";
import type { ShownPromise } from "./promise-lines.ts";
import type { Making, Question } from "./promise-questions.ts";
import { duration, person, said, when } from "./words.ts";

export const UNMAKE = "promise-unmake";

type Made = Pick<ShownPromise, "id" | "text" | "dueAt" | "owner" | "customerName">;

/** What was promised, said back so that a misread time is seen, and what happens when nobody calls. */
export function madeReply(
  promise: Made,
  link: string | null,
  { teamLabel, rules, channel }: Making,
): Question {
  const customer = promise.customerName === null ? "the customer" : said(promise.customerName, 120);
  const who =
    promise.owner === null
      ? ""
      : ` By ${person(promise.owner)}${teamLabel === null ? "" : `, team ${said(teamLabel, 80)}`}.`;
  const from = link === null ? undefined : messageLink(link);
  const text = `Promised to ${customer}: ${said(promise.text, 300)}, due ${when(promise.dueAt)}.${who}`;
  const hears = channel === null ? "the team" : isChannelId(channel) ? `<#${channel}>` : said(channel, 80);
  const next = `If nobody reaches them by then, ${hears} hears of it; ${duration(rules.leadsAfterMinutes * 60_000)} later the leads do, unless one of them has acknowledged it.`;
  return {
    text: `${text} ${next}`,
    blocks: [
      section(from === undefined ? text : `${text} (${from})`),
      context(next),
      {
        type: "actions",
        block_id: `made:${promise.id}`,
        elements: [button(UNMAKE, "Undo: made by mistake")],
      },
    ],
  };
}

/** To the owner of a promise that somebody else made for them. */
export function madeForYouText(promise: Made, by: string): string {
  const customer = promise.customerName === null ? "a customer" : said(promise.customerName, 120);
  return `${person(by)} promised ${customer} for you: ${said(promise.text, 300)}, due ${when(promise.dueAt)}. \`/promise\` shows all you have promised.`;
}

const isChannelId = (channel: string): boolean => /^[CG][A-Z0-9]{5,}$/.test(channel);
