import type { KnownBlock, ModalView } from "@slack/types";
import type { Words } from "../../language/words.ts";
import { messageLink } from "../alert/message-link.ts";
import { context, section } from "../blocks.ts";
import { choice, field, form, option, textField } from "../form.ts";
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
  const frame = { title: t("promiseForm.title"), submit: t("promiseForm.submit") };
  const metadata = start.link ?? "";
  return form({ callbackId: PROMISE_FORM, metadata, ...frame, close: t("promiseAct.cancel") }, [
    customerField(words, start.customer),
    textField("text", t("promiseForm.text"), start.text ? plain(start.text, MOST_TEXT) : "", {
      most: MOST_TEXT,
      multiline: true,
    }),
    ...linkBlocks(words, start.link),
    field("due", t("promiseForm.due"), {
      type: "datetimepicker",
      ...(start.dueAt && { initial_date_time: Math.floor(start.dueAt.getTime() / 1000) }),
    }),
    field("owner", t("promiseForm.owner"), { type: "users_select", initial_user: start.owner }),
    ...teamField(words, start),
    channelField(words, start.channel),
  ]);
}

/**
 * Asks about the time that was chosen in the form.
 * @param encoded the draft, carried until it is answered
 */
export function timeForm({ t }: Words, why: string, choices: TimeChoice[], encoded: string): ModalView {
  const options = choices.map(({ dueAt, label }) => option(`${dueAt.getTime()}`, label));
  const [first] = options;
  const frame = { title: t("promiseForm.timeTitle"), submit: t("promiseForm.submit") };
  return form({ callbackId: TIME_FORM, metadata: encoded, ...frame, close: t("promiseForm.back") }, [
    section(why),
    first === undefined || options.length === 1
      ? section(t("promiseForm.keepOrBack"))
      : field("choice", t("promiseForm.whatHolds"), {
          type: "radio_buttons",
          options,
          initial_option: first,
        }),
  ]);
}

function customerField({ t }: Words, customer: FormStart["customer"]): KnownBlock {
  return field(
    "customer",
    t("promiseForm.customer"),
    {
      type: "external_select",
      min_query_length: 2,
      placeholder: { type: "plain_text", text: t("promiseForm.customerPlaceholder") },
      ...(customer && { initial_option: option(customer.value, customer.label) }),
    },
    { hint: t("promiseForm.customerHint") },
  );
}

function teamField({ t }: Words, { teams = [], team }: FormStart): KnownBlock[] {
  const fitting = teams.filter(({ code }) => code.length <= 150).slice(0, 99);
  if (fitting.length === 0) return [];
  const options = [
    option(OWNERS_TEAM, t("promiseForm.ownersTeam")),
    ...fitting.map(({ code, label }) => option(code, label)),
  ];
  const chosen = fitting.some(({ code }) => code === team) ? team : OWNERS_TEAM;
  return [field("team", t("promiseForm.team"), choice(options, chosen))];
}

function channelField({ t }: Words, channel: string | null | undefined): KnownBlock {
  const options = CHANNELS.map((value) => option(value, t(`promiseForm.${value}`)));
  const placeholder = { type: "plain_text" as const, text: t("promiseForm.anyChannel") };
  return field(
    "channel",
    t("promiseForm.channel"),
    { ...choice(options, channel), placeholder },
    { hint: t("promiseForm.channelHint"), optional: true },
  );
}

function linkBlocks(words: Words, address: string | null | undefined): KnownBlock[] {
  const link = address ? messageLink(words, address) : undefined;
  return link === undefined ? [] : [context(words.t("promiseForm.keepsLink", { link }))];
}
