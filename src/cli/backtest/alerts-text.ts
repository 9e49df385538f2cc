import { ANY_REASON } from "../../domain/contact.ts";
import type { PastAlert } from "../../domain/detection/replay.ts";
import type { EventsReport } from "./run-events.ts";

const DAY_MS = 86_400_000;

/** A readable list of alerts: when, what, how many against how many, how sure. */
export function alertsText({ alerts, from, to }: EventsReport, zone: string): string {
  const days = Math.max(1, Math.round((to - from) / DAY_MS));
  const period = `${dateIn(zone, from)} to ${dateIn(zone, to)} (${days} ${days === 1 ? "day" : "days"})`;
  if (alerts.length === 0) return `No alert would have fired from ${period}.`;
  const times = alerts.length === 1 ? "1 alert" : `${alerts.length} alerts`;
  return [`${times} would have fired from ${period}:`, ...alerts.map((alert) => line(alert, zone))].join(
    "\n",
  );
}

/** What an alert is about, for people. */
export function subjectOf({ reason, channel }: PastAlert): string {
  if (channel !== undefined) return `all contacts (${channel})`;
  return reason === ANY_REASON ? "all contacts" : reason;
}

/** `15 min`, `3 h`. */
export function duration(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
}

/** `2026-11-20 09:15` in the zone. */
export function timeIn(zone: string, at: string): string {
  return new Date(at).toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
}

/** `2026-11-20` in the zone. */
export function dateIn(zone: string, at: number | string): string {
  return new Date(at).toLocaleDateString("sv-SE", { timeZone: zone });
}

function line(alert: PastAlert, zone: string): string {
  const { observed, expected, lower, upper, ratio, ratioLower, ratioUpper } = alert;
  const ended = alert.endedAt === undefined ? "not over at the end" : `over ${timeIn(zone, alert.endedAt)}`;
  return [
    `${timeIn(zone, alert.beganAt)}  ${subjectOf(alert)}:`,
    `${observed} in ${duration(alert.windowMinutes)}, expected ${expected} (${lower}-${upper}),`,
    `${ratio} times the usual (90 % sure: ${ratioLower}-${ratioUpper});`,
    `by chance about once in ${weeks(alert.chanceOnceInWeeks)};`,
    `${alert.historyDays} days learned; ${ended}`,
  ].join(" ");
}

function weeks(count: number): string {
  if (count > 520) return "10 years or more";
  return count < 1.5 ? "1 week" : `${Math.round(count)} weeks`;
}
