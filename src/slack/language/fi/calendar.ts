/** Opening hours, closed dates and holidays in a line. */
export const calendar = {
  and: "ja",
  dash: "–",
  betweenHours: ".",
  always: "ympäri vuorokauden",
  openAlways: "auki ympäri vuorokauden",
  closed: "suljettu {dates}",
  open: "auki {dates}",
  holidays: "pyhäpäivät: {country}",
  day: "{day}.",
  date: "{days}{month}",
  dateOfYear: "{days}{month}{year}",
  weekdays: "ma ti ke to pe la su",
  months: "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12.",
};
