import type { KnownBlock } from "@slack/types";
import type { DigestContent, DigestLine, HeldLine, NamedMovement } from "../../domain/digest.ts";
import { isQuiet } from "../../domain/digest.ts";
import { FALSE_DISCOVERIES } from "../../domain/digest-movement.ts";
import { actionsFor } from "../../domain/signal-life.ts";
import type { Words } from "../language/words.ts";
import { type Block, button, context, type Message, section, table } from "./blocks.ts";
import { control } from "./card.ts";
import { digestSubject } from "./digest-subject.ts";
import { labelledMend } from "./mend.ts";
import { promiseWeek } from "./promise-week.ts";
import { person, plain, said } from "./words.ts";

/** Those with a row of buttons; the others have a line. */
const MOST_WITH_BUTTONS = 8;
/** All numbers, however many lines; Slack takes twice as much. */
const MOST_TEXT = 20_000;
const COLOR = "#4a6785";

/** One channel's digest: what waited, with buttons a line, promises, what is open, and the table of what rose and fell. */
export function digestMessage(words: Words, content: DigestContent): Message {
  const { t, fitting } = words;
  const title = `*${titleOf(words, content)}*`;
  const quiet = isQuiet(content) ? [quietText(words, content)] : [];
  const moved = movedText(words, content);
  const promises = promiseLines(words, content);
  const waiting = waitingLines(words, content);
  const mends = (content.mends ?? []).map((mend) => `• ${labelledMend(words, mend.label, mend)}`);
  const held = content.held.map((line) => heldText(words, line));
  const spoken = movements(content).map((movement) => spokenOf(words, movement));
  const less = [...(held.length === 0 ? [] : [t("digest.notAgain")]), t("digest.less")];
  return {
    text: fitting(
      [title, ...quiet, moved, ...spoken, ...held, ...mends, ...promises, ...waiting].map(unmarked),
      MOST_TEXT,
    ),
    blocks: [
      section([title, ...quiet].join("\n")),
      ...heldBlocks(words, content.held),
      ...listed(words, t("mend.digest"), mends),
      ...listed(words, t("digest.promises"), promises),
      ...listed(words, t("digest.open"), waiting),
      context(less.join(" ")),
    ],
    attachments: [
      {
        color: COLOR,
        fallback: unmarked(moved),
        blocks: [section(moved), ...tableOf(words, content)],
      },
    ],
  };
}

function quietText({ t }: Words, { pace, movements: moves }: DigestContent): string {
  const isCompared = moves.kind === "judged" && moves.lookedAt > 0;
  return t(isCompared ? "digest.quietCompared" : "digest.quiet", { pace });
}

function titleOf(words: Words, { pace, firstDate, lastDate }: DigestContent): string {
  const to = dateText(words, lastDate);
  return pace === "daily"
    ? words.t("digest.daily", { date: to })
    : words.t("digest.weekly", { from: dateText(words, firstDate), to });
}

/** `Thu 19 Nov`; it is a date, not an instant, so every reader's zone has the same. */
function dateText({ locale }: Words, date: string): string {
  const parts = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${date}T00:00:00Z`)).replace(",", "");
}

type Moved = { way: "rose" | "fell"; moved: NamedMovement };

function movements({ movements: moves }: DigestContent): Moved[] {
  if (moves.kind === "learning") return [];
  return [
    ...moves.rose.map((moved) => ({ way: "rose" as const, moved })),
    ...moves.fell.map((moved) => ({ way: "fell" as const, moved })),
  ];
}

function movedText({ t, amount }: Words, { pace, movements: moves }: DigestContent): string {
  if (moves.kind === "learning") return t("digest.learning", { have: moves.have, need: moves.need, pace });
  const { lookedAt, rose, fell } = moves;
  if (lookedAt === 0) return t("digest.nothingLookedAt");
  if (rose.length + fell.length === 0) return t("digest.noneMoved", { lookedAt });
  return t("digest.moved", {
    lookedAt,
    rose: amount(rose.length),
    fell: amount(fell.length),
    one: Math.round(1 / FALSE_DISCOVERIES),
  });
}

const HEAD = ["reason", "change", "contacts", "expected", "ratio", "interval"] as const;

function tableOf(words: Words, content: DigestContent): Block[] {
  const { t } = words;
  const moves = movements(content);
  const isPriced = moves.some(({ moved }) => moved.cost !== undefined);
  const rows = moves.map(({ way, moved }) => [
    plain(moved.label, 80),
    t(`digest.${way}`),
    ...Object.values(figures(words, moved)),
    ...(isPriced ? [movedCost(words, moved) ?? "–"] : []),
  ]);
  if (rows.length === 0) return [];
  const head = [...HEAD.map((name) => t(`digest.${name}`)), ...(isPriced ? [t("cost.movedColumn")] : [])];
  return [
    table(
      [head, ...rows],
      head.map((_, at) => (at < 2 ? "left" : "right")),
    ),
  ];
}

/** In the order of the table's columns. */
function figures({ amount }: Words, moved: NamedMovement) {
  return {
    observed: amount(moved.observed),
    expected: amount(moved.expected),
    ratio: amount(moved.ratio),
    interval: `${amount(moved.ratioLower)}–${amount(moved.ratioUpper)}`,
  };
}

/** What came beyond the usual cost, or what did not come would have. */
function movedCost({ money }: Words, { cost }: NamedMovement): string | undefined {
  return cost && money(Math.abs(cost.amount), cost.currency);
}

function spokenOf(words: Words, { way, moved }: Moved): string {
  const told = { label: said(moved.label, 80), way, count: moved.observed };
  const line = words.t("digest.movement", { ...told, ...figures(words, moved) });
  const amount = movedCost(words, moved);
  return amount === undefined ? line : words.t("cost.moved", { line, amount, way });
}

function heldBlocks(words: Words, held: readonly HeldLine[]): KnownBlock[] {
  if (held.length === 0) return [];
  const { t, fitting } = words;
  const others = held.slice(MOST_WITH_BUTTONS).map((line) => heldText(words, line));
  return [
    section(t("digest.waited", { count: held.length })),
    ...held
      .slice(0, MOST_WITH_BUTTONS)
      .flatMap((line) => [section(heldText(words, line)), heldRow(words, line)]),
    ...(others.length === 0 ? [] : [section(fitting(others))]),
  ];
}

/** What each button does is about its own line's signal, which the row's id names. */
function heldRow(words: Words, { signalId, kind, state }: HeldLine): KnownBlock {
  const actions = actionsFor({ kind, status: state.status }).filter((action) => action !== "resolve");
  return {
    type: "actions",
    block_id: `signal:${signalId}`,
    elements: [
      ...actions.map((action) => control(words, action, kind)),
      button("show-signal", words.t("digest.show")),
    ],
  };
}

function heldText(words: Words, line: HeldLine): string {
  return words.t("digest.held", {
    line: digestSubject(words, line),
    why: line.why,
    state: stateText(words, line),
  });
}

function waitingLines(words: Words, { waiting, moreWaiting }: DigestContent): string[] {
  const lines = waiting.map((line) => `• ${digestSubject(words, line)}${stateText(words, line)}`);
  const more = words.t("digest.moreWaiting", { count: words.amount(moreWaiting) });
  return moreWaiting === 0 ? lines : [...lines, more];
}

/** After a comma; nothing while nobody has it. */
function stateText({ t, when }: Words, { state: { status, by, until } }: DigestLine): string {
  switch (status) {
    case "open":
      return "";
    case "acknowledged":
      return `, ${by === null ? t("digest.acknowledged") : t("digest.acknowledgedBy", { by: person(by) })}`;
    case "snoozed":
      return `, ${until === null ? t("digest.snoozed") : t("digest.snoozedUntil", { until: when(until) })}`;
    case "resolved":
      return `, ${t("digest.over")}`;
  }
}

function promiseLines(words: Words, { promises, pace, firstDate, lastDate }: DigestContent): string[] {
  const to = dateText(words, lastDate);
  const period = pace === "daily" ? to : words.t("digest.period", { from: dateText(words, firstDate), to });
  return promises.map(({ team, figures: kept }) => `• ${promiseWeek(words, kept, { team, week: period })}`);
}

function listed({ fitting }: Words, title: string, lines: string[]): KnownBlock[] {
  return lines.length === 0 ? [] : [section(fitting([`*${title}*`, ...lines]))];
}

const unmarked = (line: string): string => line.replaceAll("*", "");
