import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { PromiseAct } from "../../domain/promise-acts.ts";
import type { Doubt } from "../../domain/promise-due.ts";
import { section } from "./blocks.ts";
import { promiseLine, type ShownPromise } from "./promise-lines.ts";
import { plain, when } from "./words.ts";

export const MOVE_FORM = "promise-move-form";
export const GIVE_UP_FORM = "promise-give-up-form";
export const HAND_OVER_FORM = "promise-hand-over-form";

/** A move that was filled in and is asked about. */
export type MoveAsked = { act: Extract<PromiseAct, { deed: "moved" }>; doubt: Doubt };

type Asked = { promise: ShownPromise; now: Date; metadata: string };

const told = {
  yes: { text: { type: "plain_text", text: "Yes, the customer knows" }, value: "yes" },
  notYet: {
    text: { type: "plain_text", text: "Not yet: it counts as broken until somebody says they know" },
    value: "not-yet",
  },
} as const;

/**
 * Another time, whether the customer knows of it, and why. The picker shows the person's own zone.
 * @param setting.asked what was filled in, and why it is asked about
 */
export function moveForm({ asked, ...setting }: Asked & { asked?: MoveAsked }): ModalView {
  const act = asked?.act;
  const question = asked === undefined ? [] : [section(`:warning: ${doubtWords(asked)}`)];
  return form(MOVE_FORM, "Move a promise", "Move", setting, [
    {
      type: "input",
      block_id: "due",
      label: { type: "plain_text", text: "New time" },
      element: {
        type: "datetimepicker",
        action_id: "due",
        ...(act && { initial_date_time: Math.floor(act.dueAt.getTime() / 1000) }),
      },
    },
    ...question,
    {
      type: "input",
      block_id: "told",
      label: { type: "plain_text", text: "Was the customer told of the new time?" },
      hint: {
        type: "plain_text",
        text: "A promise that is moved without telling the customer counts as broken in the week's figures.",
      },
      element: {
        type: "radio_buttons",
        action_id: "told",
        options: [told.yes, told.notYet],
        ...(act && { initial_option: act.told ? told.yes : told.notYet }),
      },
    },
    { ...words("why", "Why", act?.note), optional: true },
  ]);
}

function doubtWords({ act, doubt }: MoveAsked): string {
  const time = when(act.dueAt);
  const again = "Choose another time, or press *Move* again to keep this one.";
  if (doubt.kind === "far") return `${time} is more than 30 days away. ${again}`;
  if (doubt.kind === "past") return `${time} has passed. ${again}`;
  return `The team is closed ${time}; it opens ${when(doubt.opensAt)}. ${again}`;
}

/** Why nobody will be in touch; only leads get as far as this. */
export function giveUpForm(asked: Asked): ModalView {
  return form(GIVE_UP_FORM, "Give up a promise", "Give up", asked, [
    {
      ...words("why", "Why will nobody be in touch?"),
      hint: { type: "plain_text", text: "It counts as broken. The reason stays in the promise's history." },
    },
  ]);
}

/** To whom, where a list has no room for a choice of people. */
export function handOverForm(asked: Asked): ModalView {
  return form(HAND_OVER_FORM, "Hand over a promise", "Hand over", asked, [
    {
      type: "input",
      block_id: "to",
      label: { type: "plain_text", text: "Who keeps it from now on" },
      element: { type: "users_select", action_id: "to" },
    },
  ]);
}

function form(
  callbackId: string,
  title: string,
  submit: string,
  { promise, now, metadata }: Asked,
  inputs: KnownBlock[],
): ModalView {
  return {
    type: "modal",
    callback_id: callbackId,
    private_metadata: metadata,
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: submit },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [section(promiseLine(promise, now, { withOwner: true })), ...inputs],
  };
}

function words(id: string, label: string, initial?: string): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    element: {
      type: "plain_text_input",
      action_id: id,
      multiline: true,
      max_length: 500,
      ...(initial && { initial_value: plain(initial, 500) }),
    },
  };
}
