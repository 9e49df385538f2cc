/** Opening hours, closed dates and holidays in a line. */
export const calendar = {
  and: "and",
  dash: "-",
  betweenHours: ":",
  always: "around the clock",
  openAlways: "open around the clock",
  closed: "closed {dates}",
  open: "open {dates}",
  holidays: "holidays of {country}",
  day: "{day}",
  date: "{days} {month}",
  dateOfYear: "{days} {month} {year}",
  weekdays: "Mon Tue Wed Thu Fri Sat Sun",
  months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
};
