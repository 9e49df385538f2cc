import { Temporal } from "temporal-polyfill";
import type { Words } from "../language/words.ts";

/** `tomorrow 10:12`, `Sat 21 Nov 22:00`, on the clock of a zone: for buttons, which cannot show the reader's own. */
export function clockWords(
  { t, language, locale }: Words,
  at: Date,
  { now, zone }: { now: Date; zone: string },
): string {
  const [then, today] = [at, now].map((instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(at);
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const days = today.toPlainDate().until(then.toPlainDate()).days;
  if (days === 0) return t("clock.today", { time });
  if (days === 1) return t("clock.tomorrow", { time });
  const month = language === "fi" ? "numeric" : "short";
  const year = then.year === today.year ? {} : { year: "numeric" as const };
  const day = format({ weekday: "short", day: "numeric", month, ...year }).replace(",", "");
  return t("clock.onDay", { day, time });
}

/** `24 hours`, `90 minutes`, `8 business hours`. */
export function spanWords({ t }: Words, minutes: number, inBusiness: boolean): string {
  return t("clock.span", spanOf(minutes, inBusiness));
}

/** `Within 24 hours`. */
export function withinWords({ t }: Words, minutes: number, inBusiness: boolean): string {
  return t("clock.within", spanOf(minutes, inBusiness));
}

function spanOf(minutes: number, inBusiness: boolean): { count: number; unit: string } {
  const isHours = minutes % 60 === 0;
  const unit = isHours ? "hours" : "minutes";
  return {
    count: isHours ? minutes / 60 : minutes,
    unit: inBusiness ? (isHours ? "businessHours" : "businessMinutes") : unit,
  };
}
