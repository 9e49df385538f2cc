import type { CodedCount, CodingTrust } from "../coding/trust.ts";
import type { CostSettings } from "../cost/settings.ts";
import type { SilenceCause } from "../customer/silent.ts";
import type { Estimate } from "../estimate.ts";
import type { DeadlineFigures } from "../promise/report.ts";
import type { MendStanding } from "../reason/mended.ts";
import type { NamedMovement } from "../routing/digest.ts";
import type { Coverage, Voice } from "../touchpoint/coverage.ts";
import type { Metric } from "../touchpoint/feedback.ts";
import type { TouchpointScores } from "../touchpoint/page.ts";
import type { ScoreVerdict } from "../touchpoint/score.ts";
import type { AlertsReported } from "./alerts.ts";
import type { ReasonsReported } from "./reasons.ts";
import type { ReportSpan } from "./span.ts";

/** All that a workspace's report of a period tells. It names no person, customer or agent. */
export type Report = {
  workspace: string;
  /** IANA zone: of it are all days. */
  zone: string;
  span: Pick<ReportSpan, "kind" | "first" | "last" | "days">;
  composedAt: string;
  reasons: ReasonsReported;
  /** `*` of as many days before; undefined where the history does not reach over them. */
  contactsBefore?: number;
  movements: MovementsReported;
  touchpoints: ScoreReported[];
  promises: PromisesReported;
  /** Customers as of `composedAt`, by the team they belong to; null: to none. */
  silent: SilenceReported[];
  mends: { reason: string; label: string; mendedOn: string; standing: MendStanding }[];
  /** Undefined without a contact in the period. */
  trust?: TrustReported;
  alerts: AlertsReported;
  /** What figures stand on. */
  settings: Pick<CostSettings, "repeatDays" | "currency"> & { coverageFloor: number };
};

/** Of the last `days` of the period. */
export type MovementsReported = { days: number } & (
  | { kind: "learning"; have: number; need: number }
  | { kind: "judged"; lookedAt: number; rose: NamedMovement[]; fell: NamedMovement[] }
);

/** One score of a touchpoint, of all channels or one. */
export type ScoreReported = {
  touchpoint: string;
  label: string;
  channel: string | null;
  metric: Metric;
  score?: Estimate;
  answers: number;
  change?: Estimate;
  target?: number;
  verdict?: ScoreVerdict;
  coverage: Coverage;
  voice: Voice;
};

export type PromisesReported = {
  all: DeadlineFigures;
  teams: { team: string | null; label: string; figures: DeadlineFigures }[];
};

export type SilenceReported = {
  team: string | null;
  label: string;
  counts: Record<SilenceCause["kind"], number>;
};

/** What of the coding's trust is for everybody: a count of agents, and no one of them. */
export type TrustReported = {
  now: CodedCount;
  before?: CodedCount;
  other: { label: string; contacts: number }[];
  agreement: Pick<CodingTrust["agreement"], "pairs" | "whole">;
  drift: { lookedAt: number; differ: number };
};

/** The scores of touchpoints that have answers or a target: of all channels, and of those channels with a target of their own. */
export function reportedScores(touchpoints: readonly TouchpointScores[]): ScoreReported[] {
  return touchpoints.flatMap(({ touchpoint, reports, coverage, voice }) =>
    reports.flatMap(({ metric, byChannel, change, ...whole }) => {
      const judged = [
        { channel: null, ...whole, ...(change && { change }) },
        ...byChannel.filter(({ target }) => target !== undefined),
      ];
      return judged.map(({ score, ...each }) => ({
        ...{ touchpoint: touchpoint.code, label: touchpoint.label, metric, coverage, voice },
        ...each,
        ...(score && { score: { value: score.value, lower: score.lower, upper: score.upper } }),
        answers: score?.answers ?? 0,
      }));
    }),
  );
}

/** What everybody may know of it. */
export function reportedTrust({ now, before, other, agreement, drift }: CodingTrust): TrustReported {
  const { pairs, whole } = agreement;
  return {
    now,
    ...(before && { before }),
    other,
    agreement: { pairs, whole },
    drift: { lookedAt: drift.lookedAt, differ: drift.drifts.length },
  };
}
