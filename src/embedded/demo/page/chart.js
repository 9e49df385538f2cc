// Slack's native charts (`data_visualization`) as inline SVG, with a legend, axes and the numbers for screen readers.
import { el, svg } from "./dom.js";

const COLOURS = ["#1264a3", "#e8912d", "#2eb67d", "#e01e5a", "#7c4dbc", "#6b7280"];
const WIDTH = 560;
const HEIGHT = 240;
const EDGE = { top: 12, right: 14, bottom: 46, left: 48 };

export function chart(block) {
  const { chart: drawn = {}, title = "" } = block;
  const series = drawn.series ?? [];
  const figure = drawn.type === "pie" ? pie(drawn, title) : plot(drawn, series, title);
  const names =
    drawn.type === "pie" ? segmentsOf(drawn).map(({ label }) => label) : series.map(({ name }) => name);
  return el(
    "figure",
    { class: `chart ${drawn.type}` },
    el("figcaption", {}, title),
    names.length > 1 &&
      el(
        "ul",
        { class: "legend" },
        names.map((name, at) => el("li", {}, el("i", { style: `background:${COLOURS[at % 6]}` }), name)),
      ),
    figure,
    numbers(drawn),
  );
}

function plot(drawn, series, title) {
  const axis = drawn.axis_config ?? {};
  const categories = axis.categories ?? [
    ...new Set(series.flatMap(({ data }) => data.map(({ label }) => label))),
  ];
  const valueAt = ({ data }, category) => data.find(({ label }) => label === category)?.value ?? 0;
  const values = series.map((each) => categories.map((category) => valueAt(each, category)));
  const least = Math.min(0, ...values.flat());
  const ticks = nice(least, Math.max(1, ...values.flat()));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const innerWidth = WIDTH - EDGE.left - EDGE.right;
  const y = (value) => EDGE.top + (1 - (value - low) / (high - low)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const step = innerWidth / categories.length;
  const x = (at) => EDGE.left + step * (at + 0.5);
  const bars = drawn.type === "bar";
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${drawn.type} chart` },
    ticks.map((tick) => [
      svg("line", {
        class: tick === 0 ? "axis" : "grid",
        x1: EDGE.left,
        x2: WIDTH - EDGE.right,
        y1: y(tick),
        y2: y(tick),
      }),
      svg("text", { class: "tick", x: EDGE.left - 8, y: y(tick) + 4, "text-anchor": "end" }, short(tick)),
    ]),
    categories.map(
      (category, at) =>
        at % Math.ceil(categories.length / fitting(categories)) === 0 &&
        svg(
          "text",
          { class: "tick", x: x(at), y: HEIGHT - EDGE.bottom + 18, "text-anchor": "middle" },
          category,
        ),
    ),
    axis.x_label &&
      svg(
        "text",
        { class: "axis-label", x: EDGE.left + innerWidth / 2, y: HEIGHT - 6, "text-anchor": "middle" },
        axis.x_label,
      ),
    axis.y_label &&
      svg(
        "text",
        {
          class: "axis-label",
          x: 12,
          y: (HEIGHT - EDGE.bottom + EDGE.top) / 2,
          "text-anchor": "middle",
          transform: `rotate(-90 12 ${(HEIGHT - EDGE.bottom + EDGE.top) / 2})`,
        },
        axis.y_label,
      ),
    values.map((list, index) => {
      const colour = COLOURS[index % 6];
      if (bars)
        return list.map((value, at) =>
          bar(x(at), y, value, step, index, series.length, colour, categories[at]),
        );
      const points = list.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
      return [
        drawn.type === "area" &&
          svg("polygon", {
            points: [`${x(0)},${y(0)}`, ...points, `${x(list.length - 1)},${y(0)}`].join(" "),
            fill: colour,
            "fill-opacity": 0.22,
          }),
        svg("polyline", {
          points: points.join(" "),
          fill: "none",
          stroke: colour,
          "stroke-width": 2.2,
          "stroke-linejoin": "round",
          "stroke-dasharray": index > 0 && drawn.type === "line" ? "5 4" : undefined,
        }),
        list.map((value, at) =>
          svg(
            "circle",
            { cx: x(at), cy: y(value), r: index === 0 ? 3 : 2, fill: colour },
            svg("title", {}, `${categories[at]}: ${value}`),
          ),
        ),
      ];
    }),
  );
}

function bar(centre, y, value, step, index, count, colour, category) {
  const width = Math.min(28, (step * 0.8) / count);
  const left = centre - (width * count) / 2 + width * index;
  return svg(
    "rect",
    {
      x: left,
      width: Math.max(1, width - 1),
      y: Math.min(y(value), y(0)),
      height: Math.max(0.5, Math.abs(y(0) - y(value))),
      rx: 2,
      fill: colour,
    },
    svg("title", {}, `${category}: ${value}`),
  );
}

function pie(drawn, title) {
  const segments = segmentsOf(drawn);
  const total = segments.reduce((sum, { value }) => sum + value, 0) || 1;
  let turned = -Math.PI / 2;
  const point = (angle) =>
    `${(120 + 100 * Math.cos(angle)).toFixed(2)} ${(112 + 100 * Math.sin(angle)).toFixed(2)}`;
  return svg(
    "svg",
    { viewBox: "0 0 240 224", class: "pie", role: "img", "aria-label": `${title}: pie chart` },
    segments.map(({ label, value }, at) => {
      const from = turned;
      turned += (value / total) * Math.PI * 2;
      const whole = value / total > 0.9999;
      const shape = whole
        ? svg("circle", { cx: 120, cy: 112, r: 100, fill: COLOURS[at % 6] })
        : svg("path", {
            d: `M120 112 L${point(from)} A100 100 0 ${turned - from > Math.PI ? 1 : 0} 1 ${point(turned)} Z`,
            fill: COLOURS[at % 6],
            stroke: "#fff",
            "stroke-width": 1.5,
          });
      shape.append(svg("title", {}, `${label}: ${value} (${Math.round((value / total) * 100)} %)`));
      return shape;
    }),
  );
}

const segmentsOf = (drawn) => drawn.segments ?? drawn.series?.[0]?.data ?? [];

function numbers(drawn) {
  const rows =
    drawn.type === "pie"
      ? segmentsOf(drawn).map(({ label, value }) => `${label} ${value}`)
      : (drawn.series ?? []).map(
          ({ name, data }) => `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(", ")}`,
        );
  return el("p", { class: "sr-only" }, rows.join("; "));
}

/** Round numbers that hold the whole range, four or five steps. */
function nice(low, high) {
  const raw = (high - low) / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(
    [1, 2, 5, 10].map((factor) => factor * size).find((each) => each >= raw) ?? raw,
    high <= 5 ? 1 : 0,
  );
  const ticks = [];
  for (let tick = Math.floor(low / step) * step; ticks.length === 0 || ticks.at(-1) < high; tick += step)
    ticks.push(Number(tick.toPrecision(12)));
  return ticks;
}

const fitting = (categories) =>
  Math.max(2, Math.floor((WIDTH - 80) / (Math.max(...categories.map((each) => each.length)) * 10 + 14)));
const short = (value) => (Math.abs(value) >= 10_000 ? `${value / 1000}k` : String(value));
