import type { AnswerGap, Coverage, Voice } from "./coverage.ts";
import type { Metric } from "./feedback.ts";
import type { Days, MetricReport } from "./report.ts";
import type { TouchpointSettings } from "./touchpoint.ts";
import type { WaitingVerdict } from "./waiting-break.ts";

/** A touchpoint's scores in the workspace's days, and in whose name they may be told. */
export type TouchpointScores = {
  touchpoint: { code: string } & TouchpointSettings;
  days: Days;
  reports: MetricReport[];
  coverage: Coverage;
  voice: Voice;
};

/** All that is known of one touchpoint. */
export type TouchpointPage = TouchpointScores & {
  /** How those who answered differ from those who did not, of so many who were asked. */
  gaps: AnswerGap[];
  asked: number;
  /** What waiting does to each metric. */
  waiting: { metric: Metric; verdict: WaitingVerdict }[];
};
