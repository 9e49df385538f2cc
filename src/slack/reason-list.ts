import { dayStarts } from "../domain/bucket.ts";
import { ANY_REASON } from "../domain/contact.ts";
import { suggestReason } from "../domain/reason/likeness.ts";
import { notCatalogued } from "../domain/reason/new-reasons.ts";
import type { Reason } from "../store/reasons.ts";
import type { Workspace } from "../store/workspaces.ts";
import type { ListenerDeps } from "./deps.ts";
import type { NewReason, ReasonsList, ShownReason } from "./messages/reason/reasons.ts";

type ListDeps = Pick<ListenerDeps, "store" | "now">;

const DAYS_MS = 27 * 86_400_000;

/** All reasons of a workspace with their contacts of the last 28 days, today among them; most contacts first. */
export async function reasonsList(deps: ListDeps, workspace: Workspace): Promise<ReasonsList> {
  const { store, now } = deps;
  const [reasons, mentioned, open] = await Promise.all([
    store.reasons.list(workspace.id),
    mentionedBy(deps, workspace),
    store.recodings.open(workspace.id),
  ]);
  const labels = new Map(
    reasons.flatMap(({ code, label, aliases }) => [code, ...aliases].map((each) => [each, label])),
  );
  const moving = new Set(open.map(({ code }) => code));
  const known = reasons.filter(({ cataloguedAt }) => cataloguedAt !== null);
  const waiting = notCatalogued(reasons, now()).filter(({ code }) => !moving.has(code));
  return {
    waiting: waiting.map((reason) => newReason(reason, known, mentioned)).sort(byContacts),
    known: known.map((reason) => ({ ...reason, ...mentioned(reason.code) })).sort(byContacts),
    underWay: open.map(({ into, ...each }) => {
      const other = into ?? each.code;
      return { ...each, into: labels.get(other) ?? other };
    }),
  };
}

/** What has become of codes that people were told are new, in their order; one that is unknown is left out. */
export async function newReasons(
  deps: ListDeps,
  workspace: Workspace,
  codes: readonly string[],
): Promise<NewReason[]> {
  const { store, now } = deps;
  const [reasons, mentioned, open] = await Promise.all([
    store.reasons.list(workspace.id),
    mentionedBy(deps, workspace),
    store.recodings.open(workspace.id),
  ]);
  const known = reasons.filter(({ cataloguedAt }) => cataloguedAt !== null);
  return codes.flatMap((code): NewReason[] => {
    const own = reasons.find((reason) => reason.code === code);
    const owner = reasons.find(({ aliases }) => aliases.includes(code));
    if (own === undefined)
      return owner === undefined
        ? []
        : [{ ...mentioned(code), code, label: code, state: "merged", into: owner.label }];
    const found = newReason(own, known, mentioned);
    if (open.some((each) => each.code === code)) return [{ ...found, state: "under-way" }];
    if (own.cataloguedAt !== null) return [{ ...found, state: "added" }];
    return [{ ...found, state: notCatalogued([own], now()).length === 0 ? "put-off" : "waiting" }];
  });
}

/** One reason as its form shows it, by any code that leads to it. */
export async function shownReason(
  deps: ListDeps,
  workspace: Workspace,
  code: string,
): Promise<(ShownReason & { isCatalogued: boolean }) | undefined> {
  const [reason, mentioned] = await Promise.all([
    deps.store.reasons.get(workspace.id, code),
    mentionedBy(deps, workspace),
  ]);
  if (reason === null) return undefined;
  return { ...reason, ...mentioned(reason.code), isCatalogued: reason.cataloguedAt !== null };
}

type Mentioned = (code: string) => { contacts: number; share: number };

async function mentionedBy({ store, now }: ListDeps, { id, zone }: Workspace): Promise<Mentioned> {
  const from = new Date(dayStarts(zone)(now().getTime() - DAYS_MS));
  const totals = await store.buckets.totals(id, { grain: "1d", from, to: now() });
  const all = Math.max(1, totals.get(ANY_REASON) ?? 0);
  return (code) => {
    const contacts = totals.get(code) ?? 0;
    return { contacts, share: contacts / all };
  };
}

function newReason(reason: Reason, known: readonly Reason[], mentioned: Mentioned): NewReason {
  const { code, label } = reason;
  const suggestion = suggestReason(
    code,
    known.filter((each) => each.code !== code),
  );
  return { code, label, ...mentioned(code), suggestion, state: "waiting" };
}

function byContacts(a: { contacts: number; code: string }, b: { contacts: number; code: string }): number {
  return b.contacts - a.contacts || a.code.localeCompare(b.code);
}
