import type { PromiseEntry } from "../../domain/promise-life.ts";
import { type Block, context, section } from "./blocks.ts";
import { noteWords } from "./message-link.ts";
import { ownerOf, promiseLine, type ShownPromise } from "./promise-lines.ts";
import { promiseListRow } from "./promise-row.ts";
import { fitting, person, said, when } from "./words.ts";

/** All that happened to a promise: who, when, what, why. For one reader. `list`: the words that show it again. */
export function promiseHistory(
  promise: ShownPromise,
  entries: readonly PromiseEntry[],
  { now, list }: { now: Date; list: string },
): { text: string; blocks: Block[] } {
  const head = promiseLine(promise, now);
  const facts = [
    `promised ${when(promise.madeAt)}`,
    `owner ${ownerOf(promise)}`,
    ...(promise.team === null ? [] : [`team ${said(promise.team, 80)}`]),
    ...(promise.channel === null ? [] : [`by ${said(promise.channel, 40)}`]),
    ...(promise.concrete ? [] : ["no time was named: the team's standard"]),
  ].join(", ");
  const lines = entries.map(historyLine);
  return {
    text: fitting([head, facts, ...lines], 3_800),
    blocks: [
      section(`${head}\n${facts}`),
      section(fitting(lines) || "Nothing is written down."),
      ...promiseListRow(promise, list),
      context(`\`/promise show ${promise.id}\` shows this again; only you see it.`),
    ],
  };
}

/** One line of the audit trail. */
export function historyLine(entry: Omit<PromiseEntry, "promiseId">): string {
  const who = entry.actor === "earshot" ? "Earshot" : person(entry.actor);
  return `• ${when(entry.at)} ${who} ${whatOf(entry)}`;
}

function whatOf({ action, dueAt, told, note }: Omit<PromiseEntry, "promiseId">): string {
  const why = note ? `: ${noteWords(note)}` : "";
  const until = dueAt === null ? "" : `, due ${when(dueAt)}`;
  switch (action) {
    case "made":
      return `promised it${until}${why}`;
    case "moved":
      return `moved it${dueAt === null ? "" : ` to ${when(dueAt)}`}; ${toldWords(told)}${why}`;
    case "kept":
      return `kept it${why}`;
    case "tried":
      return `tried and did not get through${why}`;
    case "handed-over":
      return `handed it over${note ? ` to ${person(note)}` : ""}`;
    case "given-up":
      return `gave it up${why}`;
    case "withdrawn":
      return `withdrew it${why}`;
    case "reopened":
      return `opened it again${why}`;
    case "told":
      return "told the customer of the new time";
    case "recut":
      return `counted it again by new business hours${until}`;
  }
}

/** A move that the customer does not know of breaks the first promise. */
function toldWords(told: boolean | null): string {
  if (told === true) return "the customer was told";
  return told === false
    ? "*the customer was not told* (counts as broken)"
    : "nobody said whether the customer was told (counts as broken)";
}
