import type { InputBlock, KnownBlock, ModalView, PlainTextOption, StaticSelect } from "@slack/types";
import type { Words } from "../language/words.ts";
import { section } from "./blocks.ts";
import { plain } from "./words.ts";

type Frame = {
  callbackId: string;
  title: string;
  submit: string;
  close: string;
  /** What it carries unseen. */
  metadata?: string;
};

/** A modal that is filled in and sent. */
export function form({ callbackId, title, submit, close, metadata }: Frame, blocks: KnownBlock[]): ModalView {
  return {
    type: "modal",
    callback_id: callbackId,
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: submit },
    close: { type: "plain_text", text: close },
    ...(metadata !== undefined && { private_metadata: metadata }),
    blocks,
  };
}

type WithoutId<Element> = Element extends unknown ? Omit<Element, "action_id"> : never;
export type FieldOptions = { hint?: string; optional?: boolean };

/** One field; its block and its action are called the same, as `formFields` reads them back. */
export function field(
  id: string,
  label: string,
  element: WithoutId<InputBlock["element"]>,
  { hint, optional = false }: FieldOptions = {},
): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    element: { ...element, action_id: id } as InputBlock["element"],
    ...(hint !== undefined && { hint: { type: "plain_text", text: hint } }),
    ...(optional && { optional }),
  };
}

/** A field to type in, with what stands there now. */
export function textField(
  id: string,
  label: string,
  value: string,
  { most = 300, multiline = false, ...options }: FieldOptions & { most?: number; multiline?: boolean } = {},
): InputBlock {
  const typed = { max_length: most, ...(multiline && { multiline }) };
  const now = value === "" ? {} : { initial_value: value.slice(0, most) };
  return field(id, label, { type: "plain_text_input", ...typed, ...now }, options);
}

/** A choice of one; `chosen` is an option's value. */
export function choice(
  options: PlainTextOption[],
  chosen: string | null | undefined,
): Omit<StaticSelect, "action_id"> {
  const initial = options.find(({ value }) => value === chosen);
  return { type: "static_select", options, ...(initial && { initial_option: initial }) };
}

export function option(value: string, label: string): PlainTextOption & { value: string } {
  return { text: { type: "plain_text", text: plain(label, 75) }, value };
}

/** A choice of a channel, or none. */
export const channelChoice = (channel: string | null) => ({
  type: "conversations_select" as const,
  filter: { include: ["public" as const, "private" as const], exclude_bot_users: true },
  ...(channel !== null && { initial_conversation: channel }),
});

/** A text where nothing can be answered beside the button: over the home tab, or instead of a form. */
export function noticeView(
  { t }: Words,
  text: string,
  blocks: KnownBlock[] = [section(text)],
  title = t("promiseAct.noticeTitle"),
): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: title },
    close: { type: "plain_text", text: t("promiseAct.close") },
    blocks,
  };
}
