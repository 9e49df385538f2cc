import type { KnownBlock } from "@slack/types";
import type { PromiseAct } from "../../../domain/promise/acts.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { person } from "../words.ts";
import { promiseLine, type ShownPromise, whatToWhom } from "./lines.ts";
import { promiseListRow, promiseRow } from "./row.ts";

/** What an act came to, said to whoever did it. */
export type Outcome = { act: PromiseAct; promise: ShownPromise };

/** "Done: call back about the refund to Anna: kept on time, 14:05". */
export function outcomeText(words: Words, { act, promise }: Outcome, now: Date): string {
  const { t } = words;
  const line = promiseLine(words, promise, now);
  const ended = { what: whatToWhom(words, promise), due: words.when(promise.dueAt) };
  switch (act.deed) {
    case "kept":
      return t("promiseAct.kept", { line });
    case "tried":
      return t("promiseAct.tried", { line });
    case "moved": {
      const moved = promiseLine(words, { ...promise, isUntold: false }, now);
      return t("promiseAct.moved", { line: moved, told: act.told });
    }
    case "told":
      return t("promiseAct.told", { line });
    case "handed-over":
      return t("promiseAct.handedOver", { to: person(act.to), line });
    case "given-up":
      return t("promiseAct.givenUp", ended);
    case "withdrawn":
      return t("promiseAct.withdrawn", ended);
    case "reopened":
      return t("promiseAct.reopened", { line });
  }
}

/** The outcome above a list that is drawn again, with its undo when the list shows the promise no more. */
export function outcomeBlocks(
  words: Words,
  outcome: Outcome,
  now: Date,
  { list, isListed }: { list: string; isListed: boolean },
): KnownBlock[] {
  const undo = isListed ? [] : promiseListRow(words, outcome.promise, list);
  return [section(outcomeText(words, outcome, now)), ...undo];
}

/** A direct message about one promise, once its reader has acted on it. It stays in Slack, so it does not name the customer. */
export function outcomeMessage(
  words: Words,
  { act, promise }: Outcome,
  now: Date,
): { text: string; blocks: KnownBlock[] } {
  const text = outcomeText(words, { act, promise: { ...promise, customerName: null } }, now);
  return { text, blocks: [section(text), ...promiseRow(words, promise)] };
}
