import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { PromiseAct } from "../../../domain/promise/acts.ts";
import type { Doubt } from "../../../domain/promise/due.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { type FieldOptions, field, form, option, textField } from "../form.ts";
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
  return actForm(words, MOVE_FORM, titles, setting, [
    field("due", t("promiseAct.newTime"), {
      type: "datetimepicker",
      ...(act && { initial_date_time: Math.floor(act.dueAt.getTime() / 1000) }),
    }),
    ...question,
    toldField(words, act),
    whyField(t("promiseAct.why"), act?.note, { optional: true }),
  ]);
}

/** Whether the customer knows of the new time. */
function toldField({ t }: Words, act: MoveAsked["act"] | undefined): InputBlock {
  const yes = option("yes", t("promiseAct.toldYes"));
  const notYet = option("not-yet", t("promiseAct.toldNotYet"));
  return field(
    "told",
    t("promiseAct.wasTold"),
    {
      type: "radio_buttons",
      options: [yes, notYet],
      ...(act && { initial_option: act.told ? yes : notYet }),
    },
    { hint: t("promiseAct.wasToldHint") },
  );
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
  return actForm(words, GIVE_UP_FORM, titles, asked, [
    whyField(t("promiseAct.whyGiveUp"), undefined, { hint: t("promiseAct.whyGiveUpHint") }),
  ]);
}

/** To whom, where a list has no room for a choice of people. */
export function handOverForm(words: Words, asked: Asked): ModalView {
  const { t } = words;
  const titles = { title: t("promiseAct.handOverTitle"), submit: t("promiseAct.handOverSubmit") };
  return actForm(words, HAND_OVER_FORM, titles, asked, [
    field("to", t("promiseAct.newOwner"), { type: "users_select" }),
  ]);
}

function actForm(
  words: Words,
  callbackId: string,
  titles: { title: string; submit: string },
  { promise, now, metadata }: Asked,
  fields: KnownBlock[],
): ModalView {
  const line = section(promiseLine(words, promise, now, { withOwner: true }));
  return form({ callbackId, metadata, ...titles, close: words.t("promiseAct.cancel") }, [line, ...fields]);
}

const whyField = (label: string, note: string | undefined, options: FieldOptions): InputBlock =>
  textField("why", label, note ? plain(note, 500) : "", { ...options, most: 500, multiline: true });
