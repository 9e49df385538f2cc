import type { KnownBlock } from "@slack/types";
import type { DigestContent, DigestLine, HeldLine } from "../../../domain/routing/digest.ts";
import { isQuiet } from "../../../domain/routing/digest.ts";
import { actionsFor } from "../../../domain/signal/life.ts";
import type { Words } from "../../language/words.ts";
import { control } from "../alert/card.ts";
import { button, context, type Message, section } from "../blocks.ts";
import { promiseWeek } from "../promise/week.ts";
import { labelledMend } from "../reason/mend.ts";
import { person } from "../words.ts";
import { movedLines, movedTable, movedText } from "./movements.ts";
import { digestSubject } from "./subject.ts";

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
  const less = [...(held.length === 0 ? [] : [t("digest.notAgain")]), t("digest.less")];
  return {
    text: fitting(
      [title, ...quiet, moved, ...movedLines(words, content), ...held, ...mends, ...promises, ...waiting].map(
        unmarked,
      ),
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
        blocks: [section(moved), ...movedTable(words, content)],
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
