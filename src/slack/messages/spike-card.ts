import { mutableReason } from "../../domain/mute.ts";
import type { Signal, SpikeFacts } from "../../domain/signal.ts";
import { section } from "./blocks.ts";
import { type CardBody, type CardSetting, whoHasIt } from "./card-parts.ts";
import { spikeChart } from "./chart.ts";
import { amount, duration, fitting, said, when } from "./words.ts";

/** What a spike's card says: how much against what was expected, how rare, what drives it, who has it. */
export function spikeCard(
  signal: Signal,
  facts: SpikeFacts,
  { words, zone, members = [] }: CardSetting,
): CardBody {
  const label = facts.channel
    ? `${said(facts.reasonLabel, 120)} (${said(facts.channel, 20)})`
    : said(facts.reasonLabel, 150);
  const window = duration(facts.windowMinutes * 60_000);
  const headline = `${amount(facts.observed)} contacts in ${window}, expected ${amount(facts.expected)}`;
  const over = facts.endedAt ? " (over)" : "";
  const numbers = numbersOf(facts, window);
  const examples = facts.examples.slice(0, 3).map(exampleOf);
  const drivers = driversOf(facts);
  const others = members.flatMap(otherSpike);
  const ended = facts.endedAt ? `\nThe count has been back to normal since ${when(facts.endedAt)}.` : "";
  return {
    title: `*${label}*: ${headline}${over}`,
    chart: spikeChart(facts, zone),
    details: [
      section(`${numbers}\n${rarity(facts)}`),
      ...(drivers === "" ? [] : [section(`*What drives it*\n${drivers}`)]),
      ...(others.length === 0 ? [] : [section(`*With it, largely the same contacts*\n${fitting(others)}`)]),
      ...(examples.length === 0 ? [] : [section(`*Latest*\n${examples.join("\n")}`)]),
    ],
    state: `${whoHasIt(words, signal)} Since ${when(signal.openedAt)}.${ended}`,
    less: `For less: snooze it; resolve it, and it stays quiet until the count has been normal again; ${mutableReason(facts) === undefined ? "" : "mute the reason for a time; "}or give this channel quiet hours and a daily budget by \`/earshot channel\`.`,
    spoken: [
      `${signal.status.toUpperCase()}: ${label}: ${headline}${over}.`,
      numbers,
      rarity(facts),
      drivers,
      others.length > 0 && `With it, largely the same contacts: ${others.slice(0, MOST_SPOKEN).join(" ")}`,
      whoHasIt(words, signal),
    ]
      .filter(Boolean)
      .join(" ")
      .replaceAll("*", ""),
  };
}

/** Of other spikes, in the text alternative. */
const MOST_SPOKEN = 5;

/** One whose cause is the same. */
function otherSpike({ facts }: Signal): string[] {
  if (facts.kind !== "spike") return [];
  const window = duration(facts.windowMinutes * 60_000);
  return [
    `• *${said(facts.reasonLabel, 80)}*: ${amount(facts.observed)} contacts in ${window}, expected ${amount(facts.expected)}`,
  ];
}

function numbersOf(facts: SpikeFacts, window: string): string {
  const range = `usually ${amount(facts.lower)}–${amount(facts.upper)}`;
  const ratio = `${amount(facts.ratio)} times the usual (90 % sure: ${amount(facts.ratioLower)}–${amount(facts.ratioUpper)})`;
  return `*${amount(facts.observed)}* contacts in ${window}, up to ${when(facts.windowEndAt)}; expected *${amount(facts.expected)}* (${range}). That is ${ratio}.`;
}

/** How often chance alone would say so, for this reason and over all that were looked at. */
function rarity(facts: SpikeFacts): string {
  const { chanceOnceInWeeks, chanceAllPerWeek, reasonsLookedAt, historyDays } = facts;
  const about = facts.channel ? "this channel" : facts.reason === "*" ? "all contacts" : "this reason";
  const one = `By chance ${onceIn(chanceOnceInWeeks)} for ${about}`;
  const all =
    chanceAllPerWeek >= 1 ? `about ${amount(chanceAllPerWeek)} a week` : onceIn(1 / chanceAllPerWeek);
  return `${one}; over all ${amount(reasonsLookedAt)} reasons and channels looked at, ${all}. Learned from ${amount(historyDays)} days.`;
}

/** Beyond ten years nobody can check it: say no more than that. */
function onceIn(weeks: number): string {
  if (!Number.isFinite(weeks) || weeks > 520) return "less than once in 10 years";
  if (weeks >= 104) return `about once in ${amount(Math.round(weeks / 52))} years`;
  return weeks < 1.5 ? "about once a week" : `about once in ${amount(Math.round(weeks))} weeks`;
}

function driversOf(facts: SpikeFacts): string {
  const heard = facts.byChannel.filter(({ observed }) => observed > 0);
  const channels = heard.slice(0, 4).map((one) => countOf(said(one.channel, 20), one));
  const touchpoints = facts.byTouchpoint
    .slice(0, 3)
    .map((at) => `${said(at.touchpoint, 60)} ${amount(at.observed)}`);
  const parts = [
    channels.join(", "),
    touchpoints.length > 0 && `on the journey: ${touchpoints.join(", ")}`,
    reasonsOf(facts),
  ];
  return parts.filter(Boolean).join("; ");
}

/** Fewer of a spike's contacts than this share say nothing about it. */
const TELLING_SHARE = 0.1;

/** A contact has one or more reasons: what is said of them never adds up to a total. */
function reasonsOf({ reason, observed, byReason = [] }: SpikeFacts): string {
  if (reason === "*") {
    const reasons = byReason.slice(0, 3).map((one) => countOf(said(one.label, 60), one));
    return reasons.length > 0 ? `reasons: ${reasons.join(", ")}` : "";
  }
  const telling = byReason.filter((other) => other.observed >= TELLING_SHARE * observed);
  const [first, ...more] = telling
    .slice(0, 2)
    .map((other) => ({ count: amount(other.observed), label: said(other.label, 60) }));
  if (first === undefined) return "";
  const rest = more.map(({ count, label }) => `, ${count} ${label}`).join("");
  return `${first.count} of ${amount(observed)} also mention ${first.label}${rest}`;
}

function countOf(name: string, { observed, expected }: { observed: number; expected?: number }): string {
  return `${name} ${amount(observed)}${expected === undefined ? "" : ` (usually ${amount(expected)})`}`;
}

function exampleOf({ occurredAt, channel, summary, times = 1 }: SpikeFacts["examples"][number]): string {
  const words = summary === undefined ? "no words were sent" : `“${said(summary, 200)}”`;
  const again = times > 1 ? ` (${amount(times)} times)` : "";
  return `• ${when(occurredAt, "{time}")} ${said(channel, 20)}: ${words}${again}`;
}
