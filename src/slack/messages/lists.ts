import type { KnownBlock } from "@slack/types";
import type { Block } from "./blocks.ts";
import { context, section } from "./blocks.ts";
import { promiseLine, type ShownPromise } from "./promise-lines.ts";
import { promiseListRow } from "./promise-row.ts";
import { amount, fitting } from "./words.ts";

export type ListReply = { text: string; blocks: Block[] };

/** So many promises are looked up for a list; beyond that nobody counts. */
export const MOST_COUNTED = 1_000;

/** `12`, or `1,000 or more`. */
export function countOf(promises: readonly unknown[]): string {
  return promises.length < MOST_COUNTED ? amount(promises.length) : `${amount(MOST_COUNTED)} or more`;
}

/** As many as a message of 50 blocks takes beside its title; each has a line and a row of buttons. */
const MOST_PROMISES = 20;

/**
 * Promises by due time, each with its state and what can be done to it.
 * @param list the words that show the same list, for its buttons
 */
export function promisesReply(
  promises: ShownPromise[],
  now: Date,
  { title, list, withOwner = false }: { title: string; list: string; withOwner?: boolean },
): ListReply {
  const lines = promises.map((promise) => promiseLine(promise, now, { withOwner }));
  return {
    text: fitting([title, ...lines], 3_800),
    blocks: [
      section(`*${title}*`),
      ...promiseBlocks(promises, now, { list, withOwner, most: MOST_PROMISES }),
    ],
  };
}

/** Promises for a list or a home tab: a line and a row each, the rest counted. */
export function promiseBlocks(
  promises: ShownPromise[],
  now: Date,
  { list, withOwner = false, most }: { list: string; withOwner?: boolean; most: number },
): KnownBlock[] {
  const rest = promises.length - most;
  return [
    ...promises
      .slice(0, most)
      .flatMap((promise) => [
        section(promiseLine(promise, now, { withOwner })),
        ...promiseListRow(promise, list),
      ]),
    ...(rest > 0 ? [context(`and ${amount(rest)} more, due later`)] : []),
  ];
}
