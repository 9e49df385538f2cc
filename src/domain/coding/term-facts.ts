import type { RisingTermFacts } from "../signal/signal.ts";
import type { RisingTerm } from "./rising-terms.ts";

/** A contact in which a term was said. */
type Sayer = { occurredAt: Date; channel: string; text: string; reasons: readonly string[] };

const MOST_REASONS = 3;
const EXAMPLES = 3;

type Setting = {
  /** All contacts with words in the window that were looked at. */
  contacts: number;
  windowMinutes: number;
  windowEndAt: Date;
  historyDays: number;
  termsLookedAt: number;
  /** What reasons are called, by their codes. */
  labels: ReadonlyMap<string, string>;
};

/** All that an alert says about a rising term. @param said the window's contacts, at the places the term knows */
export function risingTermFacts(
  rising: RisingTerm,
  said: readonly Sayer[],
  setting: Setting,
): RisingTermFacts {
  const { labels, windowEndAt, ...rest } = setting;
  const sayers = rising.at.flatMap((at) => said[at] ?? []);
  const reasons = new Map<string, number>();
  for (const { reasons: codes } of sayers) {
    for (const code of codes) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  }
  return {
    kind: "rising-term",
    term: rising.term,
    alsoSaid: rising.alsoSaid,
    observed: rising.contacts,
    expected: Math.round(rising.expected * 10) / 10,
    customers: rising.customers,
    ...rest,
    windowEndAt: windowEndAt.toISOString(),
    byReason: [...reasons]
      .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
      .slice(0, MOST_REASONS)
      .map(([reason, observed]) => ({ reason, label: labels.get(reason) ?? reason, observed })),
    uncoded: sayers.filter(({ reasons: codes }) => codes.length === 0).length,
    examples: examplesOf(sayers),
  };
}

/** The latest first; the same words are one example. */
function examplesOf(sayers: readonly Sayer[]): RisingTermFacts["examples"] {
  const byWords = new Map<string, RisingTermFacts["examples"][number]>();
  for (const { occurredAt, channel, text } of [...sayers].reverse()) {
    const known = byWords.get(text);
    if (known !== undefined) known.times = (known.times ?? 1) + 1;
    else byWords.set(text, { occurredAt: occurredAt.toISOString(), channel, summary: text });
  }
  return [...byWords.values()].slice(0, EXAMPLES);
}
