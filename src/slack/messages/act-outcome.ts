import type { KnownBlock, ModalView } from "@slack/types";
import type { PromiseAct } from "../../domain/promise-acts.ts";
import { section } from "./blocks.ts";
import { promiseLine, type ShownPromise } from "./promise-lines.ts";
import { promiseListRow, promiseRow } from "./promise-row.ts";
import { person } from "./words.ts";

/** What an act came to, said to whoever did it. */
export type Outcome = { act: PromiseAct; promise: ShownPromise };

const UNTOLD =
  "the customer was not told, so it counts as broken until somebody says that they know (*The customer knows now*)";

/** "Done: call back about the refund to Anna: kept on time, 14:05". */
export function outcomeText({ act, promise }: Outcome, now: Date): string {
  const line = promiseLine(promise, now);
  switch (act.deed) {
    case "kept":
      return `*Done*: ${line}.`;
    case "tried":
      return `*Noted that you tried*: ${line}. It stays open.`;
    case "moved":
      return `*Moved*: ${promiseLine({ ...promise, isUntold: false }, now)}; ${act.told ? "the customer was told" : UNTOLD}.`;
    case "told":
      return `*Noted that the customer knows of the new time*: ${line}.`;
    case "handed-over":
      return `*Handed over to ${person(act.to)}*: ${line}.`;
    case "given-up":
      return `*Given up*: ${line}.`;
    case "withdrawn":
      return `*Withdrawn*: ${line}.`;
    case "reopened":
      return `*Open again*: ${line}.`;
  }
}

/** The outcome above a list that is drawn again, with its undo when the list shows the promise no more. */
export function outcomeBlocks(
  outcome: Outcome,
  now: Date,
  { list, isListed }: { list: string; isListed: boolean },
): KnownBlock[] {
  return [section(outcomeText(outcome, now)), ...(isListed ? [] : promiseListRow(outcome.promise, list))];
}

/** A direct message about one promise, once its reader has acted on it. It stays in Slack, so it does not name the customer. */
export function outcomeMessage({ act, promise }: Outcome, now: Date): { text: string; blocks: KnownBlock[] } {
  const text = outcomeText({ act, promise: { ...promise, customerName: null } }, now);
  return { text, blocks: [section(text), ...promiseRow(promise)] };
}

/** Words where nothing can be answered beside the button: over the home tab, or instead of a form. */
export function noticeView(
  text: string,
  blocks: KnownBlock[] = [section(text)],
  title = "Promise",
): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: title },
    close: { type: "plain_text", text: "Close" },
    blocks,
  };
}
