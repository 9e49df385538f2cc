import { Temporal } from "temporal-polyfill";
import type { TouchpointBelowFacts } from "../signal/signal.ts";
import type { TouchpointScores } from "./page.ts";
import type { JudgedScore, MetricReport } from "./report.ts";
import type { ScoreVerdict } from "./score.ts";
import { belowSubject } from "./touchpoint.ts";

/** A score with a target, as one day judges it. */
export type JudgedTarget = {
  subject: string;
  verdict: ScoreVerdict;
  facts: TouchpointBelowFacts | undefined;
};

/** Not below for so many days in a row, it is over: one good day at the edge is none. */
const CLEAR_DAYS = 3;

/** Every target of a touchpoint, with what its signal would say; no facts without an answer. */
export function judgedTargets({
  touchpoint,
  days,
  reports,
  coverage,
  voice,
}: TouchpointScores): JudgedTarget[] {
  return reports.flatMap((report) => {
    const of = (one: JudgedScore, channel: string | null): JudgedTarget[] => {
      const { score, target, verdict } = one;
      if (target === undefined || verdict === undefined) return [];
      const { metric, change, byChannel } = report;
      const subject = belowSubject(touchpoint.code, { metric, channel });
      if (score === undefined) return [{ subject, verdict, facts: undefined }];
      const facts: TouchpointBelowFacts = {
        kind: "touchpoint-below",
        touchpoint: touchpoint.code,
        touchpointLabel: touchpoint.label,
        metric,
        ...(channel !== null && { channel }),
        target,
        score: score.value,
        lower: score.lower,
        upper: score.upper,
        answers: score.answers,
        ...days,
        ...(channel === null && change && { change }),
        byChannel: channel === null ? byChannel.flatMap(channelFigures) : [],
        coverage,
        voice,
      };
      return [{ subject, verdict, facts }];
    };
    return [of(report, null), ...report.byChannel.map((one) => of(one, one.channel))].flat();
  });
}

/** What a day's judgement does to the signal of one target. */
export type WatchVerdict =
  | { kind: "quiet" }
  | { kind: "tell"; facts: TouchpointBelowFacts }
  | { kind: "end" };

/** Opens only below; ends when it has not been below for three days, or there is no target any more. */
export function watchTarget(
  living: TouchpointBelowFacts | undefined,
  judged: Pick<JudgedTarget, "verdict" | "facts"> | undefined,
  today: string,
): WatchVerdict {
  if (judged?.verdict.kind === "below" && judged.facts) return { kind: "tell", facts: judged.facts };
  if (living === undefined) return { kind: "quiet" };
  if (judged === undefined) return { kind: "end" };
  const clearSince = living.clearSince ?? today;
  const clear = Temporal.PlainDate.from(clearSince).until(today, { largestUnit: "days" }).days;
  if (clear >= CLEAR_DAYS) return { kind: "end" };
  return { kind: "tell", facts: { ...(judged.facts ?? living), clearSince } };
}

function channelFigures({ channel, score }: MetricReport["byChannel"][number]) {
  if (score === undefined) return [];
  const { value, lower, upper, answers } = score;
  return [{ channel, score: value, lower, upper, answers }];
}
