/** Charts: their titles, axes and lines. */
export const chart = {
  contacts: "{label}: yhteydenotot",
  contactsADay: "{label}: yhteydenotot päivässä",
  observed: "toteutunut",
  expected: "odotettu",
  lower: "tavallisen alaraja",
  upper: "tavallisen yläraja",
  lastWindow: "viim. {window}",
  day: "Päivä",
  hour: "Kello",
  count: "Yhteydenotot",
};
