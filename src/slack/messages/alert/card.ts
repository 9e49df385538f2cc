import type { KnownBlock } from "@slack/types";
import { mutableReason, mutedBy } from "../../../domain/routing/mute.ts";
import type { Because } from "../../../domain/routing/route.ts";
import { actionsFor, type SignalAction } from "../../../domain/signal/life.ts";
import { isMarkable } from "../../../domain/signal/mark.ts";
import type { Signal, SignalKind } from "../../../domain/signal/signal.ts";
import { snoozes } from "../../../domain/signal/snooze.ts";
import type { Words } from "../../language/words.ts";
import { button, context, type Message } from "../blocks.ts";
import { MEND_OPEN } from "../reason/mend.ts";
import { said } from "../words.ts";
import { type CardBody, type CardSetting, colors } from "./card-parts.ts";
import { marksLine } from "./marks.ts";
import { muteChoice } from "./mutes.ts";
import { promiseCard, promiseRowOf } from "./promise-card.ts";
import { promisesCard } from "./promises-card.ts";
import { risingTermCard } from "./rising-term-card.ts";
import { conditionsLine } from "./route-line.ts";
import { sourceSilentCard } from "./source-silent-card.ts";
import { spikeCard } from "./spike-card.ts";
import { touchpointCard } from "./touchpoint-card.ts";

const MAX_TEXT = 3_900;

/** The one message that Slack shows of a signal, in its present state. */
export function renderCard(signal: Signal, setting: CardSetting): Message {
  const { words, previousLink: link } = setting;
  const body = bodyOf(signal, setting);
  const again = signal.kind === "overdue-promise" ? "card.promiseAgain" : "card.again";
  const besides = setting.besides === undefined ? [] : [context(setting.besides)];
  const buttons = actionRows(words, signal);
  const state = { type: "section", text: { type: "mrkdwn", text: body.state, verbatim: true } } as const;
  const footer = [setting.marks && marksLine(words, setting.marks), footerOf(setting, signal, body)]
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
        blocks: [
          ...body.details,
          ...besides,
          ...(link ? [context(words.t(again, { link }))] : []),
          state,
          ...buttons,
          context(footer),
        ],
      },
    ],
  };
}

/** Of what is over nothing is left to snooze: only how the next one disturbs less. */
function footerOf({ words, because }: CardSetting, { status }: Signal, body: CardBody): string {
  const less = status === "resolved" ? words.t("card.lessOver") : body.less;
  return because === undefined ? less : `${whyHere(words, because)} ${less}`;
}

function whyHere(words: Words, because: Because): string {
  const { t } = words;
  if (because.by !== "route") return t("card.whyChannel", { whose: because.by });
  const { number, asked } = because;
  return asked === undefined
    ? t("card.whyRoute", { number })
    : t("card.whyRouteAsked", { number, asked: said(conditionsLine(words, asked), 150) });
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
    case "rising-term":
      return risingTermCard(signal, signal.facts, setting);
    case "touchpoint-below":
      return touchpointCard(signal, signal.facts, setting);
  }
}

/** Each row's block id carries what it is about: selects have no value of their own to carry it. */
function actionRows(words: Words, signal: Signal): KnownBlock[] {
  const { t } = words;
  const elements = actionsFor(signal).map((action) => control(words, action, signal.kind));
  const isOfReason = mutableReason(signal.facts) !== undefined;
  if (signal.status !== "resolved" && mutedBy(signal.facts).length > 0)
    elements.push(muteChoice(words, signal.kind));
  if (isMarkable(signal.kind))
    elements.push(button("useful", t("card.useful")), button("not-useful", t("card.notUseful")));
  if (signal.status === "resolved" && isOfReason) elements.push(button(MEND_OPEN, t("mend.button")));
  if (signal.kind === "overdue-promise") elements.push(button("open-customer", t("card.showCustomer")));
  return [
    ...(signal.facts.kind === "overdue-promise" ? promiseRowOf(words, signal.facts) : []),
    ...(elements.length === 0
      ? []
      : [{ type: "actions" as const, block_id: `signal:${signal.id}`, elements }]),
  ];
}

/** The button, or choice, of one action. */
export function control({ t }: Words, action: SignalAction, kind: SignalKind) {
  switch (action) {
    case "acknowledge":
      return button(
        "acknowledge",
        t(kind === "overdue-promises" ? "card.acknowledgeAll" : "card.acknowledge"),
        // Of a promise the first thing is to call.
        kind === "overdue-promise" ? undefined : "primary",
      );
    case "resolve":
      return button("resolve", t("card.resolve"));
    case "snooze":
      return {
        type: "static_select" as const,
        action_id: "snooze",
        placeholder: { type: "plain_text" as const, text: t("card.snooze") },
        options: snoozes.map((snooze) => ({
          text: { type: "plain_text" as const, text: t("card.snoozeSpan", { span: snooze }) },
          value: snooze,
        })),
      };
  }
}
