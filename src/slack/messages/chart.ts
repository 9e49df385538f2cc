import { ANY_REASON } from "../../domain/contact.ts";
import type { SpikeFacts } from "../../domain/signal/signal.ts";
import type { Words } from "../language/words.ts";
import { spikeLabel } from "./alert/card-parts.ts";
import type { ChartBlock } from "./blocks.ts";
import { contactWay } from "./promise/contact-way.ts";
import { plain } from "./words.ts";

type Point = { startAt: string; values: number[]; label?: string };

/** Slack's limit of categories. */
const MOST_POINTS = 20;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Observed against expected and the upper end of normal by hour, oldest first; the window that fired comes last.
 * Undefined when there is nothing to draw.
 */
export function spikeChart(words: Words, facts: SpikeFacts, zone: string): ChartBlock | undefined {
  const { t } = words;
  const title = titleOf(words, facts);
  const names = [t("chart.observed"), t("chart.expected"), t("chart.upper")];
  const hours = facts.history.map((at) => ({
    startAt: at.startAt,
    values: [at.observed, at.expected, at.upper],
  }));
  return lineChart(words, { title, names, points: [...hours, ...firedAfter(words, facts)], zone });
}

/** "Late delivery: contacts"; of all contacts, by which way they came. */
function titleOf(words: Words, facts: SpikeFacts): string {
  const label = spikeLabel(words, facts);
  if (facts.reason !== ANY_REASON) return words.t("chart.contacts", { label });
  return facts.channel === undefined ? label : `${label} (${contactWay(words, facts.channel, 20)})`;
}

/** The hours end with the last whole one: what fired after it is a point of its own, named by its length. */
function firedAfter(
  { t, duration }: Words,
  { history, windowEndAt, windowMinutes, observed, expected, upper }: SpikeFacts,
): Point[] {
  const last = history.at(-1);
  const endMs = new Date(windowEndAt).getTime();
  if (last === undefined || endMs <= new Date(last.startAt).getTime() + HOUR_MS) return [];
  const label = t("chart.lastWindow", { window: duration(windowMinutes * 60_000) });
  return [{ startAt: windowEndAt, values: [observed, expected, upper], label }];
}

/** A line for each name over the last 20 points; each label is the point's local hour, or its day when they lie a day apart. */
export function lineChart(
  words: Words,
  { title, names, points, zone }: { title: string; names: string[]; points: Point[]; zone: string },
): ChartBlock | undefined {
  const { t } = words;
  const drawn = points.slice(-MOST_POINTS).filter((point) => point.values.every(Number.isFinite));
  if (drawn.length < 2) return undefined;
  const labels = labelsOf(words, drawn, zone);
  const series = names.map((name, line) => ({
    name,
    data: labels.map((label, index) => ({ label, value: round(drawn[index]?.values[line] ?? 0) })),
  }));
  const axis = {
    categories: labels,
    x_label: t(isDaily(drawn) ? "chart.day" : "chart.hour"),
    y_label: t("chart.count"),
  };
  return {
    type: "data_visualization",
    title: plain(title, 50),
    chart: { type: "line", series, axis_config: axis },
  };
}

/** Labels must differ from each other: the same hour of two days gets its day too. */
function labelsOf({ locale }: Words, points: Point[], zone: string): string[] {
  const day = { timeZone: zone, day: "numeric", month: "short" } as const;
  const hour = { timeZone: zone, hour: "2-digit", minute: "2-digit" } as const;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const written = new Intl.DateTimeFormat(locale, options);
    return points.map(({ startAt, label }) => label ?? written.format(new Date(startAt)));
  };
  const short = format(isDaily(points) ? day : hour);
  if (new Set(short).size === points.length) return short;
  const long = format({ ...day, ...hour });
  return new Set(long).size === points.length ? long : points.map((_, index) => `${index + 1}`);
}

function isDaily([first, second]: Point[]): boolean {
  if (first === undefined || second === undefined) return false;
  return new Date(second.startAt).getTime() - new Date(first.startAt).getTime() >= DAY_MS - HOUR_MS;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
