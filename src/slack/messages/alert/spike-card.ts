import { ANY_REASON } from "../../../domain/contact.ts";
import { mutableReason } from "../../../domain/routing/mute.ts";
import type { Signal, SpikeFacts } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { spikeChart } from "../chart.ts";
import { contactWay } from "../promise/contact-way.ts";
import { excessLine } from "../reason/cost.ts";
import { said } from "../words.ts";
import {
  type CardBody,
  type CardSetting,
  endedByItself,
  spikeLabel,
  statusWord,
  whoHasIt,
  whoSince,
} from "./card-parts.ts";
import { concentrationLines, perhaps } from "./concentration.ts";

/** What a spike's card says: how much against what was expected, how rare, what drives it, who has it. */
export function spikeCard(
  signal: Signal,
  facts: SpikeFacts,
  { words, zone, members = [] }: CardSetting,
): CardBody {
  const { t, fitting } = words;
  const reason = said(spikeLabel(words, facts), facts.channel ? 120 : 150);
  const label = facts.channel ? `${reason} (${contactWay(words, facts.channel, 20)})` : reason;
  const headline = `${perhaps(words, facts)}${headlineOf(words, facts)}${facts.endedAt ? ` ${t("spike.over")}` : ""}`;
  const numbers = numbersOf(words, facts);
  const rarity = rarityOf(words, facts);
  const concentrations = concentrationLines(words, facts);
  const costs = facts.cost === undefined ? [] : [excessLine(words, facts.cost)];
  const examples = facts.examples.slice(0, 3).map((example) => exampleOf(words, example));
  const drivers = driversOf(words, facts);
  const others = members.flatMap((member) => otherSpike(words, member));
  const ended = facts.endedAt && ` ${endedOf(words, signal, facts.endedAt)}`;
  return {
    title: `*${label}*: ${headline}`,
    chart: spikeChart(words, facts, zone),
    details: [
      section([numbers, rarity, ...costs, ...concentrations].join("\n")),
      ...(drivers === "" ? [] : [section(t("spike.drivers", { drivers }))]),
      ...(others.length === 0 ? [] : [section(t("spike.together", { spikes: fitting(others) }))]),
      ...(examples.length === 0 ? [] : [section(t("spike.latest", { examples: examples.join("\n") }))]),
    ],
    state: `${whoSince(words, signal)}${ended ?? ""}`,
    less: t("spike.less", { mutable: mutableReason(facts) !== undefined }),
    spoken: [
      `${statusWord(words, signal.status)}: ${label}: ${headline}.`,
      numbers,
      rarity,
      ...costs,
      ...concentrations,
      drivers,
      others.length > 0 && t("spike.togetherSpoken", { spikes: others.slice(0, MOST_SPOKEN).join(" ") }),
      whoHasIt(words, signal),
    ]
      .filter(Boolean)
      .join(" ")
      .replaceAll("*", ""),
  };
}

function endedOf({ t, when }: Words, signal: Signal, endedAt: string): string {
  return endedByItself(signal) ? t("spike.normal") : t("spike.ended", { at: when(endedAt) });
}

/** Of other spikes, in the text alternative. */
const MOST_SPOKEN = 5;

function headlineOf({ t, amount, duration }: Words, facts: SpikeFacts): string {
  return t("spike.headline", {
    observed: amount(facts.observed),
    window: duration(facts.windowMinutes * 60_000),
    expected: amount(facts.expected),
  });
}

/** One whose cause is the same. */
function otherSpike(words: Words, { facts }: Signal): string[] {
  if (facts.kind !== "spike") return [];
  return [`• *${said(spikeLabel(words, facts), 80)}*: ${headlineOf(words, facts)}`];
}

function numbersOf({ t, amount, duration, when }: Words, facts: SpikeFacts): string {
  return t("spike.numbers", {
    observed: amount(facts.observed),
    window: duration(facts.windowMinutes * 60_000),
    until: when(facts.windowEndAt),
    expected: amount(facts.expected),
    lower: amount(facts.lower),
    upper: amount(facts.upper),
    ratio: amount(facts.ratio),
    ratioLower: amount(facts.ratioLower),
    ratioUpper: amount(facts.ratioUpper),
  });
}

/** How often chance alone would say so, for this reason and over all that were looked at. */
function rarityOf(words: Words, facts: SpikeFacts): string {
  const { t, amount } = words;
  const { chanceOnceInWeeks, chanceAllPerWeek, reasonsLookedAt, historyDays } = facts;
  return t("spike.rarity", {
    about: facts.channel ? "channel" : facts.reason === ANY_REASON ? "all" : "reason",
    once: onceIn(words, chanceOnceInWeeks),
    lookedAt: amount(reasonsLookedAt),
    onceOfAll:
      chanceAllPerWeek >= 1
        ? t("spike.timesAWeek", { times: amount(chanceAllPerWeek) })
        : onceIn(words, 1 / chanceAllPerWeek),
    days: amount(historyDays),
  });
}

/** Beyond ten years nobody can check it: say no more than that. */
function onceIn({ t, amount }: Words, weeks: number): string {
  if (!Number.isFinite(weeks) || weeks > 520) return t("spike.onceInTenYears");
  if (weeks >= 104) return t("spike.onceInYears", { years: amount(Math.round(weeks / 52)) });
  return weeks < 1.5 ? t("spike.onceAWeek") : t("spike.onceInWeeks", { weeks: amount(Math.round(weeks)) });
}

function driversOf(words: Words, facts: SpikeFacts): string {
  const { t, amount } = words;
  const heard = facts.byChannel.filter(({ observed }) => observed > 0);
  const channels = heard.slice(0, 4).map((one) => countOf(words, contactWay(words, one.channel, 20), one));
  const touchpoints = facts.byTouchpoint
    .slice(0, 3)
    .map((at) => `${said(at.touchpoint, 60)} ${amount(at.observed)}`);
  const parts = [
    channels.join(", "),
    touchpoints.length > 0 && t("spike.journey", { touchpoints: touchpoints.join(", ") }),
    reasonsOf(words, facts),
  ];
  return parts.filter(Boolean).join("; ");
}

/** Fewer of a spike's contacts than this share say nothing about it. */
const TELLING_SHARE = 0.1;

/** A contact has one or more reasons: what is said of them never adds up to a total. */
function reasonsOf(words: Words, { reason, observed, byReason = [] }: SpikeFacts): string {
  const { t, amount } = words;
  if (reason === ANY_REASON) {
    const reasons = byReason.slice(0, 3).map((one) => countOf(words, said(one.label, 60), one));
    return reasons.length > 0 ? t("spike.reasons", { reasons: reasons.join(", ") }) : "";
  }
  const [first, second] = byReason
    .filter((other) => other.observed >= TELLING_SHARE * observed)
    .map((other) => ({ count: amount(other.observed), label: said(other.label, 60) }));
  if (first === undefined) return "";
  const also = { ...first, observed: amount(observed) };
  return second === undefined
    ? t("spike.alsoMention", also)
    : t("spike.alsoMentionTwo", { ...also, other: second.label, otherCount: second.count });
}

function countOf(
  { t, amount }: Words,
  name: string,
  { observed, expected }: { observed: number; expected?: number },
): string {
  if (expected === undefined) return `${name} ${amount(observed)}`;
  return t("spike.usually", { name, observed: amount(observed), expected: amount(expected) });
}

function exampleOf(
  words: Words,
  { occurredAt, channel, summary, times = 1 }: SpikeFacts["examples"][number],
): string {
  const { t, amount, when } = words;
  const example = {
    at: when(occurredAt, "{time}"),
    channel: contactWay(words, channel, 20),
    times: amount(times),
  };
  if (summary === undefined)
    return t(times > 1 ? "spike.exampleWordlessTimes" : "spike.exampleWordless", example);
  return t(times > 1 ? "spike.exampleTimes" : "spike.example", { ...example, summary: said(summary, 200) });
}
