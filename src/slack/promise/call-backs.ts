import { isAboutCallBacks } from "../../domain/promise/call-back.ts";
import type { Signal, SpikeFacts } from "../../domain/signal/signal.ts";
import type { DeliveryDeps } from "../deps.ts";
import type { Words } from "../language/words.ts";
import { callBacksAskedFor, promisesMissed } from "../messages/promise/call-backs.ts";

/**
 * Promises that were not kept and customers who ask for their call-backs point to each other: one line for the card of either,
 * undefined when there is nothing of the other now.
 */
export async function callBackLine(
  deps: DeliveryDeps,
  words: Words,
  signal: Signal,
): Promise<string | undefined> {
  const { facts, workspaceId } = signal;
  switch (facts.kind) {
    case "overdue-promise":
    case "overdue-promises":
      return signal.status === "resolved" ? undefined : askedFor(deps, words, workspaceId);
    case "spike":
      return (await isCallBackSpike(deps, workspaceId, facts))
        ? missed(deps, words, workspaceId, facts)
        : undefined;
    case "source-silent":
    case "touchpoint-below":
    case "rising-term":
      return undefined;
  }
}

async function askedFor(deps: DeliveryDeps, words: Words, workspaceId: string): Promise<string | undefined> {
  for (const spike of await deps.store.signals.living(workspaceId, "spike")) {
    if (spike.facts.kind !== "spike" || !(await isCallBackSpike(deps, workspaceId, spike.facts))) continue;
    const place = await deps.store.alerts.messageAbout(workspaceId, spike.id);
    return callBacksAskedFor(words, place && (await deps.slack.permalink(place)));
  }
  return undefined;
}

async function missed(
  { store, now }: DeliveryDeps,
  words: Words,
  workspaceId: string,
  { windowEndAt, windowMinutes, endedAt }: SpikeFacts,
): Promise<string | undefined> {
  const from = new Date(new Date(windowEndAt).getTime() - windowMinutes * 60_000);
  const to = endedAt === undefined ? now() : new Date(endedAt);
  const count = await store.promises.missedBetween(workspaceId, from, to);
  return count === 0 ? undefined : promisesMissed(words, count);
}

async function isCallBackSpike(
  { store }: DeliveryDeps,
  workspaceId: string,
  { reason: code, reasonLabel: label, channel }: SpikeFacts,
): Promise<boolean> {
  if (channel !== undefined) return false;
  const reason = await store.reasons.get(workspaceId, code);
  return isAboutCallBacks(reason ?? { code, label, aliases: [] });
}
