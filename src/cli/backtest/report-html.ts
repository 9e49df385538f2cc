import { quantile } from "../../domain/detection/negative-binomial.ts";
import type { DayCount, PastAlert } from "../../domain/detection/replay.ts";
import { escapeHtml, htmlPage } from "../../report/html-page.ts";
import { dateIn, duration, subjectOf, timeIn } from "./alerts-text.ts";
import type { EventsReport } from "./run-events.ts";

const WIDTH = 960;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 24;

/** One self-contained page: for each alerted reason its days against the expected band, and its alerts; times in the zone. */
export function reportHtml({ alerts, days, from, to }: EventsReport, zone: string): string {
  const subjects = new Map<string, PastAlert[]>();
  for (const alert of alerts) {
    const key = alert.channel === undefined ? alert.reason : `${alert.reason} ${alert.channel}`;
    subjects.set(key, [...(subjects.get(key) ?? []), alert]);
  }
  const sections = [...subjects].map(([key, own]) =>
    section(own, [...(days.get(key)?.values() ?? [])], zone),
  );
  const period = `${dateIn(zone, from)} to ${dateIn(zone, to)}`;
  return htmlPage({
    language: "en",
    title: `Earshot backtest, ${period}`,
    style: STYLE,
    body: `<h1>What would have alerted</h1>
<p>${period} (${escapeHtml(zone)}): ${alerts.length} ${alerts.length === 1 ? "alert" : "alerts"}. The line is the contacts of a day, the band where nine days of ten should lie, a dot an alert.</p>
${sections.join("\n") || "<p>Nothing was out of the ordinary.</p>"}`,
  });
}

const STYLE = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1d1c1d; }
svg { width: 100%; height: auto; } .band { fill: #d7e3f4; } .usual { fill: none; stroke: #5b7fb4; }
.seen { fill: none; stroke: #1d1c1d; stroke-width: 1.5; } .alert { fill: #a30200; } text { font-size: 11px; fill: #616061; }`;

function section(alerts: readonly PastAlert[], days: readonly DayCount[], zone: string): string {
  const [first] = alerts;
  const title = first ? escapeHtml(subjectOf(first)) : "";
  const items = alerts.map(
    (alert) =>
      `<li><time datetime="${alert.beganAt}">${timeIn(zone, alert.beganAt)}</time>: ${alert.observed} in ${duration(alert.windowMinutes)}, expected ${alert.expected} (${alert.lower}–${alert.upper}); ${alert.ratio} times the usual (90 % sure: ${alert.ratioLower}–${alert.ratioUpper})</li>`,
  );
  return `<h2>${title}</h2>\n${chart(title, alerts, days, zone)}\n<ul>${items.join("")}</ul>`;
}

function chart(title: string, alerts: readonly PastAlert[], days: readonly DayCount[], zone: string): string {
  if (days.length < 2) return "";
  const bands = days.map(({ expected, variance }) => ({
    lower: quantile(0.05, expected, Math.max(variance, expected)),
    upper: quantile(0.95, expected, Math.max(variance, expected)),
  }));
  const top = Math.max(1, ...days.map(({ observed }) => observed), ...bands.map(({ upper }) => upper));
  const x = (i: number) => round(LEFT + (i * (WIDTH - LEFT - 8)) / (days.length - 1));
  const y = (value: number) => round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 8));
  const path = (values: readonly number[]) => values.map((value, i) => `${x(i)},${y(value)}`).join(" ");
  const back = bands.map(({ lower }, i) => `${x(i)},${y(lower)}`).reverse();
  const dots = alerts.flatMap(({ beganAt }) => {
    const i = days.findIndex(({ date }) => date === dateIn(zone, beganAt));
    const day = days[i];
    return day ? [`<circle class="alert" cx="${x(i)}" cy="${y(day.observed)}" r="5"/>`] : [];
  });
  const labels = [0, Math.floor((days.length - 1) / 2), days.length - 1].map(
    (i, place) =>
      `<text x="${x(i)}" y="${HEIGHT - 6}" text-anchor="${["start", "middle", "end"][place]}">${days[i]?.date ?? ""}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Contacts a day: ${title}">
<polygon class="band" points="${path(bands.map(({ upper }) => upper))} ${back.join(" ")}"/>
<polyline class="usual" points="${path(days.map(({ expected }) => expected))}"/>
<polyline class="seen" points="${path(days.map(({ observed }) => observed))}"/>
${dots.join("")}${labels.join("")}<text x="4" y="${y(top) + 8}">${top}</text><text x="4" y="${y(0)}">0</text></svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
