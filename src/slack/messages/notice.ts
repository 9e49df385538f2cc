import type { KnownBlock } from "@slack/types";
import type { NoticeFacts } from "../../domain/notice.ts";
import type { CustomerPromise } from "../../domain/promise.ts";
import type { Signal } from "../../domain/signal.ts";
import { button, type Message, section } from "./blocks.ts";
import { promiseRow } from "./promise-row.ts";
import { ago, amount, counted, duration, person, said, when } from "./words.ts";

/** Without attachments: each has a section and rows of buttons. */
export type NoticeMessage = Message & { attachments: [] };

type Told = Pick<CustomerPromise, "id" | "status" | "text" | "dueAt" | "owner">;
type Setting = {
  now: Date;
  /** The alert it is about, when there is one. */
  link?: string | undefined;
};

/** To the owner, before the deadline. */
export function reminder(promise: Told, { now, link }: Setting): NoticeMessage {
  return message(`*Due in ${left(promise, now)}*: ${what(promise)}, promised for ${when(promise.dueAt)}.`, {
    link,
    rows: promiseRow(promise),
  });
}

/** To the team, because its owner will not see to it. `name`: the owner's, without a ping. */
export function ownerAwayReminder(
  promise: Told,
  { now, link, why, name }: Setting & { why: "away" | "removed" | "unknown"; name: string | undefined },
): NoticeMessage {
  const owner = said(name ?? promise.owner ?? "", 80);
  const cause =
    promise.owner === null
      ? "Nobody owns it"
      : why === "away"
        ? `${owner} is away`
        : why === "removed"
          ? `${owner} is not in this Slack any more`
          : `I do not know ${owner} in Slack (an admin can tell me: \`/earshot agent\`)`;
  return message(
    `*${cause}: who takes it?* ${what(promise)} is due in ${left(promise, now)}, ${when(promise.dueAt)}.`,
    { link, rows: promiseRow(promise) },
  );
}

/** To the new owner. */
export function handedOver(promise: Told, { by, now, link }: Setting & { by: string }): NoticeMessage {
  const isLate = promise.dueAt <= now;
  const due = isLate
    ? `*overdue*, due ${when(promise.dueAt)}, ${ago(promise.dueAt, now)}`
    : `due ${when(promise.dueAt)}`;
  return message(`${person(by)} gave you a promise: ${what(promise)}; ${due}.`, {
    link,
    rows: promiseRow(promise),
  });
}

/** To the owner, with the way to undo it. */
export function keptByEvidence(
  promise: Told,
  { channel, reachedAt, others }: Extract<NoticeFacts, { kind: "kept-by-evidence" }>,
): NoticeMessage {
  const lateMs = new Date(reachedAt).getTime() - promise.dueAt.getTime();
  const late = lateMs > 0 ? `${duration(lateMs)} late` : "in time";
  const best = others > 0 ? ` It fits best of ${amount(others + 1)} open promises to the same customer.` : "";
  return message(
    `*Kept*: ${what(promise)}. The customer was reached by ${said(channel, 40)} ${when(reachedAt)}, ${late}.${best} Was it about something else? Undo it.`,
    { rows: promiseRow(promise) },
  );
}

type AboutSignal = Setting & {
  /** Of an alert about one promise. */
  promise?: Told | undefined;
  teamLabel?: string | undefined;
};

/** To the leads, then to the next level, or to a channel when nobody is named. */
export function escalation(
  signal: Signal,
  { level, noLead, ...about }: AboutSignal & { level: number; noLead?: boolean },
): NoticeMessage {
  const before = level > 1 ? " The leads have been told already." : "";
  const team = about.teamLabel === undefined ? "" : ` of ${said(about.teamLabel, 80)}`;
  const why = noLead
    ? ` This channel hears it because no lead${team} is named: a workspace admin names one with \`/earshot lead\`.`
    : "";
  return aboutSignal(`*Nobody has acknowledged it*: ${overdue(signal, about)}${before}${why}`, signal, about);
}

/** To whoever had acknowledged. */
export function acknowledgementExpired(signal: Signal, about: AboutSignal): NoticeMessage {
  const words = `*Your acknowledgement has run out*: ${overdue(signal, about)} It is open again, and the leads will hear of it. Acknowledge it anew if you still have it.`;
  return aboutSignal(words, signal, about);
}

/** To a team's channel, once a week: its line. */
export function pastWeek(line: string): NoticeMessage {
  return message(line, { rows: [] });
}

/** To a channel: what happened while a reason was muted there, in one line. */
export function muteEnded(kept: Extract<NoticeFacts, { kind: "mute-ended" }>): NoticeMessage {
  const { reason, mutedAt, spikes, goingOn } = kept;
  const largest = `${amount(kept.observed)} contacts where ${amount(kept.expected)} were expected`;
  const what = spikes === 1 ? `one spike, ${largest}` : `${amount(spikes)} spikes, the largest ${largest}`;
  const left =
    goingOn === 0 ? "None of it goes on." : `${amount(goingOn)} still ${goingOn === 1 ? "goes" : "go"} on.`;
  const words = `*The mute of ${said(reason, 120)} is over.* Since ${when(mutedAt)} it kept back ${what}. ${left}`;
  return message(words, { rows: [] });
}

function aboutSignal(words: string, signal: Signal, { link, promise }: AboutSignal): NoticeMessage {
  const label = signal.kind === "overdue-promises" ? "Acknowledge all" : "Acknowledge";
  const acknowledge: KnownBlock = {
    type: "actions",
    block_id: `signal:${signal.id}`,
    elements: [button("acknowledge", label, "primary")],
  };
  return message(words, { link, rows: [acknowledge, ...(promise ? promiseRow(promise) : [])] });
}

/** One sentence: what is overdue, whose, and how late. */
function overdue({ facts }: Signal, { now }: Setting): string {
  if (facts.kind === "overdue-promises") {
    const oldest =
      facts.oldestDueAt === null
        ? ""
        : `; the latest was due ${when(facts.oldestDueAt)}, ${ago(facts.oldestDueAt, now)}`;
    return `${counted(facts.overdue, "overdue promise")}${oldest}.`;
  }
  if (facts.kind !== "overdue-promise") return "";
  const owner = facts.ownerSlackId ?? facts.owner;
  const by = owner === undefined ? "owned by nobody" : `by ${person(owner)}`;
  return `“${said(facts.text, 500)}”, ${by}, was due ${when(facts.dueAt)}, ${ago(facts.dueAt, now)}.`;
}

const what = ({ text }: Told): string => `“${said(text, 500)}”`;

const left = ({ dueAt }: Told, now: Date): string => duration(dueAt.getTime() - now.getTime());

function message(
  words: string,
  { link, rows }: { link?: string | undefined; rows: KnownBlock[] },
): NoticeMessage {
  const whole = link === undefined ? words : `${words} <${link}|The alert>`;
  return { text: words.replaceAll("*", ""), blocks: [section(whole), ...rows], attachments: [] };
}
