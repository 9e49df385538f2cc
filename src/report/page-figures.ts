import type { Estimate } from "../domain/estimate.ts";
import type { ReportedReason } from "../domain/report/reasons.ts";
import type { Report, ScoreReported } from "../domain/report/report.ts";
import type { NamedMovement } from "../domain/routing/digest.ts";
import { FALSE_DISCOVERIES } from "../domain/routing/digest-movement.ts";
import type { Metric } from "../domain/touchpoint/feedback.ts";
import { scoreScales } from "../domain/touchpoint/score.ts";
import { metrics } from "../domain/touchpoint/touchpoint.ts";
import type { Words } from "../slack/language/words.ts";
import { timesText, wholePercent } from "../slack/messages/digest/report-words.ts";
import { contactWay } from "../slack/messages/promise/contact-way.ts";
import { level, metricName } from "../slack/messages/touchpoint/score-words.ts";
import { verdictText } from "../slack/messages/touchpoint/touchpoint.ts";
import { barPatterns, intervalChart, paretoChart, patternSample } from "./charts.ts";
import { escapeHtml } from "./html-page.ts";
import { section, table } from "./page-parts.ts";

/** Rows that people read; the CSV has them all. */
const MOST_REASONS = 15;
const MOST_MOVED = 10;
const PARETO = "reasons";

/** What contacts are about by what it costs, with how much of it the dearest make up. */
export function reasonsSection(words: Words, { reasons: all }: Report): string {
  const { t, money, amount } = words;
  const { cost } = all;
  const title = t(cost ? "report.reasons" : "report.reasonsUnpriced");
  const shown = all.reasons.slice(0, MOST_REASONS);
  if (shown.length === 0) return section(title, t("report.noReasons"));
  const sums = (sum: number) => (cost === undefined ? "" : money(sum, cost.currency));
  const lead =
    cost === undefined
      ? t("report.reasonsLeadUnpriced", { contacts: all.contacts })
      : t("report.reasonsLead", {
          ...{ contacts: all.contacts, all: sums(cost.all), reasons: sums(cost.reasons) },
          ...{ avoidable: sums(cost.avoidable), undecided: sums(cost.undecided) },
          part: wholePercent(words, cost.avoidable / Math.max(1e-9, cost.reasons)),
        });
  const bars = shown.map((reason) => ({
    label: reason.label,
    value: cost ? (reason.cost?.amount ?? 0) : reason.contacts,
    text: cost ? sums(reason.cost?.amount ?? 0) : amount(reason.contacts),
    pattern: patternOf(reason),
    ...(cost && { cumulative: reason.cost?.cumulative ?? 1 }),
  }));
  const chart = paretoChart(bars, {
    ...{ id: PARETO, title: t(cost ? "report.reasonsChart" : "report.reasonsChartUnpriced") },
    description: t("report.reasonsDescription"),
    value: t(cost ? "report.costHead" : "report.mentions"),
    cumulative: t("report.cumulative"),
  });
  const legend = barPatterns
    .map((name) => `<li>${patternSample(PARETO, name)} ${escapeHtml(t(`report.${name}`))}</li>`)
    .join("");
  const rest = all.reasons.length - shown.length;
  const more = rest > 0 ? `<p>${escapeHtml(t("report.moreReasons", { rest }))}</p>` : "";
  return section(
    title,
    lead,
    `<figure>${chart}<ul class="legend">${legend}</ul></figure>`,
    reasonsTable(words, all, shown),
    more,
  );
}

function reasonsTable(words: Words, { cost }: Report["reasons"], shown: readonly ReportedReason[]): string {
  const { t, money, amount, percent } = words;
  const head = [
    ...[t("report.reason"), t("report.becomes")],
    ...(cost ? [t("report.costHead"), t("report.share"), t("report.cumulative")] : []),
    ...[t("report.mentions"), t("report.ofContacts"), t("report.repeats")],
  ];
  const rows = shown.map((reason) => {
    const own = reason.cost;
    const priced = own
      ? [money(own.amount, cost?.currency ?? "EUR"), percent(own.part), wholePercent(words, own.cumulative)]
      : ["–", "–", "–"];
    return [
      reason.label,
      {
        raw: `<span class="kind">${patternSample(PARETO, patternOf(reason))} ${escapeHtml(t(`report.${patternOf(reason)}`))}</span>`,
      },
      ...(cost ? priced : []),
      ...[amount(reason.contacts), percent(reason.share)],
      `${amount(reason.repeats)} (${percent(reason.repeats / reason.contacts)})`,
    ];
  });
  return table(head, rows, { words: 2 });
}

const patternOf = ({ value }: ReportedReason) => value ?? "undecided";

/** What surely rose and fell. */
export function movedSection(words: Words, movements: Report["movements"]): string {
  const { t, amount, money } = words;
  const title = t("report.moved");
  if (movements.kind === "learning") return section(title, t("report.movedLearning", movements));
  const { rose, fell, lookedAt, days } = movements;
  const lead = t("report.movedLead", {
    ...{ lookedAt, days, rose: amount(rose.length), fell: amount(fell.length) },
    one: Math.round(1 / FALSE_DISCOVERIES),
  });
  const moved = [
    ...rose.slice(0, MOST_MOVED).map((each) => ({ way: t("report.rose"), each })),
    ...fell.slice(0, MOST_MOVED).map((each) => ({ way: t("report.fell"), each })),
  ];
  if (moved.length === 0) return section(title, [lead, t("report.movedNone")]);
  const isPriced = moved.some(({ each }) => each.cost !== undefined);
  const rows = moved.map(({ way, each }) => [
    ...[each.label, way, amount(each.observed), amount(each.expected), ratioText(words, each)],
    ...(isPriced
      ? [each.cost ? signed(money(Math.abs(each.cost.amount), each.cost.currency), each.cost.amount) : "–"]
      : []),
  ]);
  const head = (["reason", "way", "observed", "expected", "ratio"] as const).map((name) =>
    t(`report.${name}`),
  );
  const chart = ratioChart(
    words,
    moved.map(({ each }) => ({
      ...{ label: each.label, text: ratioText(words, each) },
      ...{ value: each.ratio, lower: each.ratioLower, upper: each.ratioUpper },
    })),
    { id: "moved", title: t("report.movedChart"), description: t("report.movedDescription") },
  );
  return section(
    title,
    lead,
    `<figure>${chart}</figure>`,
    table([...head, ...(isPriced ? [t("report.excessCost")] : [])], rows, { words: 2 }),
  );
}

const signed = (text: string, of: number): string => `${of < 0 ? "−" : "+"}${text}`;

const ratioText = (words: Words, { ratio, ratioLower, ratioUpper }: NamedMovement): string =>
  `${timesText(words, ratio)} (${timesText(words, ratioLower)}–${timesText(words, ratioUpper)})`;

/** Ratios on a logarithmic axis around 1. */
export function ratioChart(
  { locale }: Words,
  rows: Parameters<typeof intervalChart>[0],
  captions: { id: string; title: string; description: string },
): string {
  const most = Math.max(2, ...rows.flatMap(({ lower, upper }) => [1 / Math.max(lower, 0.05), upper]));
  const edge = Math.min(most, 20);
  const ticks = [1 / 4, 1 / 2, 1, 2, 4].filter((at) => at >= 1 / edge && at <= edge);
  return intervalChart(rows, {
    ...captions,
    scale: [1 / edge, edge],
    ticks: ticks.map((at) => ({ at, text: `${at.toLocaleString(locale)}×` })),
    isRatio: true,
  });
}

/** Each score against its target, a chart for each metric, for they have different scales. */
export function touchpointsSection(words: Words, { touchpoints, settings }: Report): string {
  const { t } = words;
  const title = t("report.touchpoints");
  if (touchpoints.length === 0) return section(title, t("report.touchpointsNone"));
  const lead = t("report.touchpointsLead", { floor: wholePercent(words, settings.coverageFloor) });
  const charts = metrics.map((metric) => scoreChart(words, metric, touchpoints));
  const names = [
    "touchpoint",
    "metric",
    "score",
    "answers",
    "target",
    "judgement",
    "voice",
    "change",
  ] as const;
  const rows = touchpoints.map((one) => [
    ...[
      placeOf(words, one),
      metricName(one.metric),
      one.score ? estimateText(words, one.metric, one.score) : "–",
    ],
    ...[words.amount(one.answers), one.target === undefined ? "–" : level(words, one.metric, one.target)],
    ...[judgementOf(words, one), voiceOf(words, one)],
    one.change ? estimateText(words, one.metric, one.change, true) : "–",
  ]);
  const head = names.map((name) => t(`report.${name}`));
  return section(title, lead, ...charts, table(head, rows, { words: 8 }));
}

/** `4.25 (4.01 to 4.43)`; of a change, with its sign. */
function estimateText(
  words: Words,
  metric: Metric,
  { value, lower, upper }: Estimate,
  isChange = false,
): string {
  const fine = (of: number) =>
    `${isChange && of > 0 ? "+" : ""}${level(words, metric, of)}`.replaceAll("-", "−");
  // its parts stay on one line
  return `${fine(value)} (${fine(lower)} … ${fine(upper)})`.replaceAll(" ", "\u00A0");
}

function judgementOf(words: Words, { metric, target, verdict }: ScoreReported): string {
  if (target === undefined || verdict === undefined) return words.t("touchpoint.noTarget");
  return (verdictText(words, metric, { score: undefined, target, verdict }) ?? "").replaceAll("*", "");
}

function voiceOf(
  { t, amount, percent }: Words,
  { voice, coverage: { sent, answered } }: ScoreReported,
): string {
  if (voice.kind === "nobody-knows") return t("report.ofUnknown");
  const who = t(voice.kind === "customers" ? "report.ofCustomers" : "report.ofAnswered");
  return `${who} (${amount(answered)}/${amount(sent)}, ${percent(answered / sent)})`;
}

function scoreChart(words: Words, metric: Metric, all: readonly ScoreReported[]): string {
  const { t } = words;
  const rows = all.flatMap((one) => {
    if (one.metric !== metric || one.score === undefined) return [];
    const { value, lower, upper } = one.score;
    const fine = (of: number) => level(words, metric, of);
    const aim = one.target === undefined ? "" : ` · ${t("report.target").toLowerCase()} ${fine(one.target)}`;
    return [
      {
        ...{ label: placeOf(words, one), value, lower, upper },
        text: `${estimateText(words, metric, one.score)}${aim}`,
        ...(one.target !== undefined && { target: one.target }),
      },
    ];
  });
  if (rows.length === 0) return "";
  const { min, max } = scoreScales[metric];
  const ticks =
    metric === "nps" ? [-100, -50, 0, 50, 100] : Array.from({ length: max - min + 1 }, (_, at) => min + at);
  return `<figure>${intervalChart(rows, {
    ...{ id: `scores-${metric}`, title: t("report.touchpointsChart", { metric: metricName(metric) }) },
    description: t("report.touchpointsDescription"),
    scale: [min, max],
    ticks: ticks.map((at) => ({ at, text: level(words, metric, at) })),
  })}<figcaption>${escapeHtml(t("report.touchpointsChart", { metric: metricName(metric) }))}</figcaption></figure>`;
}

const placeOf = (words: Words, { label, channel }: ScoreReported): string =>
  channel === null
    ? label
    : words.t("touchpoint.at", { touchpoint: label, channel: contactWay(words, channel) });
