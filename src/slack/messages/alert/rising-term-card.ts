import type { RisingTermFacts, Signal, SpikeFacts } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { contactWay } from "../promise/contact-way.ts";
import { said } from "../words.ts";
import {
  type CardBody,
  type CardSetting,
  endedByItself,
  statusWord,
  whoHasIt,
  whoSince,
} from "./card-parts.ts";

/** “red light”: how many contacts say it, against how many were expected. */
export function risingTermLine(
  { t, amount, duration }: Words,
  {
    term,
    observed,
    expected,
    windowMinutes,
  }: Pick<RisingTermFacts, "term" | "observed" | "expected" | "windowMinutes">,
): string {
  return t("risingTerm.said", {
    term: said(term, 80),
    observed: amount(observed),
    window: duration(windowMinutes * 60_000),
    expected: amount(expected),
  });
}

/** What the card of a rising term says: how many customers say it, what else they say, and what people coded it. */
export function risingTermCard(signal: Signal, facts: RisingTermFacts, { words }: CardSetting): CardBody {
  const { t, when } = words;
  const title = `${t("risingTerm.title")}${facts.endedAt ? t("risingTerm.over") : ""}`;
  const line = risingTermLine(words, facts);
  const numbers = numbersOf(words, facts);
  const coding = codingOf(words, facts);
  const examples = facts.examples.slice(0, 3).map((example) => exampleOf(words, example));
  const who = whoHasIt(words, signal);
  const endedAt = endedByItself(signal) ? undefined : facts.endedAt;
  const ended = endedAt ? ` ${t("risingTerm.endedSince", { at: when(endedAt) })}` : "";
  return {
    title: `${title}: ${line}`,
    details: [
      section([...numbers, ...coding].join("\n")),
      ...(examples.length === 0 ? [] : [section([t("risingTerm.examples"), ...examples].join("\n"))]),
    ],
    state: `${whoSince(words, signal)}${ended}`,
    less: t("risingTerm.less"),
    spoken: [`${statusWord(words, signal.status)}: ${title}: ${line}.`, ...numbers, ...coding, who]
      .join(" ")
      .replaceAll("*", ""),
  };
}

function numbersOf(words: Words, facts: RisingTermFacts): string[] {
  const { t, amount, duration, percent, when } = words;
  const also = facts.alsoSaid.slice(0, 4).map((term) => t("risingTerm.quoted", { term: said(term, 80) }));
  return [
    t("risingTerm.numbers", {
      observed: amount(facts.observed),
      customers: amount(facts.customers),
      window: duration(facts.windowMinutes * 60_000),
      at: when(facts.windowEndAt),
      expected: amount(facts.expected),
      share: percent(facts.observed / Math.max(1, facts.contacts)),
      contacts: amount(facts.contacts),
    }),
    ...(also.length === 0 ? [] : [t("risingTerm.also", { terms: also.join(", ") })]),
    t("risingTerm.chance", { terms: amount(facts.termsLookedAt), days: amount(facts.historyDays) }),
  ];
}

function codingOf({ t, amount }: Words, { byReason, uncoded }: RisingTermFacts): string[] {
  const reasons = byReason
    .slice(0, 3)
    .map(({ label, observed }) =>
      t("risingTerm.reason", { label: said(label, 60), count: amount(observed) }),
    );
  if (reasons.length === 0) return [t("risingTerm.codedNone"), t("risingTerm.before")];
  if (uncoded > 0) reasons.push(t("risingTerm.uncoded", { count: amount(uncoded) }));
  return [t("risingTerm.coded", { reasons: reasons.join(", ") }), t("risingTerm.before")];
}

function exampleOf(
  words: Words,
  { occurredAt, channel, summary = "", times = 1 }: SpikeFacts["examples"][number],
): string {
  const { t, amount, when } = words;
  return t(times > 1 ? "risingTerm.exampleTimes" : "risingTerm.example", {
    at: when(occurredAt, "{time}"),
    channel: contactWay(words, channel, 20),
    summary: said(summary, 200),
    times: amount(times),
  });
}
