import { echo, type Read, read, refused } from "../calendar/read.ts";
import { type Channel, channels } from "../contact.ts";
import { type Fault, fault } from "../fault.ts";
import type { Metric } from "./feedback.ts";
import { metrics, type TouchpointSettings, targetProblem } from "./touchpoint.ts";

/** Fewer days hold too few answers to judge, and more than a year is no news. */
const MOST_DAYS = 366;

/** `4.2`, and as Finns write it: `4,2`; undefined for what is no number. */
export function targetNumber(typed: string): number | undefined {
  const text = typed.trim().replace(",", ".").replace("−", "-");
  return /^[+-]?\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

/** One channel's own target: `phone csat 4.2`. Undefined when it is not that; the number may lie off the scale. */
export function channelTarget(
  typed: string,
): { channel: Channel; metric: Metric; target: number } | undefined {
  const [first, second, ...number] = typed
    .trim()
    .toLowerCase()
    .split(/[\s:=]+/);
  const channel = channels.find((one) => one === first);
  const metric = metrics.find((one) => one === second);
  const target = targetNumber(number.join(" "));
  return channel === undefined || metric === undefined || target === undefined
    ? undefined
    : { channel, metric, target };
}

/** Channels' own targets as people write them, in our order. */
export function channelTargetTexts({ channelTargets }: Pick<TouchpointSettings, "channelTargets">): string[] {
  return channels.flatMap((channel) =>
    metrics.flatMap((metric) => {
      const target = channelTargets[channel]?.[metric];
      return target === undefined ? [] : [`${channel} ${metric} ${target}`];
    }),
  );
}

/** Reads a metric's target. */
export const readTarget =
  (metric: Metric) =>
  (text: string): Read<number> => {
    const target = targetNumber(text);
    if (target === undefined) return refused(`“${echo(text)}” is no number`);
    const problem = targetProblem(metric, target);
    return problem === undefined ? read(target) : refused(problem);
  };

/** Reads a channel's own target. */
export function readChannelTarget(text: string): Read<{ channel: Channel; metric: Metric; target: number }> {
  const found = channelTarget(text);
  if (found === undefined)
    return refused(
      `“${echo(text)}” is no channel's target; write channel, metric and number: phone csat 4.2`,
    );
  const problem = targetProblem(found.metric, found.target);
  return problem === undefined ? read(found) : refused(problem);
}

/** Reads of how many days touchpoints are judged. */
export function readScoreDays(text: string): Read<number, Fault> {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= MOST_DAYS ? read(days) : refused(fault("notScoreDays", { most: MOST_DAYS }));
}

/** Reads the share of those asked who must answer, `20 %` or `20`, as 0..1. */
export function readCoverageFloor(text: string): Read<number, Fault> {
  const per = targetNumber(text.replace(/\s*%$/, ""));
  return per !== undefined && per >= 0 && per <= 100 ? read(per / 100) : refused(fault("notCoverageFloor"));
}

/** `20 %`, which reads back as the same share. */
export const coverageFloorText = (share: number): string => `${Number((100 * share).toFixed(4))} %`;
