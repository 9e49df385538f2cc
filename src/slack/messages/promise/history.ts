import type { PromiseEntry } from "../../../domain/promise/life.ts";
import type { Words } from "../../language/words.ts";
import { type Block, context, section } from "../blocks.ts";
import { person, said } from "../words.ts";
import { contactWay } from "./contact-way.ts";
import { ownerOf, promiseLine, type ShownPromise } from "./lines.ts";
import { noteWords } from "./note.ts";
import { promiseListRow } from "./row.ts";

/** All that happened to a promise: who, when, what, why. For one reader. `list`: the words that show it again. */
export function promiseHistory(
  words: Words,
  promise: ShownPromise,
  entries: readonly PromiseEntry[],
  { now, list }: { now: Date; list: string },
): { text: string; blocks: Block[] } {
  const { t, when, fitting } = words;
  const { team, channel } = promise;
  const head = promiseLine(words, promise, now);
  const facts = [
    t("promise.promisedAt", { at: when(promise.madeAt) }),
    t("promise.owner", { owner: ownerOf(words, promise) }),
    ...(team === null ? [] : [t("promise.team", { team: said(team, 80) })]),
    ...(channel === null ? [] : [t("promise.by", { channel: contactWay(words, channel) })]),
    ...(promise.concrete ? [] : [t("promise.noTimeNamed")]),
  ].join(", ");
  const lines = entries.map((entry) => historyLine(words, entry));
  return {
    text: fitting([head, facts, ...lines], 3_800),
    blocks: [
      section(`${head}\n${facts}`),
      section(fitting(lines) || t("promise.nothingWritten")),
      ...promiseListRow(words, promise, list, { withHistory: false }),
      context(t("promise.showsAgain", { id: promise.id })),
    ],
  };
}

/** One line of the audit trail. */
export function historyLine(words: Words, entry: Omit<PromiseEntry, "promiseId">): string {
  return `• ${words.when(entry.at)} ${whatOf(words, entry)}`;
}

function whatOf(words: Words, { actor, action, dueAt, told, note }: Omit<PromiseEntry, "promiseId">): string {
  const { t, when } = words;
  const who = actor === "earshot" ? "Earshot" : person(actor);
  const why = note ? `: ${noteWords(words, note)}` : "";
  const due = dueAt === null ? undefined : when(dueAt);
  switch (action) {
    case "made":
      return `${due === undefined ? t("promise.madeBy", { who }) : t("promise.madeByDue", { who, due })}${why}`;
    case "moved": {
      const move = { who, told: told === null ? "unsaid" : told ? "yes" : "no" };
      return `${due === undefined ? t("promise.movedBy", move) : t("promise.movedByTo", { ...move, due })}${why}`;
    }
    case "kept":
      return `${t("promise.keptBy", { who })}${why}`;
    case "tried":
      return `${t("promise.triedBy", { who })}${why}`;
    case "handed-over":
      return note
        ? t("promise.handedOverByTo", { who, to: person(note) })
        : t("promise.handedOverBy", { who });
    case "given-up":
      return `${t("promise.givenUpBy", { who })}${why}`;
    case "withdrawn":
      return `${t("promise.withdrawnBy", { who })}${why}`;
    case "reopened":
      return `${t("promise.reopenedBy", { who })}${why}`;
    case "told":
      return t("promise.toldBy", { who });
    case "recut":
      return due === undefined ? t("promise.recutBy", { who }) : t("promise.recutByDue", { who, due });
  }
}
