import { actsFor, type PromiseAct, type PromiseActName } from "../../domain/promise/acts.ts";
import { enqueueNotices } from "../../queue/enqueue.ts";
import type { ShownPromise } from "../../store/promise-rows.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import type { Outcome } from "../messages/promise/act-outcome.ts";
import { actRefused, actTooLate, nothingToDo } from "../messages/promise/refusals.ts";
import { leadsFor, mayActOn } from "../people.ts";

export type Doer = { workspace: Workspace; by: string };

/** What an act came to: words only for its doer, or the outcome with the alerts to redraw. */
export type ActResult = { tell: string } | (Outcome & { alertIds: string[] });

/** The promise if this person may do this to it now and there is something to do, else why not and who can. */
export async function promiseFor(
  deps: ListenerDeps,
  doer: Doer,
  promiseId: string,
  deed: PromiseActName,
): Promise<{ tell: string } | { promise: ShownPromise }> {
  const allowed = await allowedTo(deps, doer, promiseId, deed);
  if ("tell" in allowed || actsFor(allowed.promise).includes(deed)) return allowed;
  return { tell: nothingToDo(deps.words, allowed.promise, deps.now()) };
}

/** Does it, if they may: the store decides who was first. Whoever gets a promise hears of it, unless they took it themselves. */
export async function actOn(
  deps: ListenerDeps,
  doer: Doer,
  promiseId: string,
  act: PromiseAct,
): Promise<ActResult> {
  const allowed = await allowedTo(deps, doer, promiseId, act.deed);
  if ("tell" in allowed) return allowed;
  const { workspace, by } = doer;
  const whole = act.deed === "handed-over" ? await withTeam(deps, workspace.id, allowed.promise, act) : act;
  const change = await deps.store.promises.act(workspace.id, promiseId, { ...whole, by, at: deps.now() });
  if (change.kind === "missing") return { tell: deps.words.t("promiseAct.missing") };
  if (change.kind === "already")
    return { tell: actTooLate(deps.words, change.promise, { ...change, me: by }) };
  if (act.deed === "handed-over" && act.to !== by) await tellNewOwner(deps, doer, change.promise, act.to);
  return { act, promise: change.promise, alertIds: change.alertIds };
}

async function allowedTo(
  deps: ListenerDeps,
  { workspace, by }: Doer,
  promiseId: string,
  deed: PromiseActName,
): Promise<{ tell: string } | { promise: ShownPromise }> {
  const promise = await deps.store.promises.get(workspace.id, promiseId);
  if (promise === null) return { tell: deps.words.t("promiseAct.missing") };
  if (await mayActOn(deps, workspace.id, promise, by, deed)) return { promise };
  const [leads, team] = await Promise.all([
    leadsFor(deps, { workspaceId: workspace.id, team: promise.team }),
    promise.team === null ? null : deps.store.teams.get(workspace.id, promise.team),
  ]);
  return { tell: actRefused(deps.words, deed, promise, { leads, teamLabel: team?.label }) };
}

/** Where the promise's team is not the new owner's, theirs gets it: who hears that it is late must be able to act. */
async function withTeam(
  { store }: ListenerDeps,
  workspaceId: string,
  { team }: ShownPromise,
  act: Extract<PromiseAct, { deed: "handed-over" }>,
): Promise<PromiseAct> {
  const teams = (await store.teams.staffOf(workspaceId, act.to)).flatMap(({ teamCode }) => teamCode ?? []);
  const [first] = teams;
  return first === undefined || (team !== null && teams.includes(team)) ? act : { ...act, team: first };
}

async function tellNewOwner(
  deps: ListenerDeps,
  { workspace, by }: Doer,
  promise: ShownPromise,
  to: string,
): Promise<void> {
  const at = deps.now();
  const key = `handed-over-${promise.id}-${at.getTime()}`;
  const notice = { key, slackTo: to, subject: promise.id, facts: { kind: "handed-over", by }, at } as const;
  const { noticeIds } = await deps.store.notices.add(workspace.id, [notice]);
  await enqueueNotices(deps.enqueue, noticeIds);
}
