import type { SignalKind } from "./signal.ts";

export type Route = {
  kind: SignalKind;
  /** The Slack channel of the reason, if it has one of its own. */
  reasonChannel?: string | null | undefined;
  /** The Slack channel of the promise's team, if it has one. */
  teamChannel?: string | null | undefined;
  defaultChannel: string | null | undefined;
};

/**
 * Where a signal is told: a spike in its reason's channel, an overdue promise in its team's, all else in the default one.
 * Empty while no channel is known; the signal then waits, visible by `/signals`.
 */
export function channelsFor({ kind, reasonChannel, teamChannel, defaultChannel }: Route): string[] {
  const own = kind === "spike" ? reasonChannel : teamChannel;
  const channel = own || defaultChannel;
  return channel ? [channel] : [];
}
