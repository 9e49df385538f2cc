import { closest } from "../../domain/closest.ts";
import type { ShownPromise } from "../../store/promise-rows.ts";
import type { Team } from "../../store/teams.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { type Outcome, outcomeBlocks, outcomeText } from "../messages/act-outcome.ts";
import { section } from "../messages/blocks.ts";
import { countOf, type ListReply, MOST_COUNTED, promisesReply } from "../messages/lists.ts";
import { promiseHistory } from "../messages/promise-history.ts";
import { counted, said } from "../messages/words.ts";
import { type Asker, teamsNamed, teamsToName } from "../teams-named.ts";
import { showCustomer } from "./customer.ts";
import { teamWeeks } from "./promise-weeks.ts";

const USAGE =
  "`/promise` yours, `/promise team billing` a team's, `/promise overdue` the late ones, `/promise show 040 123 4567` what happened to a customer's, `/promise week` how well they were kept; `/promise new` makes one.";
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What `/promise <words>` shows, for the asker only; undefined when the words ask for something else. */
export async function promiseLists(
  deps: ListenerDeps,
  workspace: Workspace,
  userId: string,
  words: string,
): Promise<ListReply | undefined> {
  const [word = "", ...rest] = words.replaceAll("\0", "").trim().split(/\s+/);
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
  { store, now }: ListenerDeps,
  workspace: Workspace,
  userId: string,
  promiseId: string,
): Promise<ListReply> {
  const promise = await store.promises.get(workspace.id, promiseId);
  if (promise === null) return inWords("I know no promise by that id. `/promise` shows yours.");
  await noteLook({ store, now }, workspace.id, userId, promise.customerId);
  const entries = await store.promises.entries(workspace.id, promiseId);
  return promiseHistory(promise, entries, { now: now(), list: `show ${promiseId}` });
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
    text: `${outcomeText(outcome, deps.now())}\n${again?.text ?? ""}`.trim(),
    blocks: [...outcomeBlocks(outcome, deps.now(), { list, isListed }), ...blocks],
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

async function mine({ store, now }: ListenerDeps, { workspace, me }: Asker): Promise<ListReply> {
  const promises = await store.promises.openFor(workspace.id, { ownerSlackId: me }, MOST_COUNTED);
  const title =
    promises.length === 0
      ? "You have promised nothing that is still open. `/promise new` logs a promise."
      : `Your open promises: ${countOf(promises)}`;
  return promisesReply(promises, now(), { title, list: "" });
}

async function ofTeam(deps: ListenerDeps, asker: Asker, named: string): Promise<ListReply> {
  const { store, now } = deps;
  const teams = await teamsNamed(deps, asker, named);
  if ("text" in teams) return inWords(teams.text);
  if (teams.length === 0)
    return inWords(`You belong to no team that I know. ${await teamsToName(deps, asker)}`);
  const lists = await Promise.all(
    teams.map(({ code }) => store.promises.openFor(asker.workspace.id, { team: code }, MOST_COUNTED)),
  );
  const promises = lists.flat().sort(byDueTime);
  const lateOnes = late(promises, now());
  const title = `${teams.map(({ label }) => said(label, 60)).join(", ")}: ${countOf(promises)} open ${promises.length === 1 ? "promise" : "promises"}, ${countOf(lateOnes)} overdue`;
  return promisesReply(promises, now(), { title, list: `team ${named}`.trim(), withOwner: true });
}

/** Mine and my teams'; everybody's for somebody of no team. */
async function overdue(deps: ListenerDeps, asker: Asker, named: string): Promise<ListReply> {
  const { store, now } = deps;
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
  const where = teams.length === 0 ? "" : ` (${teams.map(({ label }) => said(label, 60)).join(", ")})`;
  const title =
    promises.length === 0 ? `Nothing is overdue${where}.` : `Overdue${where}: ${countOf(promises)}`;
  return promisesReply(promises, now(), { title, list: `overdue ${named}`.trim(), withOwner: true });
}

async function shown(deps: ListenerDeps, { workspace, me }: Asker, named: string): Promise<ListReply> {
  const { store, now } = deps;
  if (named === "") return inWords("Which one? `/promise show 040 123 4567`, or a promise's id.");
  if (UUID.test(named) && (await store.promises.get(workspace.id, named)) !== null) {
    return showPromise(deps, workspace, me, named);
  }
  const ids = UUID.test(named)
    ? [named]
    : (await store.customers.find(workspace.id, named)).map(({ id }) => id);
  const [id, ...others] = ids;
  if (others.length > 0) {
    return inWords(`${ids.length} customers fit “${said(named, 80)}”. Write their phone, e-mail or id.`);
  }
  const customer =
    id === undefined ? null : await store.customers.profile(workspace.id, id, { promises: 20 });
  if (customer === null) return inWords(`No customer and no promise fits “${said(named, 80)}”.`);
  await noteLook(deps, workspace.id, me, customer.id);
  const [only, ...more] = customer.promises;
  if (only !== undefined && more.length === 0) return showPromise(deps, workspace, me, only.id);
  const promises = customer.promises.map((promise) => ({ ...promise, customerName: null }));
  const title = `${said(customer.name ?? "No name", 120)}: ${counted(promises.length, "promise")}`;
  return promisesReply(promises, now(), { title, list: `show ${customer.id}`, withOwner: true });
}

/** A mistyped word alone, or before a team's name; anything else may be a customer. */
async function suggestion(
  { store }: ListenerDeps,
  { id }: Workspace,
  word: string,
  rest: string[],
): Promise<ListReply | undefined> {
  const near = closest(word.toLowerCase(), ["team", "overdue", "show", "week", "new", "help"]);
  if (near === undefined || near === word.toLowerCase() || rest.length > 1) return undefined;
  const [after] = rest;
  if (after !== undefined && (await store.teams.get(id, after)) === null) return undefined;
  const meant = [near, ...rest].map((each) => said(each, 60)).join(" ");
  return inWords(`I do not know “${said(word, 60)}”. Did you mean \`/promise ${meant}\`?\n${USAGE}`);
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

const byDueTime = (a: ShownPromise, b: ShownPromise): number => a.dueAt.getTime() - b.dueAt.getTime();

const inWords = (text: string): ListReply => ({ text, blocks: [section(text)] });
