import type { KnownBlock } from "@slack/types";
import type { OverduePromisesFacts, Signal } from "../../domain/signal.ts";
import type { Words } from "../language/words.ts";
import { button, context, section } from "./blocks.ts";
import { type CardBody, type CardSetting, whoHasIt } from "./card-parts.ts";
import { BROKEN_COLOR } from "./promise-card.ts";
import { ago, amount, counted, duration, person, said, when } from "./words.ts";

const TITLE = { one: "promise is overdue", many: "promises are overdue" };

/** What the one message about many overdue promises says: each that fits with its owner, lateness and who has it. Never a customer. */
export function promisesCard(signal: Signal, facts: OverduePromisesFacts, setting: CardSetting): CardBody {
  const { words, members = [], now } = setting;
  const team = setting.teamLabel ?? signal.team;
  const title = titleOf(facts);
  const rest = facts.overdue - members.length;
  const more = rest > 0 ? `and ${amount(rest)} more: \`/promise overdue\`` : "";
  return {
    title: `*${title}*`,
    details: [...members.flatMap((member) => memberRow(member, now)), ...(more ? [context(more)] : [])],
    state: stateOf(words, signal, facts, team),
    ...(signal.status === "resolved" && facts.broken && { color: BROKEN_COLOR }),
    less: "Many at once are one message; it ends with the last of them. For less: the team's hours by `/earshot team`, or quiet hours for this channel by `/earshot channel`.",
    spoken: [
      `${signal.status.toUpperCase()}: ${title}.`,
      ...members.map((member) => spokenOf(member, now)),
      more,
      stateOf(words, signal, facts, team),
    ]
      .filter(Boolean)
      .join(" ")
      .replaceAll("*", ""),
  };
}

function titleOf({ overdue, promises }: OverduePromisesFacts): string {
  if (overdue === 0)
    return `${counted(promises, "promise")} ${promises === 1 ? "was" : "were"} overdue at once`;
  const all = overdue < promises ? ` (${amount(promises)} came at once)` : "";
  return `${amount(overdue)} ${overdue === 1 ? TITLE.one : TITLE.many}${all}`;
}

/** The block's id carries the promise's. */
function memberRow(member: Signal, now: Date): KnownBlock[] {
  if (member.facts.kind !== "overdue-promise") return [];
  const { promiseId, text, dueAt } = member.facts;
  const late = `due ${when(dueAt)}, ${ago(dueAt, now)}`;
  const line = section(`*${said(text, 150)}*\n${ownerOf(member)}: ${late}${takenBy(member)}`);
  return [
    { ...line, block_id: `promise:${promiseId}`, accessory: button("promise-show", "Show") } as KnownBlock,
  ];
}

function spokenOf(member: Signal, now: Date): string {
  if (member.facts.kind !== "overdue-promise") return "";
  const { text, dueAt } = member.facts;
  const late = duration(now.getTime() - new Date(dueAt).getTime());
  return `${said(text, 100)} (${ownerOf(member)}, ${late} late${takenBy(member)}).`;
}

function ownerOf({ facts }: Signal): string {
  const owner = facts.kind === "overdue-promise" ? (facts.ownerSlackId ?? facts.owner) : undefined;
  return owner === undefined ? "nobody by name" : person(owner);
}

const takenBy = ({ status, acknowledgedBy }: Signal): string =>
  status === "acknowledged" && acknowledgedBy !== null ? `; acknowledged by ${person(acknowledgedBy)}` : "";

function stateOf(
  words: Words,
  signal: Signal,
  { overdue, acknowledged, broken = 0 }: OverduePromisesFacts,
  team: string | null | undefined,
): string {
  if (signal.status === "resolved") {
    const lost = broken > 0 ? ` *${amount(broken)} ${broken === 1 ? "was" : "were"} broken.*` : "";
    return `*Over* ${when(signal.resolvedAt ?? signal.openedAt)}: each was kept, moved or ended.${lost}`;
  }
  const taken = acknowledged > 0 ? ` ${amount(acknowledged)} of ${amount(overdue)} are acknowledged.` : "";
  if (signal.status === "acknowledged") {
    const until = signal.acknowledgedUntil
      ? ` The acknowledgement ends ${when(signal.acknowledgedUntil)}; then they are open again.`
      : "";
    return `${whoHasIt(words, signal)} *Still not called.*${taken}${until}`;
  }
  return `${whoHasIt(words, signal)}${taken} ${team ? `A lead of ${said(team, 80)}` : "A lead"} can acknowledge all.`;
}
