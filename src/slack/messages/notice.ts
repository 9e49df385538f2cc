import type { KnownBlock } from "@slack/types";
import type { CustomerPromise } from "../../domain/promise/promise.ts";
import { quotedTerm } from "../../domain/routing/mute.ts";
import type { NoticeFacts, OwnerAway } from "../../domain/routing/notice.ts";
import type { Signal } from "../../domain/signal/signal.ts";
import type { Words } from "../language/words.ts";
import { button, type Message, section } from "./blocks.ts";
import { contactWay } from "./promise/contact-way.ts";
import { promiseRow } from "./promise/row.ts";
import { person, said } from "./words.ts";

/** Without attachments: each has a section and rows of buttons. */
export type NoticeMessage = Message & { attachments: [] };

type Told = Pick<CustomerPromise, "id" | "status" | "text" | "dueAt" | "owner">;
type Setting = {
  now: Date;
  /** The alert it is about, when there is one. */
  link?: string | undefined;
};

/** To the owner, before the deadline. */
export function reminder(words: Words, promise: Told, { now, link }: Setting): NoticeMessage {
  return message(words, words.t("notice.reminder", timed(words, promise, now)), {
    link,
    rows: promiseRow(words, promise),
  });
}

/** To the team, because its owner will not see to it. `name`: the owner's, without a ping. */
export function ownerAwayReminder(
  words: Words,
  promise: Told,
  { now, link, why, name }: Setting & { why: OwnerAway; name: string | undefined },
): NoticeMessage {
  const key = promise.owner === null ? "nobodyOwns" : why;
  const owner = said(name ?? promise.owner ?? "", 80);
  return message(words, words.t(`notice.${key}`, { ...timed(words, promise, now), owner }), {
    link,
    rows: promiseRow(words, promise),
  });
}

/** To the new owner. */
export function handedOver(
  words: Words,
  promise: Told,
  { by, now, link }: Setting & { by: string },
): NoticeMessage {
  const { t, when, ago } = words;
  const given = { by: person(by), what: what(promise), due: when(promise.dueAt) };
  const text =
    promise.dueAt <= now
      ? t("notice.handedOverLate", { ...given, ago: ago(promise.dueAt, now) })
      : t("notice.handedOver", given);
  return message(words, text, { link, rows: promiseRow(words, promise) });
}

/** To the owner, with the way to undo it. */
export function keptByEvidence(
  words: Words,
  promise: Told,
  { channel, reachedAt, others }: Extract<NoticeFacts, { kind: "kept-by-evidence" }>,
): NoticeMessage {
  const { t, when, amount, duration } = words;
  const lateMs = new Date(reachedAt).getTime() - promise.dueAt.getTime();
  const kept = {
    what: what(promise),
    channel: contactWay(words, channel),
    at: when(reachedAt),
    isLate: lateMs > 0,
    late: duration(lateMs),
  };
  const text =
    others > 0 ? t("notice.keptBestOf", { ...kept, among: amount(others + 1) }) : t("notice.kept", kept);
  return message(words, text, { rows: promiseRow(words, promise) });
}

type AboutSignal = Setting & {
  /** Of an alert about one promise. */
  promise?: Told | undefined;
  teamLabel?: string | undefined;
};

/** To the leads, then to the next level, or to a channel when nobody is named. */
export function escalation(
  words: Words,
  signal: Signal,
  { level, noLead, ...about }: AboutSignal & { level: number; noLead?: boolean },
): NoticeMessage {
  const { t } = words;
  const team = { hasTeam: about.teamLabel !== undefined, team: said(about.teamLabel ?? "", 80) };
  const sentences = [
    t("notice.escalation", { overdue: overdue(words, signal, about) }),
    ...(level > 1 ? [t("notice.toldLeads")] : []),
    ...(noLead ? [t("notice.noLead", team)] : []),
  ];
  return aboutSignal(words, sentences.join(" "), signal, about);
}

/** To whoever had acknowledged. */
export function acknowledgementExpired(words: Words, signal: Signal, about: AboutSignal): NoticeMessage {
  const text = words.t("notice.acknowledgementExpired", { overdue: overdue(words, signal, about) });
  return aboutSignal(words, text, signal, about);
}

/** To a team's channel, once a week: its line. */
export function pastWeek(words: Words, line: string): NoticeMessage {
  return message(words, line, { rows: [] });
}

/** To a channel: what happened while a reason was muted there, in one line. */
export function muteEnded(
  words: Words,
  { reason, mutedAt, spikes, goingOn, observed, expected }: Extract<NoticeFacts, { kind: "mute-ended" }>,
): NoticeMessage {
  const { t, when, amount } = words;
  const text = t(quotedTerm(reason) === reason ? "notice.muteEndedWords" : "notice.muteEnded", {
    reason: said(reason, 120),
    at: when(mutedAt),
    spikes,
    goingOn,
    observed: amount(observed),
    expected: amount(expected),
  });
  return message(words, text, { rows: [] });
}

/** To the default channel: the figures by day are those of the workspace's zone now. */
export function daysCut(words: Words, { zone }: Extract<NoticeFacts, { kind: "days-cut" }>): NoticeMessage {
  return message(words, words.t("notice.daysCut", { zone: said(zone, 60) }), { rows: [] });
}

function aboutSignal(
  words: Words,
  text: string,
  signal: Signal,
  { link, promise }: AboutSignal,
): NoticeMessage {
  const { t } = words;
  const label = signal.kind === "overdue-promises" ? t("notice.acknowledgeAll") : t("notice.acknowledge");
  const acknowledge: KnownBlock = {
    type: "actions",
    block_id: `signal:${signal.id}`,
    // Of a promise the first thing is to call.
    elements: [button("acknowledge", label, promise === undefined ? "primary" : undefined)],
  };
  const rows = promise === undefined ? [] : promiseRow(words, promise);
  return message(words, text, { link, rows: [acknowledge, ...rows] });
}

/** One sentence: what is overdue, whose, and how late. */
function overdue({ t, when, ago }: Words, { facts }: Signal, { now }: Setting): string {
  if (facts.kind === "overdue-promises") {
    const { overdue: count, oldestDueAt } = facts;
    return oldestDueAt === null
      ? t("notice.overdueOnes", { count })
      : t("notice.overdueLatest", { count, due: when(oldestDueAt), ago: ago(oldestDueAt, now) });
  }
  if (facts.kind !== "overdue-promise") return "";
  const owner = facts.ownerSlackId ?? facts.owner;
  const late = { what: said(facts.text, 500), due: when(facts.dueAt), ago: ago(facts.dueAt, now) };
  return owner === undefined
    ? t("notice.overdueNobodys", late)
    : t("notice.overdueBy", { ...late, owner: person(owner) });
}

/** A promise that is not due yet: what, in how long, when. */
function timed({ when, duration }: Words, promise: Told, now: Date) {
  const { dueAt } = promise;
  return { what: what(promise), left: duration(dueAt.getTime() - now.getTime()), due: when(dueAt) };
}

const what = ({ text }: Told): string => said(text, 500);

function message(
  { t }: Words,
  text: string,
  { link, rows }: { link?: string | undefined; rows: KnownBlock[] },
): NoticeMessage {
  const whole = link === undefined ? text : `${text} <${link}|${t("notice.theAlert")}>`;
  return { text: text.replaceAll("*", ""), blocks: [section(whole), ...rows], attachments: [] };
}
