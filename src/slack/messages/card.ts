import type { KnownBlock } from "@slack/types";
import type { Marks } from "../../domain/mark.ts";
import { mutableReason } from "../../domain/mute.ts";
import type { Signal, SignalKind, SignalStatus } from "../../domain/signal.ts";
import { actionsFor, type SignalAction } from "../../domain/signal-life.ts";
import { snoozes } from "../../domain/snooze.ts";
import { button, context, type Message } from "./blocks.ts";
import { marksLine } from "./marks.ts";
import { muteChoice } from "./mutes.ts";
import { promiseCard, promiseRowOf } from "./promise-card.ts";
import { promisesCard } from "./promises-card.ts";
import { sourceSilentCard } from "./source-silent-card.ts";
import { spikeCard } from "./spike-card.ts";
import { person, said, when } from "./words.ts";

/** What a card needs beside its signal. */
export type CardSetting = {
  now: Date;
  /** The workspace's IANA zone, for the chart's labels. */
  zone: string;
  /** The team's name, when the signal belongs to one. */
  teamLabel?: string | undefined;
  /** The earlier message about the same subject, when this one is about it again. */
  previousLink?: string | undefined;
  /** Of a group: its overdue promises that the message lists, the latest first. */
  members?: Signal[] | undefined;
  /** What else goes on that has to do with it, in one line. */
  besides?: string | undefined;
  /** Whether people found it useful. */
  marks?: Marks | undefined;
  /** The rule that brought it to this channel. */
  because?: string | undefined;
};

/** What a card says of itself; the frame around it is the same for all kinds. */
export type CardBody = {
  /** One line, mrkdwn: what, how much. */
  title: string;
  chart?: Message["blocks"][number] | undefined;
  details: KnownBlock[];
  /** Who has it, in one line. */
  state: string;
  /** Another colour than its status has. */
  color?: string;
  /** How it ends, and how to see less of it. */
  less: string;
  /** Everything in words, for `text`. */
  spoken: string;
};

/** By status, as people know them from on-call tools. */
export const colors: Record<SignalStatus, string> = {
  open: "#a30200",
  acknowledged: "#daa038",
  snoozed: "#dddddd",
  resolved: "#2eb886",
};

const SNOOZE_LABELS = { "1h": "for 1 hour", "4h": "for 4 hours", tomorrow: "until tomorrow 8:00" } as const;
const MAX_TEXT = 3_900;

/** The one message that Slack shows of a signal, in its present state. */
export function renderCard(signal: Signal, setting: CardSetting): Message {
  const body = bodyOf(signal, setting);
  const again = setting.previousLink
    ? [
        context(
          `${signal.kind === "overdue-promise" ? "The same promise" : "It happens"} again: <${setting.previousLink}|the earlier alert>`,
        ),
      ]
    : [];
  const besides = setting.besides === undefined ? [] : [context(setting.besides)];
  const buttons = actionRows(signal);
  const state = { type: "section", text: { type: "mrkdwn", text: body.state, verbatim: true } } as const;
  const footer = [setting.marks && marksLine(setting.marks), footerOf(setting, body)]
    .filter(Boolean)
    .join("\n");
  const spoken = [body.spoken.slice(0, MAX_TEXT), setting.besides].filter(Boolean).join(" ");
  return {
    text: spoken,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: body.title, verbatim: true } },
      ...(body.chart === undefined ? [] : [body.chart]),
    ],
    attachments: [
      {
        color: body.color ?? colors[signal.status],
        fallback: spoken,
        blocks: [...body.details, ...besides, ...again, state, ...buttons, context(footer)],
      },
    ],
  };
}

function footerOf({ because }: CardSetting, { less }: CardBody): string {
  return because === undefined ? less : `Why here: ${said(because, 200)}. ${less}`;
}

/** "open: nobody has it yet", "acknowledged by @Otto at 14:05", ... */
export function whoHasIt(signal: Signal): string {
  const by = (who: string | null) => (who === null || who === "earshot" ? "" : ` by ${person(who)}`);
  switch (signal.status) {
    case "open":
      return "*Open*: nobody has it yet.";
    case "acknowledged":
      return `*Acknowledged*${by(signal.acknowledgedBy)} ${when(signal.acknowledgedAt ?? signal.openedAt)}.`;
    case "snoozed":
      return `*Snoozed* until ${when(signal.snoozedUntil ?? signal.openedAt)}; it goes on being watched.`;
    case "resolved":
      return `*Resolved*${by(signal.resolvedBy)} ${when(signal.resolvedAt ?? signal.openedAt)}.`;
  }
}

function bodyOf(signal: Signal, setting: CardSetting): CardBody {
  switch (signal.facts.kind) {
    case "spike":
      return spikeCard(signal, signal.facts, setting);
    case "overdue-promise":
      return promiseCard(signal, signal.facts, setting);
    case "overdue-promises":
      return promisesCard(signal, signal.facts, setting);
    case "source-silent":
      return sourceSilentCard(signal, signal.facts);
  }
}

/** Each row's block id carries what it is about: selects have no value of their own to carry it. */
function actionRows(signal: Signal): KnownBlock[] {
  const elements = actionsFor(signal).map((action) => control(action, signal.kind));
  if (signal.status !== "resolved" && mutableReason(signal.facts) !== undefined) elements.push(muteChoice());
  if (signal.kind === "spike") elements.push(button("useful", "Useful"), button("not-useful", "Not useful"));
  if (signal.kind === "overdue-promise") elements.push(button("open-customer", "Show customer"));
  return [
    ...(signal.facts.kind === "overdue-promise" ? promiseRowOf(signal.facts) : []),
    ...(elements.length === 0
      ? []
      : [{ type: "actions" as const, block_id: `signal:${signal.id}`, elements }]),
  ];
}

/** The button, or choice, of one action. */
export function control(action: SignalAction, kind: SignalKind) {
  switch (action) {
    case "acknowledge":
      return button(
        "acknowledge",
        kind === "overdue-promises" ? "Acknowledge all" : "Acknowledge",
        // Of a promise the first thing is to call.
        kind === "overdue-promise" ? undefined : "primary",
      );
    case "resolve":
      return button("resolve", "Resolve");
    case "snooze":
      return {
        type: "static_select" as const,
        action_id: "snooze",
        placeholder: { type: "plain_text" as const, text: "Snooze" },
        options: snoozes.map((snooze) => ({
          text: { type: "plain_text" as const, text: SNOOZE_LABELS[snooze] },
          value: snooze,
        })),
      };
  }
}
