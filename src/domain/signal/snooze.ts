import { Temporal } from "temporal-polyfill";

export const snoozes = ["1h", "4h", "tomorrow"] as const;
export type Snooze = (typeof snoozes)[number];

/** When a snooze ends: in one or four hours, or at 8:00 tomorrow in the workspace's zone. A snooze always ends. */
export function snoozeEnd(snooze: Snooze, now: Date, zone: string): Date {
  if (snooze === "1h") return new Date(now.getTime() + 3_600_000);
  if (snooze === "4h") return new Date(now.getTime() + 4 * 3_600_000);
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const morning = here.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: "08:00" });
  return new Date(morning.epochMilliseconds);
}
