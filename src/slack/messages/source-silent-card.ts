import type { Signal, SourceSilentFacts } from "../../domain/signal.ts";
import { section } from "./blocks.ts";
import { type CardBody, type CardSetting, whoHasIt } from "./card-parts.ts";
import { amount, duration, said, when } from "./words.ts";

/** "no contacts from Zendesk for 3 h; usually 40 to 70": how long against what is usual in that time. */
export function silenceInWords({ sourceName, sinceAt, asOf, ...facts }: SourceSilentFacts): string {
  const silent = duration(Date.parse(asOf) - Date.parse(sinceAt));
  const usual = `usually ${amount(facts.usualLower)} to ${amount(facts.usualUpper)}`;
  return `no contacts from ${said(sourceName, 80)} for ${silent}; ${usual} in that time`;
}

/** What the card of a silent source says: how long, what is usual, since when, where to look. */
export function sourceSilentCard(signal: Signal, facts: SourceSilentFacts, { words }: CardSetting): CardBody {
  const name = said(facts.sourceName, 80);
  const silence = silenceInWords(facts);
  const title = facts.endedAt ? `${name} was silent` : `${name} is silent`;
  const since = `Nothing was heard since ${when(facts.sinceAt)}. Compared with the same hours of the weeks before.`;
  const next = facts.endedAt
    ? `It is heard again since ${when(facts.endedAt)}. Contacts that come in late are counted when they happened, and alert nobody.`
    : "Is the source down, or its webhook? Until it is back, its contacts are missing from every count; those that it sends later are counted when they happened, and alert nobody.";
  return {
    title: `*${title}*: ${silence}`,
    details: [section(`${since}\n${next}`)],
    state: whoHasIt(words, signal),
    less: "It ends when the source is heard again. For less: snooze it, or give this channel quiet hours and a daily budget by `/earshot channel`.",
    spoken:
      `${signal.status.toUpperCase()}: ${title}: ${silence}. ${since} ${whoHasIt(words, signal)}`.replaceAll(
        "*",
        "",
      ),
  };
}
