import type { ActionsBlock, ActionsBlockElement } from "@slack/types";
import type { CustomerPromise } from "../../domain/promise.ts";
import { actsFor, type PromiseActName } from "../../domain/promise-acts.ts";
import { button } from "./blocks.ts";
import { plain } from "./words.ts";

/** What a person can press on a promise; `promise-show` changes nothing. */
export const promiseButtons = {
  "promise-done": "kept",
  "promise-tried": "tried",
  "promise-move": "moved",
  "promise-told": "told",
  "promise-hand-over": "handed-over",
  "promise-give-up": "given-up",
  "promise-undo": "reopened",
  "promise-show": "show",
} as const satisfies Record<string, PromiseActName | "show">;
export type PromiseButton = keyof typeof promiseButtons;

type Pressable = Pick<CustomerPromise, "id" | "status"> & { isUntold?: boolean };

const TOLD_LABEL = "The customer knows now";

/** All that a promise offers now, as one row under a message about it; none when it was withdrawn. */
export function promiseRow(promise: Pressable, undoLabel = "Undo"): ActionsBlock[] {
  const acts = actsFor(promise);
  const offers = (id: PromiseButton) => acts.some((act) => act === promiseButtons[id]);
  return row(promise, [
    ...(offers("promise-done") ? [button("promise-done", "Done: customer reached", "primary")] : []),
    ...(offers("promise-tried") ? [button("promise-tried", "Tried, no answer")] : []),
    ...(offers("promise-move") ? [button("promise-move", "Move")] : []),
    ...(promise.isUntold && offers("promise-told") ? [button("promise-told", TOLD_LABEL)] : []),
    ...(offers("promise-hand-over") ? [handOver] : []),
    ...(offers("promise-give-up") ? [button("promise-give-up", "Give up")] : []),
    ...(offers("promise-undo") ? [button("promise-undo", undoLabel)] : []),
  ]);
}

/** Under a message that it was moved silently: somebody may have told the customer since. */
export function toldRow(promise: Pick<CustomerPromise, "id">): ActionsBlock[] {
  return [
    { type: "actions", block_id: `promise:${promise.id}`, elements: [button("promise-told", TOLD_LABEL)] },
  ];
}

/** The same in little, for lists; `list`: the words that show the list, so that a click can draw it again. */
export function promiseListRow(promise: Pressable, list: string): ActionsBlock[] {
  if (promise.status !== "open") {
    const acts = [
      ...(promise.status === "withdrawn" ? [] : [listed("promise-undo", "Undo", list)]),
      listed("promise-show", "History", list),
    ];
    return row(promise, acts);
  }
  return row(promise, [
    listed("promise-done", "Done", list),
    listed("promise-tried", "Tried", list),
    listed("promise-move", "Move", list),
    {
      type: "overflow",
      action_id: "promise-more",
      options: [
        ...(promise.isUntold ? [option("promise-told", TOLD_LABEL, list)] : []),
        option("promise-hand-over", "Hand over", list),
        option("promise-give-up", "Give up", list),
        option("promise-show", "History", list),
      ],
    },
  ]);
}

/** What was pressed, read back from a button or from a menu's choice. */
export function pressed(
  actionId: string,
  value: string | undefined,
): { button: PromiseButton; list: string } | undefined {
  const words = value ?? "";
  const [id, list] =
    actionId === "promise-more" ? [words.split(" ", 1)[0] ?? "", afterFirst(words)] : [actionId, words];
  return isPromiseButton(id) ? { button: id, list } : undefined;
}

const handOver: ActionsBlockElement = {
  type: "users_select",
  action_id: "promise-hand-over",
  placeholder: { type: "plain_text", text: "Hand over to" },
};

function row({ id }: Pressable, elements: ActionsBlockElement[]): ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: "actions", block_id: `promise:${id}`, elements }];
}

function listed(id: PromiseButton, label: string, list: string): ActionsBlockElement {
  return {
    ...button(id, label),
    ...(list === "" ? {} : { value: list.slice(0, 100) }),
  } as ActionsBlockElement;
}

function option(id: PromiseButton, label: string, list: string) {
  return {
    text: { type: "plain_text" as const, text: plain(label, 75) },
    value: `${id} ${list.slice(0, 100)}`.trim(),
  };
}

const afterFirst = (words: string): string => words.slice(words.indexOf(" ") + 1 || words.length);

const isPromiseButton = (id: string): id is PromiseButton => Object.hasOwn(promiseButtons, id);
