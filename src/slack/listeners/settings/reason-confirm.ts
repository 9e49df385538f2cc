import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import {
  type Catalogue,
  codesOf,
  type Decision,
  meanings,
  merge,
  split,
} from "../../../domain/reason/catalogue.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { confirmForm } from "../../messages/reason/confirm-form.ts";
import { refusedForm } from "../../messages/reason/forms.ts";
import { refusedReason } from "../../messages/reason/reasons.ts";
import type { ReasonMetadata } from "../../reason-origin.ts";

export type AskedDeed = ReasonMetadata & { deed: "merge" | "split" };

/** Contacts a second, moved in slices beside drains and clicks; under five seconds are no time to speak of. */
const CONTACTS_A_SECOND = 3_000;
const NO_TIME_MS = 5_000;

/** Turns a form that says it is counting into one that says what a merge or split would do, or why it cannot be. */
export async function showConfirm(
  deps: ListenerDeps,
  workspace: Workspace,
  asked: AskedDeed,
  { viewId, views }: { viewId: string; views: Pick<WebClient, "views"> },
): Promise<void> {
  await views.views.update({ view_id: viewId, view: await confirmView(deps, workspace, asked) });
}

/** What is asked for, decided on the catalogue as it is now. */
export function decisionOn(catalogue: Catalogue, { deed, code, into }: AskedDeed): Decision {
  return deed === "merge" ? merge(catalogue, code, into ?? "") : split(catalogue, code);
}

async function confirmView(deps: ListenerDeps, workspace: Workspace, asked: AskedDeed): Promise<ModalView> {
  const catalogue = await deps.store.reasons.catalogue(workspace.id);
  const decided = decisionOn(catalogue, asked);
  if (decided.kind === "refused") return refusedForm(deps.words, refusedReason(deps.words, decided));
  const weigh = asked.deed === "merge" ? weighMerge : weighSplit;
  return confirmForm(deps.words, await weigh(deps, workspace, catalogue, asked), JSON.stringify(asked));
}

async function weighMerge(
  { store, now }: ListenerDeps,
  { id }: Workspace,
  catalogue: Catalogue,
  { code, into = "" }: AskedDeed,
) {
  const target = meanings(catalogue.values()).get(into) ?? into;
  const codes = codesOf(catalogue, code);
  const [weight, reason, owner, spikes, muted, mend] = await Promise.all([
    store.recodings.weigh(id, { codes, from: code, to: target }),
    store.reasons.get(id, code),
    store.reasons.get(id, target),
    store.signals.living(id, "spike"),
    store.mutes.list(id, now()),
    store.mends.latest(id, code),
  ]);
  const { moved, to, both } = weight;
  return {
    ...{ deed: "merge" as const, code, codes, moved, to, both, together: moved + to - both },
    ...{ label: reason?.label ?? code, into: owner?.label ?? target },
    isMended: mend !== null && mend.endedAt === null,
    hasSpike: spikes.some(({ subject }) => subject === code),
    mutes: muted.filter((mute) => mute.reason === code).length,
    takesMs: takesMs(moved),
  };
}

async function weighSplit(
  { store }: ListenerDeps,
  { id }: Workspace,
  catalogue: Catalogue,
  { code }: AskedDeed,
) {
  const from = meanings(catalogue.values()).get(code) ?? code;
  const codes = codesOf(catalogue, code);
  const [weight, owner] = await Promise.all([
    store.recodings.weigh(id, { codes, from, to: code }),
    store.reasons.get(id, from),
  ]);
  const { moved, both } = weight;
  const label = owner?.label ?? from;
  const takes = takesMs(moved);
  return {
    deed: "split" as const,
    code,
    from: label,
    codes,
    moved,
    both,
    rest: weight.from - moved + both,
    takesMs: takes,
  };
}

function takesMs(contacts: number): number | undefined {
  const ms = (contacts / CONTACTS_A_SECOND) * 1000;
  return ms < NO_TIME_MS ? undefined : ms;
}
