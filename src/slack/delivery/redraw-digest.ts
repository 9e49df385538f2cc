import type { Deps } from "../../deps.ts";
import { lineState } from "../../domain/routing/digest.ts";
import type { Signal } from "../../domain/signal/signal.ts";
import type { Place, Slack } from "../connection/slack.ts";
import { wordsIn } from "../language/words.ts";
import { digestMessage } from "../messages/digest/digest.ts";
import { nativeOrNot } from "./native-or-not.ts";

/** Lines may be pressed while the message is redrawn: so many rounds, then the next press goes on. */
const MOST_ROUNDS = 5;

/**
 * Brings a signal's line in the digest that stands here up to date, and no other line. False when it is no digest.
 * Whoever redraws last has seen all lines: a redrawing that another change overtook is done again.
 */
export async function redrawLine(
  { store, slack, log }: Pick<Deps, "store" | "log"> & { slack: Slack },
  signal: Signal,
  place: Place,
): Promise<boolean> {
  const { workspaceId, id: signalId } = signal;
  let content = await store.digests.setLine(workspaceId, place, { signalId, state: lineState(signal) });
  const workspace = await store.workspaces.get(workspaceId);
  if (content === undefined || workspace === null) return false;
  const words = wordsIn(workspace.language);
  for (let round = 0; round < MOST_ROUNDS && content !== undefined; round += 1) {
    const drawn = JSON.stringify(content);
    const outcome = await nativeOrNot(digestMessage(words, content), (message) =>
      slack.update(place, message),
    );
    if (outcome.kind !== "ok") log.warn({ outcome: outcome.kind }, "Slack did not take a digest's new line");
    content = await store.digests.at(workspaceId, place);
    if (JSON.stringify(content) === drawn) break;
  }
  return true;
}
