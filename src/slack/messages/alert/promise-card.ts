import type { ActionsBlock } from "@slack/types";
import { readEvidenceNote } from "../../../domain/promise/evidence.ts";
import type { OverduePromiseFacts, Signal } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { contactWay } from "../promise/contact-way.ts";
import { fitWords, noteWords, reachedWords } from "../promise/note.ts";
import { promiseRow, toldRow } from "../promise/row.ts";
import { person, said } from "../words.ts";
import { type CardBody, type CardSetting, colors, whoHasIt } from "./card-parts.ts";

const TITLE_WORDS = 150;
/** A broken promise is over, but no success. */
export const BROKEN_COLOR = "#696969";

/** What an overdue promise's card says: what was promised, by whom, due when, how late, who has it. Never the customer. */
export function promiseCard(signal: Signal, facts: OverduePromiseFacts, setting: CardSetting): CardBody {
  const { words, now } = setting;
  const { t } = words;
  const team = teamOf(signal, facts, setting);
  return {
    title: `*${titleOf(words, facts, now)}*: ${said(facts.text, TITLE_WORDS)}`,
    details: [section(detailLines(words, facts, team, now).join("\n"))],
    state: stateOf(words, signal, facts, team, now),
    ...(signal.status === "resolved" && colorOf(facts)),
    less: t("promiseCard.less"),
    spoken: spokenOf(words, signal, facts, team, now).replaceAll("*", ""),
  };
}

function detailLines(
  words: Words,
  facts: OverduePromiseFacts,
  team: string | undefined,
  now: Date,
): string[] {
  const { t, when, ago } = words;
  const owner = ownerOf(words, facts);
  const running = isRunning(facts);
  const due = { due: when(facts.dueAt), made: when(facts.madeAt), running, ago: ago(facts.dueAt, now) };
  return [
    // The title holds the start of it.
    ...(facts.text.length > TITLE_WORDS ? [t("promiseCard.what", { what: said(facts.text, 500) })] : []),
    team === undefined ? t("promiseCard.who", { owner }) : t("promiseCard.whoTeam", { owner, team }),
    facts.channel
      ? t("promiseCard.dueBy", { ...due, channel: contactWay(words, facts.channel) })
      : t("promiseCard.due", due),
    // while it runs the deadline's line counts, and how it was kept says how late
    ...(running || facts.outcome === "kept" ? [] : [lateLine(words, facts, now)]),
  ];
}

function lateLine({ t, duration }: Words, facts: OverduePromiseFacts, now: Date): string {
  const lateMs = latenessMs(facts, now);
  return lateMs <= 0 ? t("promiseCard.notLate") : t("promiseCard.lateBy", { late: duration(lateMs) });
}

/** What can be done to the promise now; what a contact kept by itself can be wrong. */
export function promiseRowOf(words: Words, facts: OverduePromiseFacts): ActionsBlock[] {
  const { promiseId, outcome, endedAt, note } = facts;
  if (isMovedSilently(facts)) return toldRow(words, { id: promiseId });
  if (outcome === undefined)
    return endedAt === undefined ? promiseRow(words, { id: promiseId, status: "open" }) : [];
  // It goes on, with messages of its own when it is late again.
  if (outcome === "moved" || outcome === "reopened") return [];
  const undo = outcome === "kept" && note ? words.t("promise.wasNotIt") : words.t("promise.undo");
  return promiseRow(words, { id: promiseId, status: outcome }, undo);
}

/**
 * "reached by phone 14:05, 5 min late; fits best of 2 open promises".
 * @param how in safe words, for when no contact is known to have kept it
 */
export function keptWords(
  words: Words,
  { dueAt, endedAt, note }: OverduePromiseFacts,
  fallbackAt: Date,
  how = words.t("promiseCard.wasReached"),
): string {
  const { t, when, duration } = words;
  const at = endedAt ?? fallbackAt;
  const lateMs = new Date(at).getTime() - new Date(dueAt).getTime();
  const evidence = note === undefined ? undefined : readEvidenceNote(note);
  const [reached, ...rest] =
    evidence?.kind === "reached"
      ? [reachedWords(words, evidence), ...fitWords(words, evidence)]
      : [note ? said(note, 200) : how];
  const kept = { how: reached, at: when(at) };
  const first =
    lateMs <= 0
      ? t("promiseCard.reachedInTime", kept)
      : t("promiseCard.reachedLate", { ...kept, late: duration(lateMs) });
  return [first, ...rest].join("; ");
}

/** "A new time was agreed: 15:00", or that the customer does not know of it. */
function movedWords({ t, when }: Words, { movedTo, told }: OverduePromiseFacts): string {
  const to = movedTo === undefined ? t("promiseCard.anotherTime") : when(movedTo);
  if (told) return t("promiseCard.agreed", { to });
  return t("promiseCard.moved", { to, told: told === undefined ? "unsaid" : "no" });
}

function ownerOf({ t }: Words, { owner, ownerSlackId }: OverduePromiseFacts): string {
  const named = ownerSlackId ?? owner;
  return named === undefined ? t("promise.nobody") : person(named);
}

function teamOf(signal: Signal, facts: OverduePromiseFacts, { teamLabel }: CardSetting): string | undefined {
  const team = teamLabel ?? signal.team ?? facts.team;
  return team === undefined ? undefined : said(team, 80);
}

/** Negative when it was not late after all. */
function latenessMs({ dueAt, endedAt }: OverduePromiseFacts, now: Date): number {
  return (endedAt === undefined ? now : new Date(endedAt)).getTime() - new Date(dueAt).getTime();
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

function titleOf({ t }: Words, facts: OverduePromiseFacts, now: Date): string {
  if (facts.outcome === "reopened") return t("promiseCard.reopenedTitle");
  if (isRunning(facts)) return t("promiseCard.overdue");
  if (facts.outcome === "broken") return t("promiseCard.broken");
  if (isMovedSilently(facts)) return t("promiseCard.movedSilently");
  return latenessMs(facts, now) <= 0 ? t("promiseCard.inTime") : t("promiseCard.late");
}

/** For notifications and screen readers, which count nothing: figures of the moment it was written. */
function spokenOf(
  words: Words,
  signal: Signal,
  facts: OverduePromiseFacts,
  team: string | undefined,
  now: Date,
): string {
  const { t, when, duration } = words;
  const title = titleOf(words, facts, now);
  const lateMs = latenessMs(facts, now);
  const { status } = signal;
  const values = {
    status:
      status === "resolved" && facts.outcome !== undefined
        ? t("promiseCard.outcome", { outcome: facts.outcome })
        : t("card.status", { status }),
    title: `${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    what: said(facts.text, 500),
    owner: ownerOf(words, facts),
    due: when(facts.dueAt),
    state: stateOf(words, signal, facts, team, now),
  };
  if (lateMs <= 0) return t("promiseCard.spokenNotLate", values);
  return t("promiseCard.spoken", { ...values, late: duration(lateMs) });
}

function stateOf(
  words: Words,
  signal: Signal,
  facts: OverduePromiseFacts,
  team: string | undefined,
  now: Date,
): string {
  switch (signal.status) {
    case "resolved":
      return endOf(words, signal, facts);
    case "acknowledged":
      return acknowledged(words, signal, now);
    default: {
      const open = whoHasIt(words, signal);
      return team === undefined
        ? words.t("promiseCard.leadCan", { open })
        : words.t("promiseCard.leadOfCan", { open, team });
    }
  }
}

/** Acknowledged is of the alert: the customer waits all the same. */
function acknowledged(
  { t, ago, when }: Words,
  { acknowledgedBy, acknowledgedAt, acknowledgedUntil, openedAt }: Signal,
  now: Date,
): string {
  const taken = { since: ago(acknowledgedAt ?? openedAt, now) };
  const state =
    acknowledgedBy === null
      ? t("promiseCard.acknowledged", taken)
      : t("promiseCard.acknowledgedBy", { ...taken, by: person(acknowledgedBy) });
  return acknowledgedUntil
    ? `${state} ${t("promiseCard.acknowledgementEnds", { at: when(acknowledgedUntil) })}`
    : state;
}

function endOf(words: Words, signal: Signal, facts: OverduePromiseFacts): string {
  const { t, when } = words;
  const endedAt = signal.resolvedAt ?? signal.openedAt;
  const at = when(facts.endedAt ?? endedAt);
  const by = signal.resolvedBy && signal.resolvedBy !== "earshot" ? person(signal.resolvedBy) : undefined;
  const ended = (how: string) =>
    `${how}${by ? ` (${by})` : ""}${facts.note ? `: ${noteWords(words, facts.note, 500)}` : ""}.`;
  switch (facts.outcome) {
    case "kept": {
      const how = keptWords(words, facts, endedAt);
      return by === undefined ? t("promiseCard.kept", { how }) : t("promiseCard.keptBy", { how, by });
    }
    case "moved":
      return ended(movedWords(words, facts));
    case "reopened":
      return t("promiseCard.openedAgain");
    case "withdrawn":
      return ended(t("promiseCard.withdrawn", { at }));
    case "broken":
      return ended(t("promiseCard.givenUp", { at }));
    default:
      return whoHasIt(words, signal);
  }
}
