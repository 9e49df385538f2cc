/** Charts: their titles, axes and lines. */
export const chart = {
  contacts: "{label}: contacts",
  contactsADay: "{label}: contacts a day",
  observed: "observed",
  expected: "expected",
  lower: "lower end of normal",
  upper: "upper end of normal",
  lastWindow: "last {window}",
  day: "Day",
  hour: "Hour",
  count: "Contacts",
};
