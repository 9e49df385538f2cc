/** How a language writes days and hours. */
export type CalendarTongue = {
  /** Monday first. */
  weekdays: readonly string[];
  always: string;
  and: string;
  dash: string;
  /** `8`, `8:30`, of the minutes of a day. */
  hour(minutes: number): string;
  /** `24`, of a month. */
  day(day: number): string;
  /** Days as written, with their month. */
  date(days: string, month: number, year: number | undefined): string;
};

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** The one that is read back. */
export const english: CalendarTongue = {
  weekdays: WEEKDAYS,
  always: "around the clock",
  and: "and",
  dash: "-",
  hour: (minutes) => hourText(minutes, ":"),
  day: (day) => `${day}`,
  date: (days, month, year) => [days, MONTHS[month - 1], year].filter(Boolean).join(" "),
};

/** `8`, `8:30`, of the minutes of a day. */
export function hourText(minutes: number, between: string): string {
  const minute = minutes % 60;
  const hour = Math.floor(minutes / 60);
  return minute === 0 ? `${hour}` : `${hour}${between}${String(minute).padStart(2, "0")}`;
}
