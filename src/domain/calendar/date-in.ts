import { Temporal } from "temporal-polyfill";

/** The date that a clock of the zone shows at an instant. */
export function dateIn(zone: string, at: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}
