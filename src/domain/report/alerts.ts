import { type Estimate, share } from "../estimate.ts";
import type { SignalKind } from "../signal/signal.ts";

/** Alerts of one kind that opened in a period and were told; by what more people said of each. Others nobody marked, or as many. */
export type AlertCount = { kind: SignalKind; told: number; useful: number; notUseful: number };

/** How well our own alerts did. */
export type AlertsReported = {
  kinds: AlertCount[];
  told: number;
  useful: number;
  notUseful: number;
  /** The share of useful ones of those that people judged, with its 90 % interval. */
  precision?: Estimate;
  /** False alerts of spikes: so many are accepted in a period of this length, and so many people called not useful. */
  falseAlerts: { accepted: number; realised: number };
};

const DAYS_PER_MONTH = 365.25 / 12;

export function reportedAlerts(
  kinds: readonly AlertCount[],
  { days, falseAlertsPerMonth }: { days: number; falseAlertsPerMonth: number },
): AlertsReported {
  const sumOf = (of: (count: AlertCount) => number) => kinds.reduce((sum, each) => sum + of(each), 0);
  const [useful, notUseful] = [sumOf((each) => each.useful), sumOf((each) => each.notUseful)];
  const precision = share(useful, useful + notUseful);
  return {
    kinds: [...kinds],
    ...{ told: sumOf(({ told }) => told), useful, notUseful },
    ...(precision && { precision }),
    falseAlerts: {
      accepted: (falseAlertsPerMonth * days) / DAYS_PER_MONTH,
      realised: kinds.find(({ kind }) => kind === "spike")?.notUseful ?? 0,
    },
  };
}
