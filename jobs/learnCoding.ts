import type { Deps } from "../src/deps.ts";
import type { Example } from "../src/domain/coding/naive-bayes.ts";
import { isOtherCode } from "../src/domain/coding/other-code.ts";
import { READER_VERSION } from "../src/domain/coding/reader-bytes.ts";
import { LEAST_EXAMPLES, LEAST_LEARNED, learnReasons, readerOf } from "../src/domain/coding/reason-reader.ts";
import type { Payload } from "../src/queue/registry.ts";

type LearnDeps = Pick<Deps, "store" | "now" | "log">;

const DAY_MS = 86_400_000;
/** What is older says how people coded then, not now. */
const MOST_EXAMPLES = 100_000;
/** More reasons than this are not told apart: the commonest are. */
const MOST_REASONS = 100;
/** Read in slices, so that the process does other things in between. */
const PAGE = 2_000;
const RELEARN_MS = 20 * 3_600_000;
/** It is judged by the last week; of a shorter history by its last fifth. */
const HELD_OUT_MS = 7 * DAY_MS;
const HELD_OUT_SHARE = 0.2;
/** Uncoded contacts that are older are left. */
const READ_BACK_MS = 30 * DAY_MS;

/**
 * Learns once a day how the workspace's people code what they write, and says by it what uncoded contacts read like. It
 * changes no contact's reasons. It does nothing while many contacts wait to be counted.
 */
export async function learnCoding(deps: LearnDeps, { workspaceId }: Payload<"learnCoding">): Promise<void> {
  const { store, now } = deps;
  if (await store.inbox.isBehind(workspaceId)) return;
  const known = await store.classifier.report(workspaceId, READER_VERSION);
  if (known === undefined || now().getTime() - known.learnedAt.getTime() >= RELEARN_MS)
    await learn(deps, workspaceId);
  await readUncoded(deps, workspaceId);
}

async function learn({ store, now, log }: LearnDeps, workspaceId: string): Promise<void> {
  const material = await store.classifier.material(workspaceId, MOST_EXAMPLES);
  if (material === null) return;
  const vague = (await store.reasons.list(workspaceId)).filter(isOtherCode).map(({ code }) => code);
  const reasons = commonest(material.reasons, vague);
  const examples = reasons.reduce((sum, reason) => sum + (material.reasons.get(reason) ?? 0), 0);
  if (reasons.length < 2 || examples < LEAST_LEARNED) return;

  const since = material.since.getTime();
  const until = material.until.getTime();
  const heldOutFrom = Math.max(until - HELD_OUT_MS, until - HELD_OUT_SHARE * (until - since));
  const learning = learnReasons(reasons, vague);
  const heldOut: Example[] = [];
  let after = { at: new Date(since - 1), id: "0" };
  for (;;) {
    const page = await store.classifier.examples(workspaceId, after, PAGE);
    for (const { at, text, reasons: coded } of page) {
      if (at.getTime() < heldOutFrom) learning.add({ text, reasons: coded });
      else heldOut.push({ text, reasons: coded });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last;
  }
  const { reader, report } = learning.finish(heldOut);
  await store.classifier.save(workspaceId, { reader, report, version: READER_VERSION, learnedAt: now() });
  log.info(
    { workspaceId, reasons: reasons.length, examples: report.examples, macroF1: report.macroF1 },
    "learned how contacts are coded",
  );
}

function commonest(reasons: ReadonlyMap<string, number>, vague: readonly string[]): string[] {
  return [...reasons]
    .filter(([reason, contacts]) => contacts >= LEAST_EXAMPLES && !vague.includes(reason))
    .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .slice(0, MOST_REASONS)
    .map(([reason]) => reason);
}

async function readUncoded({ store, now }: LearnDeps, workspaceId: string): Promise<void> {
  const known = await store.classifier.load(workspaceId, READER_VERSION);
  if (known === undefined) return;
  const read = readerOf(known.reader);
  const since = new Date(now().getTime() - READ_BACK_MS);
  const newest = await store.classifier.newest(workspaceId);
  let afterId = known.readThrough;
  for (;;) {
    const page = await store.classifier.uncoded(workspaceId, { afterId, since, limit: PAGE });
    const isLast = page.length < PAGE;
    afterId = page.at(-1)?.id ?? afterId;
    // the coded ones after the last uncoded are not looked through again each time
    if (isLast && BigInt(newest) > BigInt(afterId)) afterId = newest;
    const suggestions = page.flatMap(({ id, text }) => {
      const reading = read(text);
      return reading === undefined ? [] : [{ contactId: id, ...reading }];
    });
    await store.classifier.suggest(workspaceId, afterId, suggestions);
    if (isLast) return;
  }
}
