import type { Signal } from "../../domain/signal.ts";
import { context, section } from "./blocks.ts";
import { lineChart } from "./chart.ts";
import type { ListReply } from "./lists.ts";
import { amount, counted, duration, fitting, said, when } from "./words.ts";

type Range = { observed: number; expected: number; lower: number; upper: number };
export type ShownDay = Range & { startAt: string };
export type ShownStanding =
  | { kind: "learning"; learning: { have: number; need: number } }
  | { kind: "watched"; rise: { minutes: number; expected: number; mean: number } };
export type ShownAlert = Range & {
  beganAt: string;
  endedAt?: string;
  windowMinutes: number;
  ratio: number;
  ratioLower: number;
  ratioUpper: number;
};

/** `until`: the hours up to then are counted. */
type ReasonSetting = { zone: string; until: Date; standing: ShownStanding; spike?: Signal | undefined };

/** A reason's last days against what was expected, in words and as a chart, and how it stands today. */
export function reasonReply(
  label: string,
  days: ShownDay[],
  { zone, until, standing, spike }: ReasonSetting,
): ListReply {
  const name = said(label, 150);
  const sum = (of: (day: ShownDay) => number) => days.reduce((total, day) => total + of(day), 0);
  const headline = `${amount(sum((day) => day.observed))} contacts in ${counted(days.length, "day")}, expected ${amount(sum((day) => day.expected))}`;
  const today = todayInWords(standing, spike);
  const lines = days.map((day, i) => {
    const part = i === days.length - 1 ? untilHour(until, zone) : "";
    return `${dayName(day, zone)}${part}: ${numbers(day)}`;
  });
  const points = days.map(({ startAt, observed, expected, lower, upper }) => ({
    startAt,
    values: [observed, expected, lower, upper],
  }));
  const names = ["observed", "expected", "lower end of normal", "upper end of normal"];
  const chart = lineChart(`${label}: contacts a day`, names, points, zone);
  return {
    text: [`${name}: ${headline}`, ...lines, today].join("\n").replaceAll("*", ""),
    blocks: [
      section(`*${name}*: ${headline}\n${today}`),
      ...(chart ? [chart] : []),
      ...(lines.length > 0 ? [context(fitting(lines))] : []),
    ],
  };
}

/** When a reason would have alerted in the last days, each with its numbers. */
export function backtestReply(
  label: string,
  alerts: ShownAlert[],
  { from, to, standing, budget }: { from: Date; to: Date; standing: ShownStanding; budget: number },
): ListReply {
  const name = said(label, 150);
  const days = Math.max(1, Math.round((to.getTime() - from.getTime()) / 86_400_000));
  const period = `${counted(days, "day")} (${when(from, "{date_short}")} to ${when(to, "{date_short}")})`;
  const times =
    alerts.length === 0
      ? "not have fired"
      : `have fired ${alerts.length === 1 ? "once" : `${alerts.length} times`}`;
  const headline = `*${name}* would ${times} in ${period}.`;
  const lines = alerts.length === 0 ? [standingInWords(standing)] : alerts.map(alertLine);
  const how = `Judged by what judges live, with a budget of ${budgetInWords(budget)}. The first 14 days of a reason are only learned.`;
  return {
    text: [headline, ...lines, how].join("\n").replaceAll("*", ""),
    blocks: [section(headline), section(fitting(lines)), context(how)],
  };
}

/** "learning: 9 of 14 days". */
export function learningInWords({ have, need }: { have: number; need: number }): string {
  return `learning: ${have} of ${need} days`;
}

/** "1 false alert a month". */
export function budgetInWords(perMonth: number): string {
  return `${perMonth.toLocaleString("en-GB", { maximumFractionDigits: 4 })} false ${perMonth === 1 ? "alert" : "alerts"} a month`;
}

function todayInWords(standing: ShownStanding, spike: Signal | undefined): string {
  if (spike?.facts.kind === "spike") {
    const { observed, windowMinutes, expected } = spike.facts;
    return `*Now*: a spike since ${when(spike.openedAt)}: ${amount(observed)} contacts in ${duration(windowMinutes * 60_000)}, expected ${amount(expected)}.`;
  }
  return `*Now*: ${standing.kind === "learning" ? "" : "normal. "}${standingInWords(standing)}`;
}

function standingInWords(standing: ShownStanding): string {
  if (standing.kind === "learning")
    return `${learningInWords(standing.learning)}; it does not alert before that.`;
  const { minutes, expected, mean } = standing.rise;
  return `A rise to about ${amount(Math.ceil(mean))} contacts in ${duration(minutes * 60_000)}, where ${amount(expected)} are usual at this hour, would be seen four times in five.`;
}

function alertLine(alert: ShownAlert): string {
  const over = alert.endedAt === undefined ? "goes on" : `over ${when(alert.endedAt)}`;
  const ratio = `${amount(alert.ratio)} times the usual (90 % sure: ${amount(alert.ratioLower)}–${amount(alert.ratioUpper)})`;
  return `• *${when(alert.beganAt)}*: ${numbers(alert, ` in ${duration(alert.windowMinutes * 60_000)}`)}, ${ratio}; ${over}`;
}

function numbers({ observed, expected, lower, upper }: Range, within = ""): string {
  return `${amount(observed)}${within}, expected ${amount(expected)} (usually ${amount(lower)}–${amount(upper)})`;
}

function dayName({ startAt }: ShownDay, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric" }).format(
    new Date(startAt),
  );
}

/** Of a day that is not over. */
function untilHour(until: Date, zone: string): string {
  const hour = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(until);
  return hour === "00:00" ? "" : ` until ${hour}`;
}
