import type { Deps } from "../src/deps.ts";
import { type Catalogue, type Decision, merge, split } from "../src/domain/reason/catalogue.ts";
import type { NoticeFacts } from "../src/domain/routing/notice.ts";
import { enqueueDeliveries, enqueueNotices } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Transaction } from "../src/store/index.ts";
import type { Recoding } from "../src/store/recodings.ts";

type RecodeDeps = Pick<Deps, "store" | "enqueue" | "now" | "log">;
type Done = { alertIds: string[]; noticeIds: string[] };

/** Does the merges and splits that people asked for, one after the other, each whole or not at all; whoever asked is told. */
export async function recode(deps: RecodeDeps, { workspaceId }: Payload<"recode">): Promise<void> {
  const { store, enqueue, log } = deps;
  for (;;) {
    const startedAt = performance.now();
    const done = await store.transaction((tx) => recodeNext(tx, workspaceId, deps.now()));
    if (done === undefined) return;
    log.info({ workspaceId, ms: Math.round(performance.now() - startedAt) }, "reasons were recoded");
    await enqueueDeliveries(enqueue, done.alertIds);
    await enqueueNotices(enqueue, done.noticeIds);
    await enqueue("aggregate", { workspaceId });
    await enqueue("detect", { workspaceId });
  }
}

/** Asks for what nobody nudged, or whose job died. */
export async function startRecodings({ store, enqueue }: Pick<Deps, "store" | "enqueue">): Promise<void> {
  for (const workspaceId of await store.recodings.workspacesWaiting())
    await enqueue("recode", { workspaceId });
}

async function recodeNext(tx: Transaction, workspaceId: string, at: Date): Promise<Done | undefined> {
  const asked = await tx.recodings.next(workspaceId);
  if (asked === undefined) return undefined;
  const { id, kind, code, askedBy } = asked;
  const before = await tx.reasons.get(workspaceId, code);
  const recoded = await tx.recodings.recode(workspaceId, (catalogue) => decide(catalogue, asked), at);
  const { moved, both } = recoded.kind === "recoded" ? recoded : { moved: 0, both: 0 };
  const refusal = recoded.kind === "refused" ? recoded : null;
  await tx.recodings.done(workspaceId, id, { moved, both, refusal, at });
  const after = await tx.reasons.get(workspaceId, code);
  const facts: NoticeFacts = {
    ...{ kind: "recoded", deed: kind, code, moved, both },
    reason: (kind === "merge" ? after : before)?.label ?? code,
    ...(refusal !== null && { refusal }),
  };
  const notice = { key: `recoded-${id}`, slackTo: askedBy, subject: code, facts, at };
  // what an update asked for itself nobody waits to hear of
  const { noticeIds } = await tx.notices.add(workspaceId, askedBy === "earshot" ? [] : [notice]);
  return { alertIds: recoded.kind === "recoded" ? recoded.alertIds : [], noticeIds };
}

function decide(catalogue: Catalogue, { kind, code, into }: Recoding): Decision {
  return kind === "merge" ? merge(catalogue, code, into ?? "") : split(catalogue, code);
}
