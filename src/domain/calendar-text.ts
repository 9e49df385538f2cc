import type { Calendar } from "./calendar.ts";
import { datesText } from "./calendar-dates.ts";
import { weekText } from "./calendar-hours.ts";

/**
 * A calendar in a line: `Mon-Fri 8-16, closed 6 and 24-26 Dec; holidays of Finland; Europe/Helsinki`. Dates before
 * `today` (`2026-11-20`) are left out; no calendar at all is open around the clock.
 */
export function calendarText(calendar: Calendar | null, today: string): string {
  if (calendar === null) return "open around the clock";
  const { week, dates, holidays, zone } = calendar;
  const coming = Object.entries(dates).filter(([date]) => date >= today);
  const closed = datesText(Object.fromEntries(coming.filter(([, periods]) => periods.length === 0)), today);
  const open = datesText(Object.fromEntries(coming.filter(([, periods]) => periods.length > 0)), today);
  const hours = weekText(week);
  const days = [
    hours === "around the clock" ? `open ${hours}` : hours,
    ...(closed === "" ? [] : [`closed ${closed}`]),
    ...(open === "" ? [] : [`open ${open}`]),
  ];
  return [days.join(", "), ...(holidays === null ? [] : [`holidays of ${countryText(holidays)}`]), zone].join(
    "; ",
  );
}

/** `FI` is Finland, `DE-BY` is Germany (BY). */
export function countryText(code: string): string {
  const [nation = "", ...regions] = code.split("-");
  const name = new Intl.DisplayNames("en", { type: "region" }).of(nation) ?? nation;
  return regions.length === 0 ? name : `${name} (${regions.join("-")})`;
}
