import { mutableReason } from "../routing/mute.ts";
import type { Signal, SpikeFacts } from "./signal.ts";

/** Spikes of several reasons that begin within so long of the first can have one cause. */
const SAME_TIME_MS = 10 * 60_000;
/** So much of the contacts of one also mention the other. */
const SAME_CONTACTS = 0.5;

/**
 * The spike whose message tells a new one too, because they have one cause: it began at most ten minutes before, nobody closed
 * or snoozed it, and at least half of the contacts of either, each in its own window, also mention the other. The earliest,
 * when there are several; never one that is told by another's message itself.
 */
export function sameCauseAs(facts: SpikeFacts, at: Date, living: readonly Signal[]): Signal | undefined {
  if (mutableReason(facts) === undefined) return undefined;
  return living
    .filter((other) => leads(other) && at.getTime() - other.openedAt.getTime() <= SAME_TIME_MS)
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
    .find((other) => other.facts.kind === "spike" && largelySame(facts, other.facts));
}

function leads({ groupId, status, facts }: Signal): boolean {
  return (
    groupId === null && (status === "open" || status === "acknowledged") && mutableReason(facts) !== undefined
  );
}

function largelySame(one: SpikeFacts, other: SpikeFacts): boolean {
  return shareWith(one, other.reason) >= SAME_CONTACTS || shareWith(other, one.reason) >= SAME_CONTACTS;
}

/** How much of a spike's contacts also mention a reason. */
function shareWith({ byReason = [], observed }: SpikeFacts, reason: string): number {
  return (byReason.find((each) => each.reason === reason)?.observed ?? 0) / Math.max(1, observed);
}
