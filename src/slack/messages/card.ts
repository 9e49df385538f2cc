import type { KnownBlock } from "@slack/types";
import { mutableReason } from "../../domain/mute.ts";
import type { Signal, SignalKind } from "../../domain/signal.ts";
import { actionsFor, type SignalAction } from "../../domain/signal-life.ts";
import { snoozes } from "../../domain/snooze.ts";
import { button, context, type Message } from "./blocks.ts";
import { type CardBody, type CardSetting, colors } from "./card-parts.ts";
import { marksLine } from "./marks.ts";
import { muteChoice } from "./mutes.ts";
import { promiseCard, promiseRowOf } from "./promise-card.ts";
import { promisesCard } from "./promises-card.ts";
import { sourceSilentCard } from "./source-silent-card.ts";
import { spikeCard } from "./spike-card.ts";
import { said } from "./words.ts";

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

function bodyOf(signal: Signal, setting: CardSetting): CardBody {
  switch (signal.facts.kind) {
    case "spike":
      return spikeCard(signal, signal.facts, setting);
    case "overdue-promise":
      return promiseCard(signal, signal.facts, setting);
    case "overdue-promises":
      return promisesCard(signal, signal.facts, setting);
    case "source-silent":
      return sourceSilentCard(signal, signal.facts, setting);
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
