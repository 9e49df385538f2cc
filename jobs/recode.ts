import type { Deps } from "../src/deps.ts";
import { type Catalogue, type Decision, merge, type Refusal, split } from "../src/domain/reason/catalogue.ts";
import type { NoticeFacts } from "../src/domain/routing/notice.ts";
import { messageOf } from "../src/errors.ts";
import { enqueueDeliveries, enqueueNotices } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Transaction } from "../src/store/index.ts";
import type { AskedRecoding, Taken } from "../src/store/recodings.ts";

type RecodeDeps = Pick<Deps, "store" | "enqueue" | "now" | "log">;
type Step = { isDone: boolean; alertIds: string[]; noticeIds: string[] };

/**
 * Does the merges and splits that people asked for, one after the other: first the catalogue is changed, then contacts move in
 * slices. One that fails is tried again later and later, and set aside in the end; whoever asked is told how it went.
 */
export async function recode(deps: RecodeDeps, { workspaceId }: Payload<"recode">): Promise<void> {
  const { store, now } = deps;
  for (;;) {
    const id = await store.recodings.next(workspaceId, now());
    if (id === undefined) return;
    try {
      if (!(await recodeOne(deps, workspaceId, id))) return;
    } catch (error) {
      await putOff(deps, workspaceId, id, messageOf(error));
    }
  }
}

/** Asks for what nobody nudged, whose job died, or whose time to be tried again has come. */
export async function startRecodings({ store, enqueue, now }: Omit<RecodeDeps, "log">): Promise<void> {
  for (const workspaceId of await store.recodings.workspacesWaiting(now()))
    await enqueue("recode", { workspaceId });
}

/** False when another worker has it. */
async function recodeOne(deps: RecodeDeps, workspaceId: string, id: string): Promise<boolean> {
  const { store, enqueue, log } = deps;
  const startedAt = performance.now();
  for (;;) {
    const step = await store.transaction((tx) => recodeStep(tx, workspaceId, id, deps.now()));
    if (step === undefined) return false;
    await enqueueDeliveries(enqueue, step.alertIds);
    await enqueueNotices(enqueue, step.noticeIds);
    if (!step.isDone) continue;
    log.info({ workspaceId, ms: Math.round(performance.now() - startedAt) }, "reasons were recoded");
    await enqueue("aggregate", { workspaceId });
    await enqueue("detect", { workspaceId });
    return true;
  }
}

/** Changes the catalogue, or moves a slice of contacts. */
async function recodeStep(
  tx: Transaction,
  workspaceId: string,
  id: string,
  at: Date,
): Promise<Step | undefined> {
  const taken = await tx.recodings.take(workspaceId, id);
  if (taken === undefined) return undefined;
  if (taken.work !== null) {
    const { isLeft, ...moved } = await tx.recodings.goOn(workspaceId, taken);
    if (isLeft) return { isDone: false, alertIds: [], noticeIds: [] };
    return end(tx, workspaceId, { ...taken, ...moved }, null, at);
  }
  const begun = await tx.recodings.begin(workspaceId, id, (catalogue) => decide(catalogue, taken), at);
  if (begun.kind === "refused") return end(tx, workspaceId, taken, begun, at);
  return { isDone: false, alertIds: begun.alertIds, noticeIds: [] };
}

async function end(
  tx: Transaction,
  workspaceId: string,
  { id, kind: deed, code, into, askedBy, moved, both, work }: Taken,
  refusal: Refusal | null,
  at: Date,
): Promise<Step> {
  await tx.recodings.done(workspaceId, id, { refusal, at });
  // a split is told with the reason that its contacts came from
  const other = into ?? work?.moves.at(-1)?.from ?? code;
  const reason = await tx.reasons.get(workspaceId, other);
  const facts: NoticeFacts = {
    ...{ kind: "recoded", deed, code, moved, both, reason: reason?.label ?? other },
    ...(refusal !== null && { refusal }),
  };
  const notice = { key: `recoded-${id}`, slackTo: askedBy, subject: code, facts, at };
  // what an update or the command line asked for nobody waits to hear of
  const { noticeIds } = await tx.notices.add(workspaceId, askedBy === "earshot" ? [] : [notice]);
  return { isDone: true, alertIds: [], noticeIds };
}

/** @throws when the database is away: then nothing is wrong with what it was to do */
async function putOff(deps: RecodeDeps, workspaceId: string, id: string, error: string): Promise<void> {
  const { store, enqueue, now, log } = deps;
  log.warn({ workspaceId, recoding: id, error }, "a merge or split of reasons failed");
  const { noticeIds } = await store.transaction(async (tx) => {
    const stuck = await tx.recodings.failed(workspaceId, id, { error, at: now() });
    if (stuck === undefined) return { noticeIds: [] };
    const { kind: deed, code, into, askedBy, defaultChannel } = stuck;
    const slackTo = askedBy === "earshot" ? defaultChannel : askedBy;
    const facts: NoticeFacts = { kind: "recoding-stuck", deed, code, into: into ?? code, error };
    const notice = { key: `recoding-stuck-${id}-${now().toISOString()}`, subject: code, facts, at: now() };
    return tx.notices.add(workspaceId, slackTo === null ? [] : [{ ...notice, slackTo }]);
  });
  await enqueueNotices(enqueue, noticeIds);
}

function decide(catalogue: Catalogue, { kind, code, into }: AskedRecoding): Decision {
  return kind === "merge" ? merge(catalogue, code, into ?? "") : split(catalogue, code);
}
