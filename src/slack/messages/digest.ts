import type { KnownBlock } from "@slack/types";
import type { DigestContent, DigestLine, HeldLine, NamedMovement } from "../../domain/digest.ts";
import { isQuiet } from "../../domain/digest.ts";
import { FALSE_DISCOVERIES } from "../../domain/digest-movement.ts";
import { actionsFor } from "../../domain/signal-life.ts";
import { type Block, button, context, type Message, section, table } from "./blocks.ts";
import { control } from "./card.ts";
import { promiseWeek } from "./promise-week.ts";
import { amount, counted, duration, fitting, person, plain, said, when } from "./words.ts";

/** Those with a row of buttons; the others have a line. */
const MOST_WITH_BUTTONS = 8;
/** All numbers, however many lines; Slack takes twice as much. */
const MOST_TEXT = 20_000;
const COLOR = "#4a6785";

/** One channel's digest: what waited, with buttons a line, promises, what is open, and the table of what rose and fell. */
export function digestMessage(content: DigestContent): Message {
  const title = `*${titleOf(content)}*`;
  const moved = movedText(content);
  const promises = promiseLines(content);
  const waiting = waitingLines(content);
  const held = content.held.map((line) => heldText(line));
  return {
    text: fitting(
      [
        title,
        ...(isQuiet(content) ? [quietText(content)] : []),
        moved,
        ...movements(content).map(spoken),
        ...held,
        ...promises,
        ...waiting,
      ].map(unmarked),
      MOST_TEXT,
    ),
    blocks: [
      section(isQuiet(content) ? `${title}\n${quietText(content)}` : title),
      ...heldBlocks(content.held),
      ...listed("Promises", promises),
      ...listed("Still open here", waiting),
      context(content.held.length === 0 ? LESS : `${NOT_AGAIN} ${LESS}`),
    ],
    attachments: [{ color: COLOR, fallback: unmarked(moved), blocks: [section(moved), ...tableOf(content)] }],
  };
}

function quietText({ pace, movements: moves }: DigestContent): string {
  const isCompared = moves.kind === "judged" && moves.lookedAt > 0;
  const still = isCompared ? "nothing rose or fell beyond chance, " : "";
  return `A quiet ${PERIODS[pace]}: ${still}nothing waited, nothing is open here.`;
}

const PERIODS = { daily: "day", weekly: "week" };

const NOT_AGAIN = "What waited is not posted again, unless its surplus doubles.";
const LESS = "`/signals digest` shows this at any time, `/earshot channel` sets when it comes.";

function titleOf({ pace, firstDate, lastDate }: DigestContent): string {
  return pace === "daily"
    ? `Daily digest of ${dateText(lastDate)}`
    : `Weekly digest, ${dateText(firstDate)} to ${dateText(lastDate)}`;
}

/** `Thu 19 Nov`; it is a date, not an instant, so every reader's zone has the same. */
function dateText(date: string): string {
  const parts = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", parts).format(new Date(`${date}T00:00:00Z`)).replace(",", "");
}

function movements({ movements: moves }: DigestContent): { way: "rose" | "fell"; moved: NamedMovement }[] {
  if (moves.kind === "learning") return [];
  return [
    ...moves.rose.map((moved) => ({ way: "rose" as const, moved })),
    ...moves.fell.map((moved) => ({ way: "fell" as const, moved })),
  ];
}

function movedText({ pace, movements: moves }: DigestContent): string {
  const usual = "the same weekdays of the eight weeks before";
  if (moves.kind === "learning") {
    return `*What rose and fell*: still learning, ${moves.have} of ${moves.need} days; then each ${PERIODS[pace]} is compared with ${usual}.`;
  }
  if (moves.lookedAt === 0)
    return "*What rose and fell*: nothing to compare, for no reason that was heard is told in this channel.";
  const looked = `${counted(moves.lookedAt, "reason")} looked at`;
  const [rose, fell] = [moves.rose.length, moves.fell.length];
  if (rose + fell === 0) return `*What rose and fell*: of ${looked}, none beyond chance against ${usual}.`;
  const one = Math.round(1 / FALSE_DISCOVERIES);
  return `*What rose and fell*: of ${looked}, ${amount(rose)} rose and ${amount(fell)} fell against ${usual}. About 1 in ${one} of those listed is chance.`;
}

const HEAD = ["Reason", "Change", "Contacts", "Expected", "Times the usual", "90 % sure"];

function tableOf(content: DigestContent): Block[] {
  const rows = movements(content).map(({ way, moved }) => [plain(moved.label, 80), way, ...figures(moved)]);
  if (rows.length === 0) return [];
  return [table([HEAD, ...rows], ["left", "left", "right", "right", "right", "right"])];
}

function figures({ observed, expected, ratio, ratioLower, ratioUpper }: NamedMovement): string[] {
  const range = `${amount(ratioLower)}–${amount(ratioUpper)}`;
  return [amount(observed), amount(expected), amount(ratio), range];
}

function spoken({ way, moved }: ReturnType<typeof movements>[number]): string {
  const [observed, expected, ratio, range] = figures(moved);
  return `• ${said(moved.label, 80)} ${way}: ${observed} contacts, expected ${expected}, ${ratio} times the usual (90 % sure: ${range})`;
}

function heldBlocks(held: readonly HeldLine[]): KnownBlock[] {
  if (held.length === 0) return [];
  const others = held.slice(MOST_WITH_BUTTONS).map((line) => heldText(line));
  return [
    section(`*Waited for this digest*: ${counted(held.length, "alert")}, the largest surplus first`),
    ...held.slice(0, MOST_WITH_BUTTONS).flatMap((line) => [section(heldText(line)), heldRow(line)]),
    ...(others.length === 0 ? [] : [section(fitting(others))]),
  ];
}

/** What each button does is about its own line's signal, which the row's id names. */
function heldRow({ signalId, kind, state }: HeldLine): KnownBlock {
  const actions = actionsFor({ kind, status: state.status }).filter((action) => action !== "resolve");
  return {
    type: "actions",
    block_id: `signal:${signalId}`,
    elements: [...actions.map((action) => control(action, kind)), button("show-signal", "Show")],
  };
}

function heldText(line: HeldLine): string {
  const why = line.why === "digest" ? "over the day's budget" : "in quiet hours";
  return `• ${subject(line)}; held ${why}${stateText(line)}`;
}

function waitingLines({ waiting, moreWaiting }: DigestContent): string[] {
  const lines = waiting.map((line) => `• ${subject(line)}${stateText(line)}`);
  return moreWaiting === 0 ? lines : [...lines, `and ${amount(moreWaiting)} more: \`/signals\``];
}

function subject({ about, openedAt }: DigestLine): string {
  switch (about.kind) {
    case "spike": {
      const window = duration(about.windowMinutes * 60_000);
      return `*${said(about.label, 120)}*: ${amount(about.observed)} contacts in ${window}, expected ${amount(about.expected)}; since ${when(openedAt)}`;
    }
    case "source-silent":
      return `*Silent source*: nothing from ${said(about.name, 80)} since ${when(about.sinceAt)}`;
    case "overdue-promise":
      return `*Overdue promise*: ${said(about.text, 120)}; due ${when(about.dueAt)}`;
    case "overdue-promises":
      return `*${counted(about.overdue, "overdue promise")}*; since ${when(openedAt)}`;
  }
}

function stateText({ state: { status, by, until } }: DigestLine): string {
  switch (status) {
    case "open":
      return "";
    case "acknowledged":
      return by === null ? ", *acknowledged*" : `, *${person(by)} has it*`;
    case "snoozed":
      return until === null ? ", *snoozed*" : `, *snoozed* until ${when(until)}`;
    case "resolved":
      return ", *over*";
  }
}

function promiseLines({ promises, pace, firstDate, lastDate }: DigestContent): string[] {
  const period = pace === "daily" ? dateText(lastDate) : `${dateText(firstDate)} to ${dateText(lastDate)}`;
  return promises.map(({ team, figures: kept }) => `• ${promiseWeek(kept, { team, week: period })}`);
}

function listed(title: string, lines: string[]): KnownBlock[] {
  return lines.length === 0 ? [] : [section(fitting([`*${title}*`, ...lines]))];
}

const unmarked = (line: string): string => line.replaceAll("*", "");
