import type { SignalKind, SpikeFacts } from "../signal/signal.ts";

/** What can be routed: many overdue promises at once go where each of them would. */
export const routedKinds = [
  "spike",
  "overdue-promise",
  "source-silent",
  "touchpoint-below",
  "rising-term",
] as const satisfies SignalKind[];
export type RoutedKind = (typeof routedKinds)[number];

/** What a route asks of a signal. Each list is any of its words, an empty one asks nothing; `*` stands for any letters. */
export type RouteConditions = {
  kinds: RoutedKind[];
  reasons: string[];
  /** Of the contact: `phone`, `chat`. */
  channels: string[];
  touchpoints: string[];
  teams: string[];
};

export type Route = RouteConditions & {
  /** At least one. */
  slackChannels: string[];
  /** The routes after it, and the owner's channel, are looked at as if this one were not there. */
  continues: boolean;
};

/** A signal as routes see it; what it does not have no condition fits. */
export type Routed = {
  kind: RoutedKind;
  reason?: string | undefined;
  /** Other codes that lead to it: a route may name it by one. */
  aliases?: readonly string[] | undefined;
  channel?: string | undefined;
  touchpoint?: string | undefined;
  team?: string | null | undefined;
};

/** Who takes what no route takes to its end. */
export type Owners = {
  /** The Slack channel of the reason, if it has one of its own. */
  reasonChannel?: string | null | undefined;
  /** The Slack channel of the promise's team, if it has one. */
  teamChannel?: string | null | undefined;
  defaultChannel: string | null | undefined;
};

/** The rule that brought a signal to a channel: a route, counted from 1, or whose channel it is. Older alerts say no conditions. */
export type Because =
  | { by: "route"; number: number; asked?: RouteConditions }
  | { by: "reason" | "team" | "default" };

/** Where a signal is told, and the rule that brought it there. */
export type Destination = { slackChannel: string; because: Because };

/** A channel or touchpoint dominates with more than this share. */
const DOMINATES = 0.5;

/**
 * Where a signal is told: by the routes in their order up to the first that fits and does not continue; when none stops it,
 * also in its own channel (a spike's reason's, an overdue promise's team's), else the default one. Never twice in one channel.
 * Empty while no channel is known; the signal then waits, visible by `/signals`.
 */
export function destinationsOf(signal: Routed, routes: readonly Route[], owners: Owners): Destination[] {
  const taken: Destination[] = [];
  for (const [index, route] of routes.entries()) {
    if (!fits(route, signal)) continue;
    const { slackChannels, continues, ...asked } = route;
    const because = { by: "route" as const, number: index + 1, asked };
    taken.push(...slackChannels.map((slackChannel) => ({ slackChannel, because })));
    if (!continues) return oncePerChannel(taken);
  }
  return oncePerChannel([...taken, ...ownDestination(signal, owners)]);
}

/**
 * A spike as routes see it. Its channel is the one it is about, else the one with more than half of all surplus; its
 * touchpoint the one with more than half of its contacts. Where none dominates, no condition on them fits.
 */
export function routedSpike(
  facts: Pick<SpikeFacts, "reason" | "channel" | "byChannel" | "byTouchpoint" | "observed">,
): Routed {
  const surpluses = facts.byChannel.map(({ channel, observed, expected = 0 }) => ({
    name: channel,
    size: Math.max(0, observed - expected),
  }));
  const touchpoints = facts.byTouchpoint.map(({ touchpoint, observed }) => ({
    name: touchpoint,
    size: observed,
  }));
  const surplus = surpluses.reduce((sum, { size }) => sum + size, 0);
  return {
    kind: "spike",
    reason: facts.reason,
    channel: facts.channel ?? dominating(surpluses, surplus),
    touchpoint: dominating(touchpoints, facts.observed),
  };
}

export const conditionNames = ["kinds", "reasons", "channels", "touchpoints", "teams"] as const;

function fits(
  route: RouteConditions,
  { kind, reason, aliases = [], channel, touchpoint, team }: Routed,
): boolean {
  return (
    anyFits(route.kinds, kind) &&
    [reason, ...aliases].some((code) => anyFits(route.reasons, code)) &&
    anyFits(route.channels, channel) &&
    anyFits(route.touchpoints, touchpoint) &&
    anyFits(route.teams, team)
  );
}

function anyFits(patterns: readonly string[], word: string | null | undefined): boolean {
  if (patterns.length === 0) return true;
  return word != null && patterns.some((pattern) => patternFits(pattern.toLowerCase(), word.toLowerCase()));
}

/** Its parts between the stars, in order; a regular expression of many stars could take for ever. */
function patternFits(pattern: string, word: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return pattern === word;
  if (!word.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const at = word.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return word.length - last.length >= from && word.endsWith(last);
}

function ownDestination(
  { kind }: Routed,
  { reasonChannel, teamChannel, defaultChannel }: Owners,
): Destination[] {
  const isReasons = kind === "spike" || kind === "rising-term";
  const own = isReasons ? reasonChannel : teamChannel;
  if (own) return [{ slackChannel: own, because: { by: isReasons ? "reason" : "team" } }];
  return defaultChannel ? [{ slackChannel: defaultChannel, because: { by: "default" } }] : [];
}

function oncePerChannel(destinations: readonly Destination[]): Destination[] {
  const first = new Map<string, Destination>();
  for (const each of destinations) if (!first.has(each.slackChannel)) first.set(each.slackChannel, each);
  return [...first.values()];
}

function dominating(parts: readonly { name: string; size: number }[], whole: number): string | undefined {
  return parts.find(({ size }) => size > DOMINATES * whole)?.name;
}
