import type { ActionsBlock } from "@slack/types";
import type { OverduePromiseFacts, Signal } from "../../domain/signal.ts";
import type { Words } from "../language/words.ts";
import { section } from "./blocks.ts";
import { type CardBody, type CardSetting, colors, whoHasIt } from "./card-parts.ts";
import { promiseRow, toldRow } from "./promise-row.ts";
import { ago, duration, person, said, when } from "./words.ts";

const TITLE_WORDS = 150;
/** A broken promise is over, but no success. */
export const BROKEN_COLOR = "#696969";

/** What an overdue promise's card says: what was promised, by whom, due when, how late, who has it. Never the customer. */
export function promiseCard(signal: Signal, facts: OverduePromiseFacts, setting: CardSetting): CardBody {
  const text = said(facts.text, 500);
  const owner = ownerOf(facts);
  const team = teamOf(signal, facts, setting);
  const via = facts.channel ? ` by ${said(facts.channel, 40)}` : "";
  const lateMs = latenessMs(facts, setting.now);
  return {
    title: `*${titleOf(facts, setting.now)}*: ${said(facts.text, TITLE_WORDS)}`,
    details: [
      section(
        [
          // The title holds the start of it.
          ...(facts.text.length > TITLE_WORDS ? [`*What*: ${text}`] : []),
          `*Who*: ${owner}${team ? `, team ${team}` : ""}`,
          `*Due*: ${when(facts.dueAt)}${via}; promised ${when(facts.madeAt)}`,
          `*Late*: ${isRunning(facts) ? due(facts, setting.now) : lateMs <= 0 ? "not late" : duration(lateMs)}`,
        ].join("\n"),
      ),
    ],
    state: stateOf(signal, facts, team, setting),
    ...(signal.status === "resolved" && colorOf(facts)),
    less: "It ends when the customer is reached or a new time is agreed. For less: the team's hours by `/earshot team`, or quiet hours for this channel by `/earshot channel`.",
    spoken: spokenOf(signal, facts, team, setting).replaceAll("*", ""),
  };
}

/** What can be done to the promise now; what a contact kept by itself can be wrong. */
export function promiseRowOf(facts: OverduePromiseFacts): ActionsBlock[] {
  const { promiseId, outcome, endedAt, note } = facts;
  if (isMovedSilently(facts)) return toldRow({ id: promiseId });
  if (outcome === undefined)
    return endedAt === undefined ? promiseRow({ id: promiseId, status: "open" }) : [];
  // It goes on, with messages of its own when it is late again.
  if (outcome === "moved" || outcome === "reopened") return [];
  return promiseRow(
    { id: promiseId, status: outcome },
    outcome === "kept" && note ? "That was not it" : "Undo",
  );
}

/**
 * "reached by phone 14:05, 5 min late; fits best of 2 open promises".
 * @param how in safe words, for when no contact is known to have kept it
 */
export function keptWords(
  { dueAt, endedAt, note }: OverduePromiseFacts,
  fallbackAt: Date,
  how = "the customer was reached",
): string {
  const at = endedAt ?? fallbackAt;
  const lateMs = new Date(at).getTime() - new Date(dueAt).getTime();
  const [reached = how, ...rest] = note ? note.split("; ").map((each) => said(each, 200)) : [how];
  const late = lateMs <= 0 ? "in time" : `${duration(lateMs)} late`;
  return [`${reached} ${when(at, "{date_short_pretty} {time}")}, ${late}`, ...rest.slice(0, 3)].join("; ");
}

/** "A new time was agreed: 15:00", or that the customer does not know of it. */
function movedWords({ movedTo, told }: OverduePromiseFacts): string {
  const to = movedTo === undefined ? "another time" : when(movedTo);
  if (told) return `*A new time was agreed*: ${to}`;
  const untold =
    told === undefined ? "nobody said whether the customer was told" : "the customer was not told";
  return `*Moved* to ${to}; *${untold}*, so it counts as broken`;
}

function ownerOf({ owner, ownerSlackId }: OverduePromiseFacts): string {
  const named = ownerSlackId ?? owner;
  return named === undefined ? "nobody by name" : person(named);
}

function teamOf(signal: Signal, facts: OverduePromiseFacts, { teamLabel }: CardSetting): string | undefined {
  const team = teamLabel ?? signal.team ?? facts.team;
  return team === undefined ? undefined : said(team, 80);
}

/** Negative when it was not late after all. */
function latenessMs({ dueAt, endedAt }: OverduePromiseFacts, now: Date): number {
  return (endedAt === undefined ? now : new Date(endedAt)).getTime() - new Date(dueAt).getTime();
}

/** While it runs, Slack counts for the reader; the fallback is the clock of the last edit. */
function due({ dueAt }: OverduePromiseFacts, now: Date): string {
  return `due ${ago(dueAt, now)}`;
}

const isMovedSilently = ({ outcome, told }: OverduePromiseFacts): boolean =>
  outcome === "moved" && told !== true;

/** The green of what is solved is for customers who were reached or know the new time. */
function colorOf(facts: OverduePromiseFacts): { color: string } | undefined {
  if (facts.outcome === "broken" || isMovedSilently(facts)) return { color: BROKEN_COLOR };
  if (facts.outcome === "withdrawn" || facts.outcome === "reopened") return { color: colors.snoozed };
  return undefined;
}

const isRunning = ({ endedAt, outcome }: OverduePromiseFacts): boolean =>
  endedAt === undefined || outcome === "reopened";

function titleOf(facts: OverduePromiseFacts, now: Date): string {
  if (facts.outcome === "reopened") return "A promise was opened again";
  if (isRunning(facts)) return "A promise is overdue";
  if (facts.outcome === "broken") return "A promise was broken";
  if (isMovedSilently(facts)) return "A promise was moved silently";
  return latenessMs(facts, now) <= 0 ? "A promise was kept in time" : "A promise was late";
}

/** For notifications and screen readers, which count nothing: figures of the moment it was written. */
function spokenOf(
  signal: Signal,
  facts: OverduePromiseFacts,
  team: string | undefined,
  setting: CardSetting,
): string {
  const { now } = setting;
  const title = titleOf(facts, now);
  const lateMs = latenessMs(facts, now);
  const late = lateMs <= 0 ? "not late" : `${duration(lateMs)} late`;
  const what = `${title.charAt(0).toLowerCase()}${title.slice(1)}: ${said(facts.text, 500)}`;
  const status = signal.status === "resolved" ? (facts.outcome ?? signal.status) : signal.status;
  return `${status.toUpperCase()}: ${what}. By ${ownerOf(facts)}, ${late} (due ${when(facts.dueAt)}). ${stateOf(signal, facts, team, setting)}`;
}

function stateOf(
  signal: Signal,
  facts: OverduePromiseFacts,
  team: string | undefined,
  { words, now }: CardSetting,
): string {
  switch (signal.status) {
    case "resolved":
      return endOf(signal, facts, words);
    case "acknowledged":
      return acknowledged(signal, facts, now);
    default:
      return `${whoHasIt(words, signal)} ${team ? `A lead of ${team}` : "A lead"} can acknowledge it.`;
  }
}

/** Acknowledged is of the alert: the customer waits all the same. */
function acknowledged(signal: Signal, facts: OverduePromiseFacts, now: Date): string {
  const by = signal.acknowledgedBy === null ? "" : ` by ${person(signal.acknowledgedBy)}`;
  const since = ago(signal.acknowledgedAt ?? signal.openedAt, now);
  const until = signal.acknowledgedUntil
    ? ` The acknowledgement ends ${when(signal.acknowledgedUntil)}; then it is open again.`
    : "";
  return `*Acknowledged*${by} ${since}; *still not called*; late: ${due(facts, now)}.${until}`;
}

function endOf(signal: Signal, facts: OverduePromiseFacts, words: Words): string {
  const endedAt = signal.resolvedAt ?? signal.openedAt;
  const at = when(facts.endedAt ?? endedAt);
  const by = signal.resolvedBy && signal.resolvedBy !== "earshot" ? ` (${person(signal.resolvedBy)})` : "";
  const why = facts.note ? `: ${said(facts.note, 500)}` : "";
  switch (facts.outcome) {
    case "kept":
      return `*Kept*: ${keptWords(facts, endedAt)}${by}.`;
    case "moved":
      return `${movedWords(facts)}${by}${why}.`;
    case "reopened":
      return "*Opened again*: it had not ended after all. While it is late, a newer message says so.";
    case "withdrawn":
      return `*Withdrawn* ${at}${by}${why}.`;
    case "broken":
      return `*Given up* ${at}${by}${why}.`;
    default:
      return whoHasIt(words, signal);
  }
}
