import type { OverduePromiseFacts, Signal } from "../../domain/signal.ts";
import { section } from "./blocks.ts";
import { type CardBody, type CardSetting, whoHasIt } from "./card.ts";
import { duration, person, said, when } from "./words.ts";

const TITLE_WORDS = 150;

/** What an overdue promise's card says: what was promised, by whom, due when, how late, who has it. Never the customer. */
export function promiseCard(signal: Signal, facts: OverduePromiseFacts, setting: CardSetting): CardBody {
  const text = said(facts.text, 500);
  const owner = ownerOf(facts);
  const late = lateness(facts, setting.now);
  const team = teamOf(signal, facts, setting);
  const via = facts.channel ? ` by ${said(facts.channel, 40)}` : "";
  return {
    title: `*${facts.endedAt ? "A promise was late" : "A promise is overdue"}*: ${said(facts.text, TITLE_WORDS)}`,
    details: [
      section(
        [
          // The title holds the start of it.
          ...(facts.text.length > TITLE_WORDS ? [`*What*: ${text}`] : []),
          `*Who*: ${owner}${team ? `, team ${team}` : ""}`,
          `*Due*: ${when(facts.dueAt)}${via}; promised ${when(facts.madeAt)}`,
          `*Late*: ${late}`,
        ].join("\n"),
      ),
    ],
    state: stateOf(signal, facts, team),
    why: `You see this because this channel takes ${team ? `the overdue promises of ${team}` : "overdue promises that no team owns"}. It ends when the customer is reached or a new time is agreed.`,
    spoken:
      `${signal.status.toUpperCase()}: ${facts.endedAt ? "a promise was late" : "a promise is overdue"}: ${text}. By ${owner}, ${facts.endedAt ? `due ${when(facts.dueAt)}, late by ${late}` : `${late} (${when(facts.dueAt)})`}. ${stateOf(signal, facts, team)}`.replaceAll(
        "*",
        "",
      ),
  };
}

function ownerOf({ owner, ownerSlackId }: OverduePromiseFacts): string {
  const named = ownerSlackId ?? owner;
  return named === undefined ? "nobody by name" : person(named);
}

function teamOf(signal: Signal, facts: OverduePromiseFacts, { teamLabel }: CardSetting): string | undefined {
  const team = teamLabel ?? signal.team ?? facts.team;
  return team === undefined ? undefined : said(team, 80);
}

/** While it runs, Slack counts for the reader (the fallback is the clock of the last edit); once it ended, how late it was in all. */
function lateness({ dueAt, endedAt }: OverduePromiseFacts, now: Date): string {
  const until = endedAt === undefined ? now : new Date(endedAt);
  const ms = until.getTime() - new Date(dueAt).getTime();
  if (endedAt !== undefined) return ms <= 0 ? "not late" : duration(ms);
  const seconds = Math.floor(new Date(dueAt).getTime() / 1000);
  return `due <!date^${seconds}^{ago}|${duration(ms)} ago>`;
}

function stateOf(signal: Signal, facts: OverduePromiseFacts, team: string | undefined): string {
  if (signal.status !== "resolved") {
    const who = whoHasIt(signal);
    if (signal.status === "acknowledged") return `${who} *Still not called.*`;
    return `${who} ${team ? `A lead of ${team}` : "A lead"} can acknowledge it.`;
  }
  const at = when(facts.endedAt ?? signal.resolvedAt ?? signal.openedAt);
  const by = signal.resolvedBy && signal.resolvedBy !== "earshot" ? ` (${person(signal.resolvedBy)})` : "";
  switch (facts.outcome) {
    case "kept":
      return `*Kept, late*: the customer was reached ${at}${by}.`;
    case "moved":
      return `*A new time was agreed* ${at}${by}.`;
    case "withdrawn":
      return `*Withdrawn* ${at}${by}.`;
    default:
      return whoHasIt(signal);
  }
}
