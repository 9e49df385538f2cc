import type { ActionsBlock, ActionsBlockElement } from "@slack/types";
import { actsFor, type PromiseActName } from "../../../domain/promise/acts.ts";
import type { CustomerPromise } from "../../../domain/promise/promise.ts";
import type { Words } from "../../language/words.ts";
import { button } from "../blocks.ts";
import { plain } from "../words.ts";

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

/** All that a promise offers now, as one row under a message about it; none when it was withdrawn. */
export function promiseRow({ t }: Words, promise: Pressable, undoLabel = t("promise.undo")): ActionsBlock[] {
  const acts = actsFor(promise);
  const offers = (id: PromiseButton) => acts.some((act) => act === promiseButtons[id]);
  return row(promise, [
    ...(offers("promise-done") ? [button("promise-done", t("promise.doneReached"), "primary")] : []),
    ...(offers("promise-tried") ? [button("promise-tried", t("promise.triedNoAnswer"))] : []),
    ...(offers("promise-move") ? [button("promise-move", t("promise.move"))] : []),
    ...(promise.isUntold && offers("promise-told") ? [button("promise-told", t("promise.told"))] : []),
    ...(offers("promise-hand-over") ? [handOver(t("promise.handOverTo"))] : []),
    ...(offers("promise-give-up") ? [button("promise-give-up", t("promise.giveUp"))] : []),
    ...(offers("promise-undo") ? [button("promise-undo", undoLabel)] : []),
  ]);
}

/** Under a message that it was moved silently: somebody may have told the customer since. */
export function toldRow({ t }: Words, promise: Pick<CustomerPromise, "id">): ActionsBlock[] {
  return row(promise, [button("promise-told", t("promise.told"))]);
}

/** The same in little, for lists; `list`: the words that show the list, so that a click can draw it again. */
export function promiseListRow(
  { t }: Words,
  promise: Pressable,
  list: string,
  { withHistory = true } = {},
): ActionsBlock[] {
  if (promise.status !== "open") {
    const acts = [
      ...(promise.status === "withdrawn" ? [] : [listed("promise-undo", t("promise.undo"), list)]),
      ...(withHistory ? [listed("promise-show", t("promise.history"), list)] : []),
    ];
    return row(promise, acts);
  }
  return row(promise, [
    listed("promise-done", t("promise.done"), list),
    listed("promise-tried", t("promise.tried"), list),
    listed("promise-move", t("promise.move"), list),
    {
      type: "overflow",
      action_id: "promise-more",
      options: [
        ...(promise.isUntold ? [option("promise-told", t("promise.told"), list)] : []),
        option("promise-hand-over", t("promise.handOver"), list),
        option("promise-give-up", t("promise.giveUp"), list),
        ...(withHistory ? [option("promise-show", t("promise.history"), list)] : []),
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

function handOver(label: string): ActionsBlockElement {
  const placeholder = { type: "plain_text" as const, text: label };
  return { type: "users_select", action_id: "promise-hand-over", placeholder };
}

function row({ id }: Pick<Pressable, "id">, elements: ActionsBlockElement[]): ActionsBlock[] {
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
