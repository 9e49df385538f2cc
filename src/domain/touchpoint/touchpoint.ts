import { type Channel, channels } from "../contact.ts";
import { type Metric, scales } from "./feedback.ts";
import { scoreScales } from "./score.ts";

export const metrics = Object.keys(scales) as Metric[];

/** Target levels by metric, each on its score's scale. */
export type Targets = Partial<Record<Metric, number>>;

/** What people set of a touchpoint. A channel's own target goes before that of all channels. */
export type TouchpointSettings = {
  label: string;
  targets: Targets;
  channelTargets: Partial<Record<Channel, Targets>>;
};

/** One score that has a target: of all channels, or of one. */
export type TargetedScore = { metric: Metric; channel: Channel | null; target: number };

/** Targets as they are stored: those of all channels beside those of each. */
export type StoredTargets = Targets & { channels?: Partial<Record<Channel, Targets>> };

export function targetsFromStored(stored: StoredTargets): Omit<TouchpointSettings, "label"> {
  const { channels: channelTargets = {}, ...targets } = stored;
  return { targets, channelTargets };
}

export function storedTargets({ targets, channelTargets }: Omit<TouchpointSettings, "label">): StoredTargets {
  const set = channels.flatMap((channel) => {
    const own = inOrder(channelTargets[channel] ?? {});
    return Object.keys(own).length === 0 ? [] : [[channel, own] as const];
  });
  return { ...inOrder(targets), ...(set.length > 0 && { channels: Object.fromEntries(set) }) };
}

/** What is to be judged of a touchpoint, all channels first. */
export function targetedScores({
  targets,
  channelTargets,
}: Omit<TouchpointSettings, "label">): TargetedScore[] {
  const listed = (channel: Channel | null, some: Targets) =>
    metrics.flatMap((metric) => {
      const target = some[metric];
      return target === undefined ? [] : [{ metric, channel, target }];
    });
  return [
    ...listed(null, targets),
    ...channels.flatMap((channel) => listed(channel, channelTargets[channel] ?? {})),
  ];
}

/** Why a number cannot be the metric's target, in words; undefined when it can. */
export function targetProblem(metric: Metric, target: number): string | undefined {
  const { min, max } = scoreScales[metric];
  if (Number.isFinite(target) && target >= min && target <= max) return undefined;
  return `${metric.toUpperCase()} goes from ${min} to ${max}`;
}

/** The signal's subject: one touchpoint, metric and channel is one. */
export const belowSubject = (
  touchpoint: string,
  { metric, channel }: { metric: Metric; channel: string | null },
): string => [touchpoint, metric, ...(channel === null ? [] : [channel])].join(":");

function inOrder(targets: Targets): Targets {
  return Object.fromEntries(
    metrics.flatMap((metric) => (targets[metric] === undefined ? [] : [[metric, targets[metric]]])),
  );
}
