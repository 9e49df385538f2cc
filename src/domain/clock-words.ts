import { Temporal } from "temporal-polyfill";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `tomorrow 10:12`, `Sat 21 Nov 22:00`, on the clock of a zone: for buttons, which cannot show the reader's own. */
export function clockWords(at: Date, { now, zone }: { now: Date; zone: string }): string {
  const [then, today] = [at, now].map((instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const time = `${then.hour}`.padStart(2, "0").concat(":", `${then.minute}`.padStart(2, "0"));
  const days = today.toPlainDate().until(then.toPlainDate()).days;
  if (days === 0) return `today ${time}`;
  if (days === 1) return `tomorrow ${time}`;
  const year = then.year === today.year ? "" : ` ${then.year}`;
  return `${DAYS[then.dayOfWeek - 1]} ${then.day} ${MONTHS[then.month - 1]}${year} ${time}`;
}

/** `24 hours`, `90 minutes`, `8 business hours`. */
export function spanWords(minutes: number, inBusiness: boolean): string {
  const isHours = minutes % 60 === 0;
  const count = isHours ? minutes / 60 : minutes;
  const unit = `${inBusiness ? "business " : ""}${isHours ? "hour" : "minute"}${count === 1 ? "" : "s"}`;
  return `${count} ${unit}`;
}
