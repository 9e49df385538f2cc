import type { InputBlock, KnownBlock, ModalView, Option } from "@slack/types";
import type { Channel } from "../../domain/contact.ts";
import { context, section } from "./blocks.ts";
import { messageLink } from "./message-link.ts";
import type { TimeChoice } from "./promise-questions.ts";
import { plain } from "./words.ts";

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

const CHANNELS: Record<Exclude<Channel, "web">, string> = {
  phone: "Phone",
  email: "E-mail",
  chat: "Chat",
  sms: "Text message",
  store: "In the store",
  letter: "Letter",
  social: "Social media",
  other: "Another way",
};
const MOST_TEXT = 1_000;

/** The form for a promise; a date-time picker shows the person's own zone. */
export function promiseForm(start: FormStart): ModalView {
  return {
    type: "modal",
    callback_id: PROMISE_FORM,
    private_metadata: start.link ?? "",
    title: { type: "plain_text", text: "Log a promise" },
    submit: { type: "plain_text", text: "Promise" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      customerInput(start.customer),
      input("text", "What was promised", {
        type: "plain_text_input",
        action_id: "text",
        multiline: true,
        max_length: MOST_TEXT,
        ...(start.text && { initial_value: plain(start.text, MOST_TEXT) }),
      }),
      ...linkBlocks(start.link),
      input("due", "By when", {
        type: "datetimepicker",
        action_id: "due",
        ...(start.dueAt && { initial_date_time: Math.floor(start.dueAt.getTime() / 1000) }),
      }),
      input("owner", "Who keeps it", {
        type: "users_select",
        action_id: "owner",
        initial_user: start.owner,
      }),
      ...teamInput(start),
      channelInput(start.channel),
    ],
  };
}

/**
 * Asks about the time that was chosen in the form.
 * @param encoded the draft, carried until it is answered
 */
export function timeForm(why: string, choices: TimeChoice[], encoded: string): ModalView {
  const options = choices.map(({ dueAt, label }) => option(`${dueAt.getTime()}`, label));
  const [first] = options;
  return {
    type: "modal",
    callback_id: TIME_FORM,
    private_metadata: encoded,
    title: { type: "plain_text", text: "Is that the time?" },
    submit: { type: "plain_text", text: "Promise" },
    close: { type: "plain_text", text: "Back" },
    blocks: [
      section(why),
      ...(first === undefined || options.length === 1
        ? [section("*Promise* keeps it; *Back* lets you choose another time.")]
        : [
            input("choice", "What holds?", {
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

function customerInput(customer: FormStart["customer"]): KnownBlock {
  return {
    ...input("customer", "Customer", {
      type: "external_select",
      action_id: "customer",
      min_query_length: 2,
      placeholder: { type: "plain_text", text: "Name, phone, e-mail or id" },
      ...(customer && { initial_option: option(customer.value, customer.label) }),
    }),
    hint: { type: "plain_text", text: "A whole phone number or e-mail may be new: it is remembered." },
  };
}

function teamInput({ teams = [], team }: FormStart): KnownBlock[] {
  const fitting = teams.filter(({ code }) => code.length <= 150).slice(0, 99);
  if (fitting.length === 0) return [];
  const options = [
    option(OWNERS_TEAM, "The owner's own team"),
    ...fitting.map(({ code, label }) => option(code, label)),
  ];
  const chosen = options.find(({ value }) => value === team) ?? options[0];
  const element = {
    type: "static_select",
    action_id: "team",
    options,
    ...(chosen && { initial_option: chosen }),
  };
  return [input("team", "Team that hears of it when it is late", element as InputBlock["element"])];
}

function channelInput(channel: string | null | undefined): KnownBlock {
  const options = Object.entries(CHANNELS).map(([value, label]) => option(value, label));
  const chosen = options.find(({ value }) => value === channel);
  return {
    ...input("channel", "How you will be in touch", {
      type: "static_select",
      action_id: "channel",
      placeholder: { type: "plain_text", text: "Any way" },
      options,
      ...(chosen && { initial_option: chosen }),
    }),
    optional: true,
    hint: { type: "plain_text", text: "Whom you promise to call, you do not keep it to by writing." },
  };
}

function linkBlocks(link: string | null | undefined): KnownBlock[] {
  const from = link ? messageLink(link) : undefined;
  return from === undefined ? [] : [context(`The promise keeps the link: ${from}.`)];
}

function input(id: string, label: string, element: InputBlock["element"]): InputBlock {
  return { type: "input", block_id: id, label: { type: "plain_text", text: label }, element };
}

function option(value: string, label: string): Option & { text: { type: "plain_text"; text: string } } {
  return { text: { type: "plain_text", text: plain(label, 75) }, value };
}
