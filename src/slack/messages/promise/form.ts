import type { InputBlock, KnownBlock, ModalView, Option } from "@slack/types";
import type { Words } from "../../language/words.ts";
import { messageLink } from "../alert/message-link.ts";
import { context, section } from "../blocks.ts";
import { plain } from "../words.ts";
import type { TimeChoice } from "./questions.ts";

/** What the form starts with. */
export type FormStart = {
  /** A Slack user id. */
  owner: string;
  /** `value`: as `PromiseDraft.customer`. */
  customer?: { value: string; label: string };
  text?: string;
  dueAt?: Date;
  teams?: { code: string; label: string }[];
  /** Its code; else the owner's. */
  team?: string | null;
  channel?: string | null;
  /** Of the message that it is about. */
  link?: string | null;
};

export const PROMISE_FORM = "promise-form";
/** The second step, when the time is asked about. */
export const TIME_FORM = "promise-time";
/** The value of "the owner's own team". */
export const OWNERS_TEAM = "*";

/** Nobody promises to be in touch by the web. */
const CHANNELS = ["phone", "email", "chat", "sms", "store", "letter", "social", "other"] as const;
const MOST_TEXT = 1_000;

/** The form for a promise; a date-time picker shows the person's own zone. */
export function promiseForm(words: Words, start: FormStart): ModalView {
  const { t } = words;
  return {
    type: "modal",
    callback_id: PROMISE_FORM,
    private_metadata: start.link ?? "",
    title: { type: "plain_text", text: t("promiseForm.title") },
    submit: { type: "plain_text", text: t("promiseForm.submit") },
    close: { type: "plain_text", text: t("promiseAct.cancel") },
    blocks: [
      customerInput(words, start.customer),
      input("text", t("promiseForm.text"), {
        type: "plain_text_input",
        action_id: "text",
        multiline: true,
        max_length: MOST_TEXT,
        ...(start.text && { initial_value: plain(start.text, MOST_TEXT) }),
      }),
      ...linkBlocks(words, start.link),
      input("due", t("promiseForm.due"), {
        type: "datetimepicker",
        action_id: "due",
        ...(start.dueAt && { initial_date_time: Math.floor(start.dueAt.getTime() / 1000) }),
      }),
      input("owner", t("promiseForm.owner"), {
        type: "users_select",
        action_id: "owner",
        initial_user: start.owner,
      }),
      ...teamInput(words, start),
      channelInput(words, start.channel),
    ],
  };
}

/**
 * Asks about the time that was chosen in the form.
 * @param encoded the draft, carried until it is answered
 */
export function timeForm({ t }: Words, why: string, choices: TimeChoice[], encoded: string): ModalView {
  const options = choices.map(({ dueAt, label }) => option(`${dueAt.getTime()}`, label));
  const [first] = options;
  return {
    type: "modal",
    callback_id: TIME_FORM,
    private_metadata: encoded,
    title: { type: "plain_text", text: t("promiseForm.timeTitle") },
    submit: { type: "plain_text", text: t("promiseForm.submit") },
    close: { type: "plain_text", text: t("promiseForm.back") },
    blocks: [
      section(why),
      ...(first === undefined || options.length === 1
        ? [section(t("promiseForm.keepOrBack"))]
        : [
            input("choice", t("promiseForm.whatHolds"), {
              type: "radio_buttons",
              action_id: "choice",
              options,
              initial_option: first,
            }),
          ]),
    ],
  };
}

/** One choice of a customer search; `value` as `PromiseDraft.customer`. */
export function customerOption(value: string, label: string): Option {
  return option(value, label);
}

function customerInput({ t }: Words, customer: FormStart["customer"]): KnownBlock {
  return {
    ...input("customer", t("promiseForm.customer"), {
      type: "external_select",
      action_id: "customer",
      min_query_length: 2,
      placeholder: { type: "plain_text", text: t("promiseForm.customerPlaceholder") },
      ...(customer && { initial_option: option(customer.value, customer.label) }),
    }),
    hint: { type: "plain_text", text: t("promiseForm.customerHint") },
  };
}

function teamInput({ t }: Words, { teams = [], team }: FormStart): KnownBlock[] {
  const fitting = teams.filter(({ code }) => code.length <= 150).slice(0, 99);
  if (fitting.length === 0) return [];
  const options = [
    option(OWNERS_TEAM, t("promiseForm.ownersTeam")),
    ...fitting.map(({ code, label }) => option(code, label)),
  ];
  const chosen = options.find(({ value }) => value === team) ?? options[0];
  const element = {
    type: "static_select",
    action_id: "team",
    options,
    ...(chosen && { initial_option: chosen }),
  };
  return [input("team", t("promiseForm.team"), element as InputBlock["element"])];
}

function channelInput({ t }: Words, channel: string | null | undefined): KnownBlock {
  const options = CHANNELS.map((value) => option(value, t(`promiseForm.${value}`)));
  const chosen = options.find(({ value }) => value === channel);
  return {
    ...input("channel", t("promiseForm.channel"), {
      type: "static_select",
      action_id: "channel",
      placeholder: { type: "plain_text", text: t("promiseForm.anyChannel") },
      options,
      ...(chosen && { initial_option: chosen }),
    }),
    optional: true,
    hint: { type: "plain_text", text: t("promiseForm.channelHint") },
  };
}

function linkBlocks(words: Words, address: string | null | undefined): KnownBlock[] {
  const link = address ? messageLink(words, address) : undefined;
  return link === undefined ? [] : [context(words.t("promiseForm.keepsLink", { link }))];
}

function input(id: string, label: string, element: InputBlock["element"]): InputBlock {
  return { type: "input", block_id: id, label: { type: "plain_text", text: label }, element };
}

function option(value: string, label: string): Option & { text: { type: "plain_text"; text: string } } {
  return { text: { type: "plain_text", text: plain(label, 75) }, value };
}
