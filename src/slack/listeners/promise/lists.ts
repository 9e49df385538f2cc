import { closest } from "../../../domain/closest.ts";
import { isUuid } from "../../../domain/uuid.ts";
import type { ShownPromise } from "../../../store/promise-rows.ts";
import type { Team } from "../../../store/teams.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { section } from "../../messages/blocks.ts";
import { type Outcome, outcomeBlocks, outcomeText } from "../../messages/promise/act-outcome.ts";
import { promiseHistory } from "../../messages/promise/history.ts";
import { countOf, type ListReply, MOST_COUNTED, promisesReply } from "../../messages/promise/lists.ts";
import { said } from "../../messages/words.ts";
import { type Asker, teamsNamed, teamsToName } from "../../teams-named.ts";
import { showCustomer } from "../customer/customer.ts";
import { teamWeeks } from "./weeks.ts";

/** What `/promise <typed>` shows, for the asker only; undefined when the words ask for something else. */
export async function promiseLists(
  deps: ListenerDeps,
  workspace: Workspace,
  userId: string,
  typed: string,
): Promise<ListReply | undefined> {
  const [word = "", ...rest] = typed.replaceAll("\0", "").trim().split(/\s+/);
  const asker = { workspace, me: userId };
  switch (word.toLowerCase()) {
    case "":
      return mine(deps, asker);
    case "team":
      return ofTeam(deps, asker, rest.join(" "));
    case "overdue":
      return overdue(deps, asker, rest.join(" "));
    case "show":
      return shown(deps, asker, rest.join(" "));
    case "week":
      return inWords(await teamWeeks(deps, asker, rest.join(" ")));
    default:
      return suggestion(deps, workspace, word, rest);
  }
}

/** One promise's history. Looking at a customer's promise is looking at the customer: it is written down first. */
export async function showPromise(
  { store, now, words }: ListenerDeps,
  workspace: Workspace,
  userId: string,
  promiseId: string,
): Promise<ListReply> {
  const promise = await store.promises.get(workspace.id, promiseId);
  if (promise === null) return inWords(words.t("promiseList.unknown"));
  await noteLook({ store, now }, workspace.id, userId, promise.customerId);
  const entries = await store.promises.entries(workspace.id, promiseId);
  return promiseHistory(words, promise, entries, { now: now(), list: `show ${promiseId}` });
}

/** The list in which somebody pressed a button, as it is now, under what came of the press. */
export async function listAgain(
  deps: ListenerDeps,
  workspace: Workspace,
  userId: string,
  { list, outcome }: { list: string; outcome: Outcome },
): Promise<{ text: string; blocks: object[] }> {
  const customerId = /^customer (\S+)$/.exec(list)?.[1];
  const again =
    customerId === undefined
      ? await promiseLists(deps, workspace, userId, list)
      : await showCustomer(deps, workspace, customerId, userId);
  const blocks: object[] = again?.blocks ?? (again ? [section(again.text)] : []);
  const isListed = JSON.stringify(blocks).includes(`"promise:${outcome.promise.id}"`);
  return {
    text: `${outcomeText(deps.words, outcome, deps.now())}\n${again?.text ?? ""}`.trim(),
    blocks: [...outcomeBlocks(deps.words, outcome, deps.now(), { list, isListed }), ...blocks],
  };
}

/** The overdue promises of these teams, the longest late first. */
export async function overdueOf(
  { store, now }: Pick<ListenerDeps, "store" | "now">,
  workspaceId: string,
  teams: readonly Pick<Team, "code">[],
): Promise<ShownPromise[]> {
  const codes = teams.map(({ code }) => code);
  return store.promises.overdueOf(workspaceId, codes, now(), MOST_COUNTED);
}

async function mine({ store, now, words }: ListenerDeps, { workspace, me }: Asker): Promise<ListReply> {
  const promises = await store.promises.openFor(workspace.id, { ownerSlackId: me }, MOST_COUNTED);
  const title =
    promises.length === 0
      ? words.t("promiseList.none")
      : words.t("promiseList.mine", { count: countOf(words, promises) });
  return promisesReply(words, promises, now(), { title, list: "" });
}

async function ofTeam(deps: ListenerDeps, asker: Asker, named: string): Promise<ListReply> {
  const { store, now, words } = deps;
  const teams = await teamsNamed(deps, asker, named);
  if ("text" in teams) return inWords(teams.text);
  if (teams.length === 0)
    return inWords(words.t("promiseList.noTeamOfYours", { teams: await teamsToName(deps, asker) }));
  const lists = await Promise.all(
    teams.map(({ code }) => store.promises.openFor(asker.workspace.id, { team: code }, MOST_COUNTED)),
  );
  const promises = lists.flat().sort(byDueTime);
  const lateOnes = late(promises, now());
  const title = words.t("promiseList.ofTeams", {
    teams: labelsOf(teams),
    open: countOf(words, promises),
    openCount: promises.length,
    overdue: countOf(words, lateOnes),
  });
  return promisesReply(words, promises, now(), { title, list: `team ${named}`.trim(), withOwner: true });
}

/** Mine and my teams'; everybody's for somebody of no team. */
async function overdue(deps: ListenerDeps, asker: Asker, named: string): Promise<ListReply> {
  const { store, now, words } = deps;
  const { workspace, me } = asker;
  const teams = await teamsNamed(deps, asker, named);
  if ("text" in teams) return inWords(teams.text);
  const promises =
    teams.length === 0
      ? late(await store.promises.openFor(workspace.id, { all: true }, MOST_COUNTED), now())
      : late(
          [
            ...(named === ""
              ? await store.promises.openFor(workspace.id, { ownerSlackId: me }, MOST_COUNTED)
              : []),
            ...(await overdueOf(deps, workspace.id, teams)),
          ],
          now(),
        );
  const key = promises.length === 0 ? "noneOverdue" : "overdue";
  const title = words.t(teams.length === 0 ? `promiseList.${key}` : `promiseList.${key}In`, {
    teams: labelsOf(teams),
    count: countOf(words, promises),
  });
  return promisesReply(words, promises, now(), { title, list: `overdue ${named}`.trim(), withOwner: true });
}

async function shown(deps: ListenerDeps, { workspace, me }: Asker, named: string): Promise<ListReply> {
  const { store, now, words } = deps;
  const typed = said(named, 80);
  if (named === "") return inWords(words.t("promiseList.whichOne"));
  if (isUuid(named) && (await store.promises.get(workspace.id, named)) !== null) {
    return showPromise(deps, workspace, me, named);
  }
  const ids = isUuid(named) ? [named] : (await store.customers.find(workspace.id, named)).map(({ id }) => id);
  const [id, ...others] = ids;
  if (others.length > 0) {
    return inWords(words.t("promiseList.severalCustomers", { count: ids.length, typed }));
  }
  const customer =
    id === undefined ? null : await store.customers.profile(workspace.id, id, { promises: 20 });
  if (customer === null) return inWords(words.t("promiseList.noneFits", { typed }));
  await noteLook(deps, workspace.id, me, customer.id);
  const [only, ...more] = customer.promises;
  if (only !== undefined && more.length === 0) return showPromise(deps, workspace, me, only.id);
  const promises = customer.promises.map((promise) => ({ ...promise, customerName: null }));
  const title = words.t("promiseList.ofCustomer", {
    customer: said(customer.name ?? words.t("promiseList.noName"), 120),
    count: promises.length,
  });
  return promisesReply(words, promises, now(), { title, list: `show ${customer.id}`, withOwner: true });
}

/** A mistyped word alone, or before a team's name; anything else may be a customer. */
async function suggestion(
  { store, words }: ListenerDeps,
  { id }: Workspace,
  word: string,
  rest: string[],
): Promise<ListReply | undefined> {
  const near = closest(word.toLowerCase(), ["team", "overdue", "show", "week", "new", "help"]);
  if (near === undefined || near === word.toLowerCase() || rest.length > 1) return undefined;
  const [after] = rest;
  if (after !== undefined && (await store.teams.get(id, after)) === null) return undefined;
  const meant = [near, ...rest].map((each) => said(each, 60)).join(" ");
  const usage = words.t("promiseList.usage");
  return inWords(words.t("promiseList.didYouMean", { typed: said(word, 60), meant, usage }));
}

async function noteLook(
  { store, now }: Pick<ListenerDeps, "store" | "now">,
  workspaceId: string,
  actor: string,
  customerId: string | null,
): Promise<void> {
  if (customerId === null) return;
  await store.audit.add(workspaceId, { at: now(), actor, action: "customer-shown", subject: customerId });
}

/** Each once, the longest late first. */
function late(promises: readonly ShownPromise[], now: Date): ShownPromise[] {
  const once = new Map(promises.map((promise) => [promise.id, promise]));
  return [...once.values()].filter(({ dueAt }) => dueAt <= now).sort(byDueTime);
}

const labelsOf = (teams: readonly Pick<Team, "label">[]): string =>
  teams.map(({ label }) => said(label, 60)).join(", ");

const byDueTime = (a: ShownPromise, b: ShownPromise): number => a.dueAt.getTime() - b.dueAt.getTime();

const inWords = (text: string): ListReply => ({ text, blocks: [section(text)] });
