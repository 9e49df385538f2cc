import type { Signal } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import type { ListReply } from "../promise/lists.ts";
import { person, said } from "../words.ts";
import { spikeLabel } from "./card-parts.ts";
import { risingTermLine } from "./rising-term-card.ts";
import { silenceInWords } from "./source-silent-card.ts";
import { belowLine } from "./touchpoint-card.ts";

/** A reason that may not alert before it has seen `need` days. */
export type LearningReason = { label: string; have: number; need: number };

/** What is open now, newest first, each in one line; and which reasons are still learning. */
export function openSignalsReply(
  words: Words,
  signals: Signal[],
  now: Date,
  learning: LearningReason[] = [],
): ListReply {
  const { t, fitting } = words;
  const title =
    signals.length === 0 ? t("signals.nothingOpen") : t("signals.open", { count: signals.length });
  const lines = signals.map((signal) => signalLine(words, signal, now));
  const shown = fitting(learning.length === 0 ? lines : [...lines, learningLine(words, learning)]);
  return { text: `${title}\n${shown}`.trim(), blocks: [section(`*${title}*\n${shown}`.trim())] };
}

/** One signal in one line: what, since when, who has it. */
export function signalLine(words: Words, signal: Signal, now: Date): string {
  const { t, amount, duration, when } = words;
  const { facts, openedAt } = signal;
  const line = { at: when(openedAt), state: stateOf(words, signal) };
  switch (facts.kind) {
    case "spike":
      return t("signals.spike", {
        ...line,
        label: said(spikeLabel(words, facts), 120),
        observed: amount(facts.observed),
        window: duration(facts.windowMinutes * 60_000),
        expected: amount(facts.expected),
      });
    case "source-silent":
      return t("signals.silent", {
        ...line,
        silence: silenceInWords(words, facts),
        at: when(facts.sinceAt),
      });
    case "rising-term":
      return t("risingTerm.open", { ...line, said: risingTermLine(words, facts) });
    case "touchpoint-below":
      return t("touchpoint.open", {
        ...line,
        below: belowLine(words, { ...facts, label: facts.touchpointLabel }),
      });
    case "overdue-promises":
      return t("signals.overduePromises", {
        ...line,
        count: facts.overdue,
        acknowledged: amount(facts.acknowledged),
      });
    case "overdue-promise":
      return t("signals.overduePromise", {
        ...line,
        promise: said(facts.text, 120),
        due: when(facts.dueAt),
        late: duration(now.getTime() - new Date(facts.dueAt).getTime()),
      });
  }
}

function stateOf({ t }: Words, { status, acknowledgedBy }: Signal): string {
  return status === "acknowledged"
    ? t("signals.hasIt", { by: person(acknowledgedBy ?? "earshot") })
    : t("signals.state", { status });
}

const MOST_LEARNING = 10;

function learningLine({ t }: Words, learning: LearningReason[]): string {
  const reasons = learning
    .slice(0, MOST_LEARNING)
    .map((each) => t("signals.learningDays", { ...each, label: said(each.label, 80) }))
    .join(", ");
  const rest = learning.length - MOST_LEARNING;
  return rest > 0 ? t("signals.learningMore", { reasons, rest }) : t("signals.learning", { reasons });
}
