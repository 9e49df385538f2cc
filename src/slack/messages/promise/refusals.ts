import type { PromiseActName } from "../../../domain/promise/acts.ts";
import type { Words } from "../../language/words.ts";
import type { Allowed } from "../alert/refusals.ts";
import { person, said } from "../words.ts";
import { ownerOf, promiseLine, type ShownPromise } from "./lines.ts";

/** Why an act on a promise was refused: who may, and what else the clicker can do. */
export function actRefused(
  words: Words,
  deed: PromiseActName,
  promise: ShownPromise,
  { teamLabel, leads }: Allowed,
): string {
  const who = {
    hasTeam: teamLabel !== undefined,
    team: said(teamLabel ?? "", 80),
    hasLeads: leads.length > 0,
    leads: leads.slice(0, 10).map(person).join(", "),
  };
  return deed === "given-up"
    ? words.t("promiseAct.onlyLeadsGiveUp", who)
    : words.t("promiseAct.onlyTheirs", { ...who, owner: ownerOf(words, promise) });
}

/** Somebody did the same before, or ended it. `me`: the clicker, who may have pressed twice. */
export function actTooLate(
  { t, when }: Words,
  { status }: ShownPromise,
  { by, at, me }: { by: string; at: Date; me: string },
): string {
  const first = { status, at: when(at) };
  if (by === me) return t("promiseAct.already", first);
  return t("promiseAct.othersFirst", { ...first, who: by === "earshot" ? "Earshot" : person(by) });
}

/** The promise has ended, or goes on already: a form would do nothing. */
export function nothingToDo(words: Words, promise: ShownPromise, now: Date): string {
  return words.t("promiseAct.nothingToDo", { line: promiseLine(words, promise, now) });
}
