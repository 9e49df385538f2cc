import type { Deps } from "../../src/deps.ts";
import { destinationsOf } from "../../src/domain/routing/route.ts";
import type { RisingTermFacts, Signal } from "../../src/domain/signal/signal.ts";
import { enqueueDeliveries } from "../../src/queue/enqueue.ts";
import type { Workspace } from "../../src/store/workspaces.ts";

type TellDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/** What else rises waits for the next look: by then most of it is part of what was told. */
const MOST_NEW = 3;
/** A reason with more than this share of a term's contacts has it told where the reason is told. */
const COVERS = 0.5;
/** An alert that goes on counts on this often. */
const REFRESH_MS = 3_600_000;

type Heard = {
  /** What rises now, most surprising first. */
  rising: readonly RisingTermFacts[];
  living: readonly Signal[];
  /** Whether a term that was told, and is not among the rising, is heard as usual again. */
  isOver(facts: RisingTermFacts): boolean;
};

/** Opens, brings up to date and ends the signals of rising terms. */
export async function tellTerms(
  deps: TellDeps,
  workspace: Workspace,
  { rising, living, isOver }: Heard,
): Promise<void> {
  const taken = new Set<RisingTermFacts>();
  for (const signal of living) {
    if (signal.facts.kind !== "rising-term") continue;
    const before = signal.facts;
    const same = rising.filter((each) => isSame(each, before));
    for (const each of same) taken.add(each);
    const [now] = same;
    if (now !== undefined) await goOn(deps, signal, before, now);
    else if (isOver(before)) await end(deps, signal);
  }
  for (const facts of rising.filter((each) => !taken.has(each)).slice(0, MOST_NEW))
    await begin(deps, workspace, facts);
}

/** Of which the words, or most of their companions, are those of the other. */
function isSame(a: RisingTermFacts, b: RisingTermFacts): boolean {
  const words = new Set([b.term, ...b.alsoSaid]);
  return words.has(a.term) || [a.term, ...a.alsoSaid].includes(b.term);
}

async function begin(
  { store, enqueue, now, log, metrics }: TellDeps,
  { id: workspaceId, defaultChannel }: Workspace,
  facts: RisingTermFacts,
): Promise<void> {
  const code = facts.byReason.find(({ observed }) => observed > COVERS * facts.observed)?.reason;
  const reason = code === undefined ? null : await store.reasons.get(workspaceId, code);
  const routed = { kind: "rising-term", reason: code, aliases: reason?.aliases } as const;
  const owners = { reasonChannel: reason?.slackChannel, defaultChannel };
  const opened = await store.signals.open({
    ...{ workspaceId, kind: "rising-term", subject: facts.term, facts, at: now() },
    slackChannels: destinationsOf(routed, await store.routes.list(workspaceId), owners),
  });
  if (opened.isNew) {
    metrics.signals.inc({ kind: "rising-term" });
    log.info({ workspaceId, signal: opened.id, observed: facts.observed }, "a term rises");
  }
  await enqueueDeliveries(enqueue, opened.alertIds);
}

/** The words it was told by stay its name. */
async function goOn(
  { store, enqueue, now }: TellDeps,
  { workspaceId, id }: Signal,
  before: RisingTermFacts,
  { term, alsoSaid, ...facts }: RisingTermFacts,
): Promise<void> {
  const isOld = Date.parse(facts.windowEndAt) - Date.parse(before.windowEndAt) >= REFRESH_MS;
  if (!isOld || facts.observed === before.observed) return;
  const others = [term, ...alsoSaid].filter((each) => each !== before.term);
  const next = {
    ...facts,
    term: before.term,
    alsoSaid: [...new Set([...before.alsoSaid, ...others])].slice(0, 4),
  };
  const { alertIds } = await store.signals.updateFacts(workspaceId, id, next, now());
  await enqueueDeliveries(enqueue, alertIds);
}

async function end({ store, enqueue, now }: TellDeps, { workspaceId, subject }: Signal): Promise<void> {
  const ended = { workspaceId, kind: "rising-term", subject, at: now(), by: "earshot" } as const;
  const { alertIds } = await store.signals.end({ ...ended, facts: { endedAt: now().toISOString() } });
  await enqueueDeliveries(enqueue, alertIds);
}
