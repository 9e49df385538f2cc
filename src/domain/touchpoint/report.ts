import { dateIn } from "../calendar/date-in.ts";
import { type Estimate, share } from "../estimate.ts";
import { type Metric, scales } from "./feedback.ts";
import { type Answers, judgeScore, type Score, type ScoreVerdict, scoreOf, scoreTrend } from "./score.ts";
import { metrics, type Targets, type TouchpointSettings } from "./touchpoint.ts";

/** Days of the workspace's zone, `2026-11-20`: both ends included. */
export type Days = { first: string; last: string };

/** How often a score was given at a touchpoint; `channel` is that of the contact it is about, empty when none is known. */
export type ScoreCount = {
  touchpoint: string;
  metric: Metric;
  channel: string;
  score: number;
  count: number;
};

/** One score against its target, where it has one. */
export type JudgedScore = { score: Score | undefined; target?: number; verdict?: ScoreVerdict };

/** One metric of a touchpoint, over all channels and by each. */
export type MetricReport = JudgedScore & {
  metric: Metric;
  /** Against as many days before. */
  change?: Estimate;
  /** Of csat: the share who gave 4 or 5. */
  satisfied?: Estimate;
  /** Most answers first; answers of which no contact is known are in none. */
  byChannel: (JudgedScore & { channel: string })[];
};

/** The whole days before today, and as many before them. */
export function scoreWindow(zone: string, now: Date, days: number): { now: Days; before: Days } {
  const today = dateIn(zone, now);
  const back = (count: number) => today.subtract({ days: count }).toString();
  return {
    now: { first: back(days), last: back(1) },
    before: { first: back(2 * days), last: back(days + 1) },
  };
}

/** A touchpoint's metrics that have answers or a target, with the answers of the days before for the trend. */
export function metricReports(
  { targets, channelTargets }: Omit<TouchpointSettings, "label">,
  counts: readonly ScoreCount[],
  before: readonly ScoreCount[],
): MetricReport[] {
  return metrics.flatMap((metric): MetricReport[] => {
    const of = (some: readonly ScoreCount[], channel?: string): Answers =>
      some.filter((one) => one.metric === metric && (channel === undefined || one.channel === channel));
    const answers = of(counts);
    const byChannel = channelsOf(answers as ScoreCount[], channelTargets, metric).map((channel) => {
      const own = (channelTargets as Record<string, Targets | undefined>)[channel]?.[metric];
      return { channel, ...judged(metric, of(counts, channel), own) };
    });
    const whole = judged(metric, answers, targets[metric]);
    if (whole.score === undefined && whole.target === undefined && byChannel.length === 0) return [];
    const change = scoreTrend(whole.score, scoreOf(metric, of(before)));
    const satisfied = metric === "csat" ? satisfiedShare(answers) : undefined;
    return [{ metric, ...whole, ...(change && { change }), ...(satisfied && { satisfied }), byChannel }];
  });
}

function judged(metric: Metric, answers: Answers, target: number | undefined): JudgedScore {
  const score = scoreOf(metric, answers);
  return target === undefined ? { score } : { score, target, verdict: judgeScore(metric, answers, target) };
}

/** Those heard of, and those with a target; most answers first. */
function channelsOf(
  answers: readonly ScoreCount[],
  channelTargets: TouchpointSettings["channelTargets"],
  metric: Metric,
): string[] {
  const counts = new Map<string, number>();
  for (const { channel, count } of answers) counts.set(channel, (counts.get(channel) ?? 0) + count);
  for (const [channel, targets] of Object.entries(channelTargets)) {
    if (targets?.[metric] !== undefined) counts.set(channel, counts.get(channel) ?? 0);
  }
  counts.delete("");
  return [...counts]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([channel]) => channel);
}

/** The two best of five. */
function satisfiedShare(answers: Answers): Estimate | undefined {
  const of = (some: Answers) => some.reduce((sum, { count }) => sum + count, 0);
  return share(of(answers.filter(({ score }) => score >= scales.csat.max - 1)), of(answers));
}
