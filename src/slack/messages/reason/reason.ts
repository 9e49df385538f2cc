import type { Signal } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { context, section } from "../blocks.ts";
import { lineChart } from "../chart.ts";
import type { ListReply } from "../promise/lists.ts";
import { said } from "../words.ts";

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
  words: Words,
  label: string,
  days: ShownDay[],
  { zone, until, standing, spike }: ReasonSetting,
): ListReply {
  const { t, amount, fitting } = words;
  const name = said(label, 150);
  const sum = (of: (day: ShownDay) => number) => days.reduce((total, day) => total + of(day), 0);
  const headline = t("reason.headline", {
    observed: amount(sum((day) => day.observed)),
    days: days.length,
    expected: amount(sum((day) => day.expected)),
  });
  const today = todayInWords(words, standing, spike);
  const lines = days.map((day, index) =>
    dayLine(words, day, zone, index === days.length - 1 ? until : undefined),
  );
  const points = days.map(({ startAt, observed, expected, lower, upper }) => ({
    startAt,
    values: [observed, expected, lower, upper],
  }));
  const names = [t("chart.observed"), t("chart.expected"), t("chart.lower"), t("chart.upper")];
  const chart = lineChart(words, { title: t("chart.contactsADay", { label }), names, points, zone });
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
  words: Words,
  label: string,
  alerts: ShownAlert[],
  { from, to, standing, budget }: { from: Date; to: Date; standing: ShownStanding; budget: number },
): ListReply {
  const { t, when, fitting } = words;
  const headline = t("reason.fired", {
    label: said(label, 150),
    times: alerts.length,
    days: Math.max(1, Math.round((to.getTime() - from.getTime()) / 86_400_000)),
    from: when(from, "{date_short}"),
    to: when(to, "{date_short}"),
  });
  const lines =
    alerts.length === 0 ? [standingInWords(words, standing)] : alerts.map((alert) => alertLine(words, alert));
  const how = t("reason.how", { budget: t("settings.falseAlerts", { count: budget }) });
  return {
    text: [headline, ...lines, how].join("\n").replaceAll("*", ""),
    blocks: [section(headline), section(fitting(lines)), context(how)],
  };
}

function todayInWords(words: Words, standing: ShownStanding, spike: Signal | undefined): string {
  const { t, amount, duration, when } = words;
  if (spike?.facts.kind === "spike") {
    return t("reason.nowSpike", {
      at: when(spike.openedAt),
      observed: amount(spike.facts.observed),
      window: duration(spike.facts.windowMinutes * 60_000),
      expected: amount(spike.facts.expected),
    });
  }
  return t(standing.kind === "learning" ? "reason.nowLearning" : "reason.nowNormal", {
    standing: standingInWords(words, standing),
  });
}

function standingInWords({ t, amount, duration }: Words, standing: ShownStanding): string {
  if (standing.kind === "learning") return t("reason.learning", standing.learning);
  const { minutes, expected, mean } = standing.rise;
  return t("reason.rise", {
    mean: amount(Math.ceil(mean)),
    window: duration(minutes * 60_000),
    expected: amount(expected),
  });
}

function alertLine(words: Words, alert: ShownAlert): string {
  const { t, amount, duration, when } = words;
  const told = {
    at: when(alert.beganAt),
    window: duration(alert.windowMinutes * 60_000),
    ...rangeIn(words, alert),
    ratio: amount(alert.ratio),
    ratioLower: amount(alert.ratioLower),
    ratioUpper: amount(alert.ratioUpper),
  };
  return alert.endedAt === undefined
    ? t("reason.alert", told)
    : t("reason.alertOver", { ...told, over: when(alert.endedAt) });
}

/** @param until of the day that is not over: up to then its hours are counted */
function dayLine(words: Words, day: ShownDay, zone: string, until: Date | undefined): string {
  const written = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale, { timeZone: zone, ...options }).format(at);
  const told = {
    day: written(new Date(day.startAt), { weekday: "short", day: "numeric" }),
    ...rangeIn(words, day),
  };
  const hour = until && written(until, { hour: "2-digit", minute: "2-digit" });
  return hour === undefined || /^00.00$/.test(hour)
    ? words.t("reason.day", told)
    : words.t("reason.dayUntil", { ...told, hour });
}

function rangeIn({ amount }: Words, { observed, expected, lower, upper }: Range) {
  return {
    observed: amount(observed),
    expected: amount(expected),
    lower: amount(lower),
    upper: amount(upper),
  };
}
