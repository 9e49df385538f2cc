import type { Calendar } from "../../../domain/calendar/calendar.ts";
import { weekText } from "../../../domain/calendar/hours.ts";
import { comingDates, countryText, datesText } from "../../../domain/calendar/text.ts";
import { type CalendarTongue, hourText } from "../../../domain/calendar/tongue.ts";
import type { Words } from "../../language/words.ts";

/**
 * A calendar in a line: `Mon-Fri 8-16, closed 6 and 24-26 Dec; holidays of Finland; Europe/Helsinki`. Dates before
 * `today` (`2026-11-20`) are left out; no calendar at all is open around the clock.
 */
export function calendarLine(words: Words, calendar: Calendar | null, today: string): string {
  const { t, language } = words;
  if (calendar === null) return t("calendar.openAlways");
  const tongue = tongueOf(words);
  const coming = comingDates(calendar.dates, today);
  const [closed, open] = [coming.closed, coming.open].map((dates) => datesText(dates, today, tongue));
  const hours = weekText(calendar.week, tongue);
  const days = [
    hours === tongue.always ? t("calendar.openAlways") : hours,
    ...(closed ? [t("calendar.closed", { dates: closed })] : []),
    ...(open ? [t("calendar.open", { dates: open })] : []),
  ];
  const { holidays, zone } = calendar;
  const country = holidays === null ? [] : [countryText(holidays, language)];
  return [days.join(", "), ...country.map((each) => t("calendar.holidays", { country: each })), zone].join(
    "; ",
  );
}

/** `Mon-Fri 8-16, Sat 10-14`. */
export function weekLine(words: Words, week: Calendar["week"]): string {
  return weekText(week, tongueOf(words));
}

function tongueOf({ t }: Words): CalendarTongue {
  const months = t("calendar.months").split(" ");
  return {
    weekdays: t("calendar.weekdays").split(" "),
    always: t("calendar.always"),
    and: t("calendar.and"),
    dash: t("calendar.dash"),
    hour: (minutes) => hourText(minutes, t("calendar.betweenHours")),
    day: (day) => t("calendar.day", { day }),
    date(days, number, year) {
      const month = months[number - 1] ?? "";
      return year === undefined
        ? t("calendar.date", { days, month })
        : t("calendar.dateOfYear", { days, month, year: `${year}` });
    },
  };
}
