import { escapeHtml } from "./html-page.ts";

/** A row of a chart: everything it draws is written beside it too. */
export type Bar = { label: string; value: number; text: string; pattern: string; cumulative?: number };
export type Interval = {
  label: string;
  value: number;
  lower: number;
  upper: number;
  text: string;
  target?: number;
};

type Captions = { id: string; title: string; description: string };

const WIDTH = 720;
const ROW = 26;
const TOP = 26;
const LABEL = 200;
const MOST_LABEL = 30;

/** Bars by their length and pattern, and beside them how much of the whole they make up so far. */
export function paretoChart(
  bars: readonly Bar[],
  { value, cumulative, ...captions }: Captions & { value: string; cumulative: string },
): string {
  const hasCumulative = bars.some((bar) => bar.cumulative !== undefined);
  const [left, width] = [LABEL + 8, hasCumulative ? 230 : 380];
  const most = Math.max(...bars.map((bar) => bar.value), Number.MIN_VALUE);
  const [from, span] = [530, 140];
  const rows = bars.map((bar, at) => {
    const y = TOP + at * ROW;
    const length = round((bar.value / most) * width);
    return `${label(bar.label, y)}<rect class="bar" x="${left}" y="${y + 4}" width="${Math.max(1, length)}" height="${ROW - 9}" fill="url(#${captions.id}-${bar.pattern})"/>
<text x="${left + length + 6}" y="${y + 17}">${escapeHtml(bar.text)}</text>`;
  });
  const points = bars.map(({ cumulative: part = 0 }, at) => ({
    x: round(from + part * span),
    y: TOP + at * ROW + ROW / 2 - 1,
    text: `${Math.round(part * 100)} %`,
  }));
  const line = hasCumulative
    ? `<text class="head" x="${from}" y="14">${escapeHtml(cumulative)}</text><path class="axis" d="M${from} ${TOP}V${TOP + bars.length * ROW}M${from + span} ${TOP}V${TOP + bars.length * ROW}"/>
<polyline class="line" points="${points.map(({ x, y }) => `${x},${y}`).join(" ")}"/>${points
        .map(
          ({ x, y, text }) =>
            `<circle class="dot" cx="${x}" cy="${y}" r="3"/><text x="${x < from + 40 ? x + 9 : x - 7}" y="${y + 4}" text-anchor="${x < from + 40 ? "start" : "end"}">${text}</text>`,
        )
        .join("")}`
    : "";
  const body = `${patterns(captions.id)}<text class="head" x="${left}" y="14">${escapeHtml(value)}</text>${rows.join("")}${line}`;
  return svg(captions, TOP + bars.length * ROW + 6, body);
}

/** A dot for each value, a line over its interval, a triangle at its target; `scale` is what the axis spans. */
export function intervalChart(
  intervals: readonly Interval[],
  {
    scale,
    ticks,
    isRatio = false,
    ...captions
  }: Captions & { scale: [number, number]; ticks: { at: number; text: string }[]; isRatio?: boolean },
): string {
  const [left, width] = [LABEL + 12, 300];
  const of = (value: number) => (isRatio ? Math.log(Math.max(value, 1e-9)) : value);
  const [low, high] = [of(scale[0]), of(scale[1])];
  const x = (value: number) =>
    round(left + Math.min(1, Math.max(0, (of(value) - low) / (high - low))) * width);
  const bottom = TOP + intervals.length * ROW;
  const grid = ticks.map(
    ({ at, text }) =>
      `<path class="axis" d="M${x(at)} ${TOP - 4}V${bottom}"/><text class="head" x="${x(at)}" y="14" text-anchor="middle">${escapeHtml(text)}</text>`,
  );
  const rows = intervals.map(({ label: name, value, lower, upper, target, text }, at) => {
    const y = TOP + at * ROW + ROW / 2;
    const aim =
      target === undefined
        ? ""
        : `<path class="target" d="M${x(target)} ${y + 2}l-5 8h10z"/><path class="target" d="M${x(target)} ${y - 8}V${y + 4}"/>`;
    return `${label(name, y - 13)}<path class="reach" d="M${x(lower)} ${y}H${x(upper)}M${x(lower)} ${y - 4}V${y + 4}M${x(upper)} ${y - 4}V${y + 4}"/>${aim}<circle class="dot" cx="${x(value)}" cy="${y}" r="4"/>
<text x="${left + width + 14}" y="${y + 4}">${escapeHtml(text)}</text>`;
  });
  return svg(captions, bottom + 6, grid.join("") + rows.join(""));
}

/** The patterns of bars: each is another one in black and white too. */
export const barPatterns = ["eliminate", "automate", "simplify", "keep", "undecided"] as const;

function patterns(id: string): string {
  const drawn: Record<(typeof barPatterns)[number], string> = {
    eliminate: `<rect class="ink" width="8" height="8"/>`,
    automate: `<rect class="paper" width="8" height="8"/><path class="stroke" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>`,
    simplify: `<rect class="paper" width="8" height="8"/><circle class="ink" cx="2" cy="2" r="1.3"/><circle class="ink" cx="6" cy="6" r="1.3"/>`,
    keep: `<rect class="paper" width="8" height="8"/>`,
    undecided: `<rect class="paper" width="8" height="8"/><path class="stroke" d="M0 4h8"/>`,
  };
  const defined = barPatterns.map(
    (name) =>
      `<pattern id="${id}-${name}" width="8" height="8" patternUnits="userSpaceOnUse">${drawn[name]}</pattern>`,
  );
  return `<defs>${defined.join("")}</defs>`;
}

/** A small sample of a pattern, for the legend and the table. */
export function patternSample(id: string, name: string): string {
  return `<svg class="sample" viewBox="0 0 16 12" aria-hidden="true"><rect class="bar" x=".5" y=".5" width="15" height="11" fill="url(#${id}-${name})"/></svg>`;
}

function svg({ id, title, description }: Captions, height: number, body: string): string {
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>${body}</svg>`;
}

function label(text: string, y: number): string {
  const cut = text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL - 1)}…` : text;
  return `<text class="name" x="${LABEL}" y="${y + 17}" text-anchor="end">${escapeHtml(cut)}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
