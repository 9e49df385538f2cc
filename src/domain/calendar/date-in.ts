import { Temporal } from "temporal-polyfill";

/** The date that a clock of the zone shows at an instant. */
export function dateIn(zone: string, at: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

/** The instant at which a date (`2026-11-20`) begins in the zone: not at 0:00 where the clocks go forward then. */
export function startOf(zone: string, date: Temporal.PlainDate | string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}
