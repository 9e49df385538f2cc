import type { KnownBlock } from "@slack/types";
import type { OverduePromisesFacts, Signal } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { button, context, section } from "../blocks.ts";
import { person, said } from "../words.ts";
import { type CardBody, type CardSetting, whoHasIt } from "./card-parts.ts";
import { BROKEN_COLOR } from "./promise-card.ts";

/** What the one message about many overdue promises says: each that fits with its owner, lateness and who has it. Never a customer. */
export function promisesCard(signal: Signal, facts: OverduePromisesFacts, setting: CardSetting): CardBody {
  const { words, members = [], now } = setting;
  const { t, amount } = words;
  const title = titleOf(words, facts);
  const rest = facts.overdue - members.length;
  const more = rest > 0 ? t("promiseCard.andMore", { count: amount(rest) }) : "";
  const state = stateOf(words, signal, facts, setting.teamLabel ?? signal.team);
  return {
    title: `*${title}*`,
    details: [
      ...members.flatMap((member) => memberRow(words, member, now)),
      ...(more ? [context(more)] : []),
    ],
    state,
    ...(signal.status === "resolved" && facts.broken && { color: BROKEN_COLOR }),
    less: t("promiseCard.manyLess"),
    spoken: [
      `${t("card.status", { status: signal.status })}: ${title}.`,
      ...members.map((member) => spokenOf(words, member, now)),
      more,
      state,
    ]
      .filter(Boolean)
      .join(" ")
      .replaceAll("*", ""),
  };
}

function titleOf({ t, amount }: Words, { overdue, promises }: OverduePromisesFacts): string {
  if (overdue === 0) return t("promiseCard.wereOverdue", { promises });
  return overdue < promises
    ? t("promiseCard.someOverdue", { overdue, promises: amount(promises) })
    : t("promiseCard.manyOverdue", { overdue });
}

/** The block's id carries the promise's. */
function memberRow(words: Words, member: Signal, now: Date): KnownBlock[] {
  if (member.facts.kind !== "overdue-promise") return [];
  const { t, when, ago } = words;
  const { promiseId, text, dueAt } = member.facts;
  const late = { owner: ownerOf(words, member), due: when(dueAt), ago: ago(dueAt, now) };
  const by = takenBy(member);
  const state =
    by === undefined ? t("promiseCard.member", late) : t("promiseCard.memberTaken", { ...late, by });
  return [
    {
      ...section(`*${said(text, 150)}*\n${state}`),
      block_id: `promise:${promiseId}`,
      accessory: button("promise-show", t("promise.show")),
    } as KnownBlock,
  ];
}

function spokenOf(words: Words, member: Signal, now: Date): string {
  if (member.facts.kind !== "overdue-promise") return "";
  const { t, duration } = words;
  const { text, dueAt } = member.facts;
  const late = duration(now.getTime() - new Date(dueAt).getTime());
  const values = { what: said(text, 100), owner: ownerOf(words, member), late };
  const by = takenBy(member);
  return by === undefined
    ? t("promiseCard.memberSpoken", values)
    : t("promiseCard.memberSpokenTaken", { ...values, by });
}

function ownerOf({ t }: Words, { facts }: Signal): string {
  const owner = facts.kind === "overdue-promise" ? (facts.ownerSlackId ?? facts.owner) : undefined;
  return owner === undefined ? t("promise.nobody") : person(owner);
}

const takenBy = ({ status, acknowledgedBy }: Signal): string | undefined =>
  status === "acknowledged" && acknowledgedBy !== null ? person(acknowledgedBy) : undefined;

function stateOf(
  words: Words,
  signal: Signal,
  { overdue, acknowledged, broken = 0 }: OverduePromisesFacts,
  team: string | null,
): string {
  const { t, amount, when } = words;
  if (signal.status === "resolved") {
    const over = t("promiseCard.over", { at: when(signal.resolvedAt ?? signal.openedAt) });
    return broken > 0 ? `${over} ${t("promiseCard.lost", { count: broken })}` : over;
  }
  const counts = { acknowledged: amount(acknowledged), overdue: amount(overdue) };
  const taken = acknowledged > 0 && acknowledged < overdue ? [t("promiseCard.taken", counts)] : [];
  if (signal.status === "acknowledged") {
    const { acknowledgedUntil } = signal;
    const ends = acknowledgedUntil
      ? [t("promiseCard.acknowledgementOfAllEnds", { at: when(acknowledgedUntil) })]
      : [];
    return [whoHasIt(words, signal), t("promiseCard.stillNotCalled"), ...taken, ...ends].join(" ");
  }
  const who = team ? t("promiseCard.leadOfCanAll", { team: said(team, 80) }) : t("promiseCard.leadCanAll");
  return [whoHasIt(words, signal), ...taken, who].join(" ");
}
