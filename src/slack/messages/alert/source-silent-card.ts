import type { Signal, SourceSilentFacts } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { said } from "../words.ts";
import { type CardBody, type CardSetting, statusWord, whoHasIt } from "./card-parts.ts";

/** "no contacts from Zendesk for 3 h; usually 40 to 70": how long against what is usual in that time. */
export function silenceInWords(
  { t, amount, duration }: Words,
  { sourceName, sinceAt, asOf, usualLower, usualUpper }: SourceSilentFacts,
): string {
  return t("sourceSilent.silence", {
    name: said(sourceName, 80),
    silent: duration(Date.parse(asOf) - Date.parse(sinceAt)),
    lower: amount(usualLower),
    upper: amount(usualUpper),
  });
}

/** What the card of a silent source says: how long, what is usual, since when, where to look. */
export function sourceSilentCard(signal: Signal, facts: SourceSilentFacts, { words }: CardSetting): CardBody {
  const { t, when } = words;
  const silence = silenceInWords(words, facts);
  const title = t(facts.endedAt ? "sourceSilent.wasSilent" : "sourceSilent.isSilent", {
    name: said(facts.sourceName, 80),
  });
  const since = t("sourceSilent.since", { at: when(facts.sinceAt) });
  const next = facts.endedAt
    ? t("sourceSilent.heardAgain", { at: when(facts.endedAt) })
    : t("sourceSilent.whatNow");
  const spoken = `${statusWord(words, signal.status)}: ${title}: ${silence}. ${since} ${whoHasIt(words, signal)}`;
  return {
    title: `*${title}*: ${silence}`,
    details: [section(`${since}\n${next}`)],
    state: whoHasIt(words, signal),
    less: t("sourceSilent.less"),
    spoken: spoken.replaceAll("*", ""),
  };
}
