import type { CustomerPromise } from "../../domain/promise.ts";
import type { Signal } from "../../domain/signal.ts";
import type { Block } from "./blocks.ts";
import { section } from "./blocks.ts";
import { lineChart } from "./chart.ts";
import { amount, duration, fitting, person, said, when } from "./words.ts";

/** A promise with what its customer is called. */
export type ShownPromise = CustomerPromise & { customerName: string | null };

export type ListReply = { text: string; blocks: Block[] };

/** What is open now, newest first, each in one line. */
export function openSignalsReply(signals: Signal[], now: Date): ListReply {
  if (signals.length === 0) return listReply("Nothing is open: no spike, no overdue promise.", []);
  const title = `${signals.length} open ${signals.length === 1 ? "signal" : "signals"}`;
  return listReply(
    title,
    signals.map((signal) => signalLine(signal, now)),
  );
}

/** Promises by due time; the late ones say how late. */
export function promisesReply(promises: ShownPromise[], now: Date, title: string): ListReply {
  const lines = promises.map((promise) => promiseLine(promise, now));
  return listReply(title, lines);
}

/** A reason's last days: the counts in words and as a chart. */
export function reasonReply(
  label: string,
  days: { startAt: string; count: number }[],
  zone: string,
): ListReply {
  const total = days.reduce((sum, day) => sum + day.count, 0);
  const written = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric" });
  const counts = days
    .map((day) => `${written.format(new Date(day.startAt))}: ${amount(day.count)}`)
    .join(", ");
  const text = `${said(label, 150)}: ${amount(total)} contacts in ${days.length} days (${counts})`;
  const points = days.map((day) => ({ startAt: day.startAt, values: [day.count] }));
  const chart = lineChart(`${label}: contacts a day`, ["contacts"], points, zone);
  return {
    text,
    blocks: [
      section(`*${said(label, 150)}*: ${amount(total)} contacts in ${days.length} days\n${counts}`),
      ...(chart ? [chart] : []),
    ],
  };
}

export function signalLine(signal: Signal, now: Date): string {
  const { facts } = signal;
  const has =
    signal.status === "acknowledged"
      ? `, ${person(signal.acknowledgedBy ?? "earshot")} has it`
      : `, ${signal.status}`;
  if (facts.kind === "spike") {
    return `• *${said(facts.reasonLabel, 120)}*: ${amount(facts.observed)} in ${duration(facts.windowMinutes * 60_000)}, expected ${amount(facts.expected)}; since ${when(signal.openedAt)}${has}`;
  }
  const late = duration(now.getTime() - new Date(facts.dueAt).getTime());
  return `• *Overdue promise*: ${said(facts.text, 120)}; due ${when(facts.dueAt)}, late by ${late}${has}`;
}

export function promiseLine(promise: ShownPromise, now: Date): string {
  const lateMs = now.getTime() - promise.dueAt.getTime();
  const late = lateMs > 0 ? ` *late by ${duration(lateMs)}*` : "";
  const customer = promise.customerName === null ? "" : ` to ${said(promise.customerName, 80)}`;
  return `• ${said(promise.text, 150)}${customer}: due ${when(promise.dueAt)}${late}`;
}

function listReply(title: string, lines: string[]): ListReply {
  const shown = fitting(lines);
  return { text: `${title}\n${shown}`.trim(), blocks: [section(`*${title}*\n${shown}`.trim())] };
}
