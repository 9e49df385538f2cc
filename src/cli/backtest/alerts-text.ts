import { ANY_REASON } from "../../domain/contact.ts";
import type { PastAlert } from "../../domain/detection/replay.ts";

const DAY_MS = 86_400_000;

/** A readable list of alerts: when, what, how many against how many, how sure. */
export function alertsText(alerts: readonly PastAlert[], zone: string, from: number, to: number): string {
  const days = Math.max(1, Math.round((to - from) / DAY_MS));
  const period = `${dateIn(zone, from)} to ${dateIn(zone, to)} (${days} days)`;
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
  return count > 520 ? "10 years or more" : `${Math.round(count)} weeks`;
}

function duration(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
}

function timeIn(zone: string, at: string): string {
  return new Date(at).toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
}

function dateIn(zone: string, at: number): string {
  return new Date(at).toLocaleDateString("sv-SE", { timeZone: zone });
}
