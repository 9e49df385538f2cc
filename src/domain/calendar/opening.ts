import { addBusinessMs, nextOpening, type OpenHours } from "./calendar.ts";

const MINUTE_MS = 60_000;

/** `from` and so many minutes of the team's open time; of the clock's, for a team that never opens. */
export function minutesLater(hours: OpenHours, from: Date, minutes: number): Date {
  const ms = minutes * MINUTE_MS;
  return orElse(
    () => addBusinessMs(hours, from, ms),
    () => new Date(from.getTime() + ms),
  );
}

/** When it is open next, `at` itself when it is then. A team that never opens is always open: no promise is silent. */
export function openingFrom(hours: OpenHours, at: Date): Date {
  return orElse(
    () => nextOpening(hours, at),
    () => at,
  );
}

function orElse<T>(work: () => T, otherwise: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return otherwise();
    throw error;
  }
}
