import type { KnownBlock } from "@slack/types";
import type { Words } from "../../language/words.ts";
import type { Block } from "../blocks.ts";
import { context, section } from "../blocks.ts";
import { promiseLine, type ShownPromise } from "./lines.ts";
import { promiseListRow } from "./row.ts";

export type ListReply = { text: string; blocks: Block[] };

/** So many promises are looked up for a list; beyond that nobody counts. */
export const MOST_COUNTED = 1_000;

/** `12`, or `1,000 or more`. */
export function countOf({ t, amount }: Words, promises: readonly unknown[]): string {
  if (promises.length < MOST_COUNTED) return amount(promises.length);
  return t("promiseList.most", { count: amount(MOST_COUNTED) });
}

/** As many as a message of 50 blocks takes beside its title; each has a line and a row of buttons. */
const MOST_PROMISES = 20;

/**
 * Promises by due time, each with its state and what can be done to it.
 * @param list the words that show the same list, for its buttons
 */
export function promisesReply(
  words: Words,
  promises: ShownPromise[],
  now: Date,
  { title, list, withOwner = false }: { title: string; list: string; withOwner?: boolean },
): ListReply {
  const lines = promises.map((promise) => promiseLine(words, promise, now, { withOwner }));
  return {
    text: words.fitting([title, ...lines], 3_800),
    blocks: [
      section(`*${title}*`),
      ...promiseBlocks(words, promises, now, { list, withOwner, most: MOST_PROMISES }),
    ],
  };
}

/** Promises for a list or a home tab: a line and a row each, the rest counted. */
export function promiseBlocks(
  words: Words,
  promises: ShownPromise[],
  now: Date,
  { list, withOwner = false, most }: { list: string; withOwner?: boolean; most: number },
): KnownBlock[] {
  const { t, amount } = words;
  const rest = promises.length - most;
  return [
    ...promises
      .slice(0, most)
      .flatMap((promise) => [
        section(promiseLine(words, promise, now, { withOwner })),
        ...promiseListRow(words, promise, list),
      ]),
    ...(rest > 0 ? [context(t("promiseList.moreLater", { count: amount(rest) }))] : []),
  ];
}
