import type { LiveState } from "./live.ts";
import { HOURLY } from "./scale.ts";

const HOURS_PER_DAY = 24;

/** Days of history that a reason has, of those it needs before it may alert. */
export interface Learning {
  reason: string;
  have: number;
  need: number;
}

/** The reasons that may not alert yet, those with the least history first. */
export function learningReasons({ reasons }: LiveState): Learning[] {
  return reasons.names
    .flatMap((reason, i) => learningOf(reasons.pool.series[i]?.steps ?? 0, reason) ?? [])
    .sort((a, b) => a.have - b.have || a.reason.localeCompare(b.reason));
}

/** Undefined when a series of so many hours has learned enough. */
export function learningOf(hours: number, reason: string): Learning | undefined {
  if (hours >= HOURLY.learningSteps) return undefined;
  return {
    reason,
    have: Math.floor(hours / HOURS_PER_DAY),
    need: HOURLY.learningSteps / HOURS_PER_DAY,
  };
}
