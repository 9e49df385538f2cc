import type { Report } from "../../../domain/report/report.ts";
import type { Words } from "../../language/words.ts";
import { type ChartBlock, context, type Message, section, table } from "../blocks.ts";
import { level, metricName } from "../touchpoint/score-words.ts";
import { plain, said } from "../words.ts";
import { spanText, timesText, wholePercent } from "./report-words.ts";

const MOST_REASONS = 10;
const MOST_BARS = 8;
const MOST_NAMED = 3;

/** The report of a period in Slack: its main numbers, the reasons by cost as a chart and a table, and where the page is. */
export function reportMessage(words: Words, report: Report): Message {
  const { t, fitting } = words;
  const title = `*${t("report.title", { workspace: said(report.workspace, 80), period: spanText(words, report.span) })}*`;
  const lines = mainLines(words, report).map((line) => `• ${line}`);
  const rows = reasonRows(words, report);
  const how = t("report.slackPage", { option: pageOption(report.span) });
  const [head = [], ...reasons] = rows;
  const told = reasons.map(
    ([label = "", ...cells]) =>
      `${said(label, 80)}: ${cells.map((cell, at) => `${head[at + 1]?.toLowerCase()} ${cell}`).join(", ")}`,
  );
  const chart = reasonChart(words, report);
  return {
    text: fitting([title, ...lines, ...told, how], 12_000).replaceAll("*", ""),
    blocks: [
      section(fitting([title, ...lines])),
      ...(chart ? [chart] : []),
      ...(reasons.length === 0
        ? []
        : [
            table(
              rows,
              head.map((_, at) => (at < 2 ? "left" : "right")),
            ),
          ]),
      context([t("report.assumeMentions"), how].join(" ")),
    ],
    attachments: [],
  };
}

function pageOption({ kind, first, last }: Report["span"]): string {
  return kind === "days" ? `--from ${first} --to ${last}` : `--${kind}`;
}

function mainLines(words: Words, report: Report): string[] {
  const { t, amount, money } = words;
  const { contactsBefore: before, silent, mends, trust, alerts } = report;
  const { contacts, cost } = report.reasons;
  const silentCount = silent.reduce(
    (sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0),
    0,
  );
  const judged = alerts.useful + alerts.notUseful;
  return [
    [
      t("report.slackContacts", {
        contacts: amount(contacts),
        ...{ hasBefore: before === undefined ? "no" : "yes", before: amount(before) },
      }),
      ...(cost
        ? [
            t("report.slackCost", {
              all: money(cost.all, cost.currency),
              avoidable: money(cost.avoidable, cost.currency),
            }),
          ]
        : []),
    ].join(" "),
    ...movedLines(words, report.movements),
    ...scoreLines(words, report.touchpoints),
    ...keptLines(words, report.promises),
    ...(silentCount > 0 ? [t("report.slackSilent", { count: silentCount })] : []),
    ...(mends.length > 0
      ? [
          t("report.slackMends", {
            labels: mends
              .map((mend) => mendText(words, mend))
              .slice(0, 5)
              .join("; "),
          }),
        ]
      : []),
    ...(trust && trust.now.uncoded > 0
      ? [t("report.slackUncoded", { share: wholePercent(words, trust.now.uncoded / trust.now.contacts) })]
      : []),
    t("report.slackAlerts", { told: alerts.told, useful: amount(alerts.useful), judged: amount(judged) }),
  ];
}

function movedLines(words: Words, movements: Report["movements"]): string[] {
  const { t } = words;
  if (movements.kind === "learning") return [t("report.slackLearning", movements)];
  const { rose, fell } = movements;
  const named = rose.slice(0, MOST_NAMED).map(({ label, ratio, ratioLower, ratioUpper }) =>
    t("report.slackRoseOne", {
      ...{ label: said(label, 60), ratio: timesText(words, ratio) },
      ...{ lower: timesText(words, ratioLower), upper: timesText(words, ratioUpper) },
    }),
  );
  const most = named.length === 0 ? [] : [t("report.slackRose", { reasons: named.join(", ") })];
  return [[t("report.slackMoved", { rose: rose.length, fell: fell.length }), ...most].join(" ")];
}

function scoreLines(words: Words, touchpoints: Report["touchpoints"]): string[] {
  const { t } = words;
  const aimed = touchpoints.filter(({ target }) => target !== undefined);
  const below = aimed.filter(({ verdict }) => verdict?.kind === "below");
  if (aimed.length === 0) return [];
  if (below.length === 0) return [t("report.slackNoneBelow")];
  const places = below
    .slice(0, MOST_NAMED)
    .map(
      ({ label, metric, score, target = 0 }) =>
        `${said(label, 60)} ${metricName(metric)} ${level(words, metric, score?.value ?? Number.NaN)} < ${level(words, metric, target)}`,
    )
    .join(", ")
    .replaceAll(" < ", " / ");
  return [t("report.slackBelow", { below: below.length, count: aimed.length, places })];
}

function keptLines(words: Words, { all }: Report["promises"]): string[] {
  const { count, of, lower, upper } = all.keptOnTime;
  if (of === 0) return [];
  const { t, amount } = words;
  const percent = (share: number) => wholePercent(words, share);
  return [
    t("report.slackKept", {
      ...{ kept: amount(count), of: amount(of), share: percent(count / of) },
      ...{ lower: percent(lower), upper: percent(upper) },
    }),
  ];
}

function mendText(words: Words, { label, standing }: Report["mends"][number]): string {
  const name = said(label, 60);
  if (standing.kind === "too-early" || standing.kind === "too-little-before") return name;
  const { ratio, lower, upper } = standing;
  return `${name} ${timesText(words, ratio)} (${timesText(words, lower)}–${timesText(words, upper)})`;
}

/** The head and a row for each of the first reasons. */
function reasonRows(words: Words, { reasons: { cost, reasons } }: Report): string[][] {
  const { t, money, amount, percent } = words;
  if (reasons.length === 0) return [];
  const head = [
    ...[t("report.reason"), t("report.becomes")],
    ...(cost ? [t("report.costHead"), t("report.cumulative")] : []),
    ...[t("report.mentions"), t("report.ofContacts"), t("report.repeats")],
  ];
  const rows = reasons
    .slice(0, MOST_REASONS)
    .map(({ label, value, contacts, share, repeats, cost: own }) => [
      ...[plain(label, 80), t(`report.${value ?? "undecided"}`)],
      ...(cost
        ? own
          ? [money(own.amount, cost.currency), wholePercent(words, own.cumulative)]
          : ["–", "–"]
        : []),
      ...[amount(contacts), percent(share), percent(repeats / contacts)],
    ]);
  return [head, ...rows];
}

/** Its labels are short and differ: each has its place in front. */
function reasonChart({ t }: Words, { reasons: { cost, reasons } }: Report): ChartBlock | undefined {
  const bars = reasons.slice(0, MOST_BARS).map(({ label, contacts, cost: own }, at) => ({
    label: `${at + 1} ${plain(label, 16)}`,
    value: Math.round(cost ? (own?.amount ?? 0) : contacts),
  }));
  if (bars.length < 2) return undefined;
  return {
    type: "data_visualization",
    title: t(cost ? "report.slackChart" : "report.slackChartUnpriced"),
    chart: {
      type: "bar",
      series: [{ name: t(cost ? "report.costHead" : "report.contacts"), data: bars }],
      axis_config: {
        categories: bars.map(({ label }) => label),
        x_label: t("report.reason"),
        y_label: cost ? cost.currency : t("report.contacts"),
      },
    },
  };
}
