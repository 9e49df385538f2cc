import { type Estimate, isSure } from "../../../domain/estimate.ts";
import type { Voice } from "../../../domain/touchpoint/coverage.ts";
import type { Metric } from "../../../domain/touchpoint/feedback.ts";
import type { Words } from "../../language/words.ts";
import { contactWay } from "../promise/contact-way.ts";
import { said } from "../words.ts";

/** `34` of nps, `4.16` of the others: as fine as people set targets. */
export function level({ locale }: Words, metric: Metric, value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = metric === "nps" ? 0 : 2;
  const text = value.toLocaleString(locale, { maximumFractionDigits: digits });
  return text === "-0" || text === "−0" ? "0" : text;
}

export const metricName = (metric: Metric): string => metric.toUpperCase();

/** `CSAT 3.62 (90 % sure: 3.5 to 3.74)`. */
export function scoreText(words: Words, metric: Metric, { value, lower, upper }: Estimate): string {
  const fine = (one: number) => level(words, metric, one);
  const figures = { value: fine(value), lower: fine(lower), upper: fine(upper) };
  return words.t("touchpoint.score", { metric: metricName(metric), ...figures });
}

/** The change from the days before: up, down, or maybe chance. */
export function changeText(words: Words, metric: Metric, change: Estimate): string {
  const fine = (one: number) => level(words, metric, one);
  if (!isSure(change)) {
    const { value, lower, upper } = change;
    return words.t("touchpoint.changeUnsure", {
      by: fine(value),
      lower: fine(lower),
      upper: fine(upper),
    });
  }
  const [low = 0, high = 0] = [Math.abs(change.lower), Math.abs(change.upper)].sort((a, b) => a - b);
  const figures = { by: fine(Math.abs(change.value)), lower: fine(low), upper: fine(high) };
  return words.t(change.value < 0 ? "touchpoint.changeDown" : "touchpoint.changeUp", figures);
}

/** In whose name a score is told: never "customers say" when too few of them did. */
export function voiceText({ t, percent }: Words, voice: Voice): string {
  switch (voice.kind) {
    case "customers":
      return t("touchpoint.voiceCustomers");
    case "those-who-answered":
      return t("touchpoint.voiceAnswered", { share: percent(voice.share), asked: voice.asked });
    case "nobody-knows":
      return t("touchpoint.voiceUnknown");
  }
}

/** A touchpoint, or one channel of it. */
export function placeText(words: Words, label: string, channel: string | undefined): string {
  const touchpoint = said(label, 80);
  if (channel === undefined) return touchpoint;
  return words.t("touchpoint.at", { touchpoint, channel: contactWay(words, channel) });
}

/** `24 Oct`. @param day `2026-10-24` */
export function dayText({ locale }: Words, day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString(locale, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
}
