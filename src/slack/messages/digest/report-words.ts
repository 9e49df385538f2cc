import type { ReportedCost } from "../../../domain/report/reasons.ts";
import type { Report } from "../../../domain/report/report.ts";
import type { Words } from "../../language/words.ts";

/** `week 47, 16 Nov to 22 Nov 2026`, `November 2026`, `18 Nov 2026`. */
export function spanText(words: Words, { kind, first, last }: Report["span"]): string {
  const { t, locale } = words;
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
  if (kind === "month") return date(first, { month: "long", year: "numeric" });
  const day = { day: "numeric", month: "short" } as const;
  const ofYear = { ...day, year: "numeric" } as const;
  if (first === last) return date(first, ofYear);
  const dates = { first: date(first, kind === "week" ? day : ofYear), last: date(last, ofYear) };
  return kind === "week" ? t("report.week", { number: isoWeek(first), ...dates }) : t("report.days", dates);
}

/** `1.43`; below ten a second decimal tells on which side of 1 it lies. */
export function timesText({ locale, amount }: Words, ratio: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return ratio < 10 ? ratio.toLocaleString(locale, digits) : amount(ratio);
}

/** A share of 0 to 1 in whole per cent: `86 %`. */
export const wholePercent = ({ amount }: Words, share: number): string =>
  `${amount(Math.round(share * 100))} %`;

/** On what a cost stands: "€42 an hour; 83 % of contacts have a handle time". */
export function basisText(words: Words, { currency, rates, timed, estimated, flat }: ReportedCost): string {
  const { t, money } = words;
  if (rates === undefined) return t("report.basisFlat");
  const [least, most] = [money(rates.least, currency), money(rates.most, currency)];
  const hourly = least === most ? t("report.basisRate", { least }) : t("report.basisRates", { least, most });
  const known = t("report.basisTimed", {
    rates: hourly,
    part: wholePercent(words, timed / Math.max(1e-9, timed + estimated)),
  });
  return flat > 0 ? t("report.basisBoth", { rates: known }) : known;
}

/** The ISO week of a Monday: that of its Thursday counts from the year's first. */
function isoWeek(monday: string): number {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * 86_400_000);
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStart) / (7 * 86_400_000)) + 1;
}
