import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { PromiseAct } from "../../../domain/promise/acts.ts";
import type { Doubt } from "../../../domain/promise/due.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { plain } from "../words.ts";
import { promiseLine, type ShownPromise } from "./lines.ts";

export const MOVE_FORM = "promise-move-form";
export const GIVE_UP_FORM = "promise-give-up-form";
export const HAND_OVER_FORM = "promise-hand-over-form";

/** A move that was filled in and is asked about. */
export type MoveAsked = { act: Extract<PromiseAct, { deed: "moved" }>; doubt: Doubt };

type Asked = { promise: ShownPromise; now: Date; metadata: string };

/**
 * Another time, whether the customer knows of it, and why. The picker shows the person's own zone.
 * @param setting.asked what was filled in, and why it is asked about
 */
export function moveForm(words: Words, { asked, ...setting }: Asked & { asked?: MoveAsked }): ModalView {
  const { t } = words;
  const act = asked?.act;
  const question = asked === undefined ? [] : [section(`:warning: ${doubtWords(words, asked)}`)];
  const titles = { title: t("promiseAct.moveTitle"), submit: t("promiseAct.moveSubmit") };
  return form(words, MOVE_FORM, titles, setting, [
    {
      type: "input",
      block_id: "due",
      label: { type: "plain_text", text: t("promiseAct.newTime") },
      element: {
        type: "datetimepicker",
        action_id: "due",
        ...(act && { initial_date_time: Math.floor(act.dueAt.getTime() / 1000) }),
      },
    },
    ...question,
    toldInput(words, act),
    { ...reason("why", t("promiseAct.why"), act?.note), optional: true },
  ]);
}

/** Whether the customer knows of the new time. */
function toldInput({ t }: Words, act: MoveAsked["act"] | undefined): InputBlock {
  const text = (label: string) => ({ type: "plain_text" as const, text: label });
  const yes = { text: text(t("promiseAct.toldYes")), value: "yes" };
  const notYet = { text: text(t("promiseAct.toldNotYet")), value: "not-yet" };
  return {
    type: "input",
    block_id: "told",
    label: text(t("promiseAct.wasTold")),
    hint: text(t("promiseAct.wasToldHint")),
    element: {
      type: "radio_buttons",
      action_id: "told",
      options: [yes, notYet],
      ...(act && { initial_option: act.told ? yes : notYet }),
    },
  };
}

function doubtWords({ t, when }: Words, { act, doubt }: MoveAsked): string {
  const time = when(act.dueAt);
  switch (doubt.kind) {
    case "far":
      return t("promiseAct.far", { time });
    case "past":
      return t("promiseAct.past", { time });
    case "closed":
      return t("promiseAct.closed", { time, opens: when(doubt.opensAt) });
  }
}

/** Why nobody will be in touch; only leads get as far as this. */
export function giveUpForm(words: Words, asked: Asked): ModalView {
  const { t } = words;
  const titles = { title: t("promiseAct.giveUpTitle"), submit: t("promiseAct.giveUpSubmit") };
  return form(words, GIVE_UP_FORM, titles, asked, [
    {
      ...reason("why", t("promiseAct.whyGiveUp")),
      hint: { type: "plain_text", text: t("promiseAct.whyGiveUpHint") },
    },
  ]);
}

/** To whom, where a list has no room for a choice of people. */
export function handOverForm(words: Words, asked: Asked): ModalView {
  const { t } = words;
  const titles = { title: t("promiseAct.handOverTitle"), submit: t("promiseAct.handOverSubmit") };
  return form(words, HAND_OVER_FORM, titles, asked, [
    {
      type: "input",
      block_id: "to",
      label: { type: "plain_text", text: t("promiseAct.newOwner") },
      element: { type: "users_select", action_id: "to" },
    },
  ]);
}

function form(
  words: Words,
  callbackId: string,
  { title, submit }: { title: string; submit: string },
  { promise, now, metadata }: Asked,
  inputs: KnownBlock[],
): ModalView {
  return {
    type: "modal",
    callback_id: callbackId,
    private_metadata: metadata,
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: submit },
    close: { type: "plain_text", text: words.t("promiseAct.cancel") },
    blocks: [section(promiseLine(words, promise, now, { withOwner: true })), ...inputs],
  };
}

function reason(id: string, label: string, initial?: string): InputBlock {
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
