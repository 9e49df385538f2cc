import { difference, type Estimate, isSure, meanOf, share } from "../estimate.ts";

/** Surveys sent, and how many of them were answered. */
export type Coverage = { sent: number; answered: number };

/** In whose name a score may be told. */
export type Voice =
  | { kind: "customers" }
  /** So few of those asked answered. */
  | { kind: "those-who-answered"; share: number; asked: number }
  /** Nobody told us whom they asked. */
  | { kind: "nobody-knows" };

/** Of fewer surveys a share says nothing. */
const LEAST_SENT = 20;

/**
 * Decides whose words a score is: "customers say" is only said when enough of those asked have answered.
 * @param floor the least share for that, 0..1, as the workspace sets it
 */
export function voiceOf({ sent, answered }: Coverage, floor: number): Voice {
  if (sent === 0) return { kind: "nobody-knows" };
  if (sent >= LEAST_SENT && answered / sent >= floor) return { kind: "customers" };
  return { kind: "those-who-answered", share: answered / sent, asked: sent };
}

/** A customer who was asked: what they went through in the time before. */
export type Asked = {
  answered: boolean;
  contacts: number;
  reasons: readonly string[];
  brokenPromises: number;
};

/** In what those who answer differ from those who do not (`answered` less `silent`); only what is sure. */
export type AnswerGap =
  | { kind: "contacts"; answered: number; silent: number; difference: Estimate }
  | { kind: "reason"; reason: string; answered: number; silent: number; difference: Estimate }
  | { kind: "broken-promise"; answered: number; silent: number; difference: Estimate };

const LEAST_EACH = 20;
const TOP_REASONS = 5;
/** Seven comparisons at once: each interval so much wider keeps them 90 % sure together (Bonferroni: 2.45 / 1.645). */
const WIDER = 1.49;

/** Compares contacts a customer, and the shares who mention each of the top reasons and to whom a promise was broken. */
export function answerGaps(asked: readonly Asked[]): AnswerGap[] {
  const answered = asked.filter((one) => one.answered);
  const silent = asked.filter((one) => !one.answered);
  if (answered.length < LEAST_EACH || silent.length < LEAST_EACH) return [];
  const gaps: AnswerGap[] = [];
  const compare = (
    about: { kind: "contacts" } | { kind: "reason"; reason: string } | { kind: "broken-promise" },
    estimate: (group: readonly Asked[]) => Estimate | undefined,
  ) => {
    const [a, s] = [estimate(answered), estimate(silent)];
    if (a === undefined || s === undefined) return;
    const gap = difference(a, s);
    if (isSure(widened(gap))) gaps.push({ ...about, answered: a.value, silent: s.value, difference: gap });
  };
  const shareWith = (has: (one: Asked) => boolean) => (group: readonly Asked[]) =>
    share(group.filter(has).length, group.length);
  compare({ kind: "contacts" }, (group) => meanOf(group.map(({ contacts }) => contacts)));
  compare(
    { kind: "broken-promise" },
    shareWith(({ brokenPromises }) => brokenPromises > 0),
  );
  for (const reason of topReasons(asked)) {
    compare(
      { kind: "reason", reason },
      shareWith(({ reasons }) => reasons.includes(reason)),
    );
  }
  return gaps;
}

function widened({ value, lower, upper }: Estimate): Estimate {
  return { value, lower: value - WIDER * (value - lower), upper: value + WIDER * (upper - value) };
}

function topReasons(asked: readonly Asked[]): string[] {
  const counts = new Map<string, number>();
  for (const { reasons } of asked) {
    for (const reason of new Set(reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, TOP_REASONS)
    .map(([reason]) => reason);
}
