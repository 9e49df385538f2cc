import type { Words } from "../../language/words.ts";
import { messageLink } from "../alert/message-link.ts";
import { button, context, section } from "../blocks.ts";
import { person, said } from "../words.ts";
import type { ShownPromise } from "./lines.ts";
import type { Making, Question } from "./questions.ts";

export const UNMAKE = "promise-unmake";

type Made = Pick<ShownPromise, "id" | "text" | "dueAt" | "owner" | "customerName">;

/** What was promised, said back so that a misread time is seen, and what happens when nobody calls. */
export function madeReply(
  words: Words,
  promise: Made,
  link: string | null,
  { teamLabel, rules, channel }: Making,
): Question {
  const { t, duration } = words;
  const from = link === null ? undefined : messageLink(words, link);
  const text = madeText(words, promise, teamLabel);
  const hears =
    channel === null ? t("promiseForm.theTeam") : isChannelId(channel) ? `<#${channel}>` : said(channel, 80);
  const later = duration(rules.leadsAfterMinutes * 60_000);
  const next = t("promiseForm.next", { channel: hears, later });
  return {
    text: `${text} ${next}`,
    blocks: [
      section(from === undefined ? text : `${text} (${from})`),
      context(next),
      {
        type: "actions",
        block_id: `made:${promise.id}`,
        elements: [button(UNMAKE, t("promiseForm.undo"))],
      },
    ],
  };
}

function madeText(
  { t, when }: Words,
  { text, dueAt, owner, customerName }: Made,
  teamLabel: string | null,
): string {
  const made = {
    customer: customerName === null ? t("promiseForm.theCustomer") : said(customerName, 120),
    what: said(text, 300),
    due: when(dueAt),
  };
  if (owner === null) return t("promiseForm.made", made);
  const by = { ...made, owner: person(owner) };
  return teamLabel === null
    ? t("promiseForm.madeBy", by)
    : t("promiseForm.madeByTeam", { ...by, team: said(teamLabel, 80) });
}

/** To the owner of a promise that somebody else made for them. */
export function madeForYouText({ t, when }: Words, promise: Made, by: string): string {
  return t("promiseForm.madeForYou", {
    who: person(by),
    customer: promise.customerName === null ? t("promiseForm.aCustomer") : said(promise.customerName, 120),
    what: said(promise.text, 300),
    due: when(promise.dueAt),
  });
}

const isChannelId = (channel: string): boolean => /^[CG][A-Z0-9]{5,}$/.test(channel);
