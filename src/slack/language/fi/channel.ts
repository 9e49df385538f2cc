/** How much a Slack channel is interrupted: its form, and in a line. */
export const channel = {
  title: "Kanavan asetukset",
  about:
    "Koskee sitä, mikä on uutta kanavalla {channel}. Siellä jo näkyvä pidetään ajan tasalla kuten ennenkin.",
  hours: "Saa häiritä",
  hoursHint:
    "Mon-Fri 8-18. Muulloin on hiljaista: uusi odottaa hiljaisten tuntien loppuun. Tyhjä: milloin vain.",
  budget: "Uusia viestejä päivässä enintään",
  budgetHint:
    "Loput odottavat koostetta, paitsi myöhässä olevat lupaukset. {usual} on hyvä alku. Tyhjä: ei rajaa.",
  threads: "Mitä hälytykselle tapahtuu",
  threadsYes: "kerrotaan sen ketjussa",
  threadsNo: "muuttaa vain sen viestiä",
  digest: "Kooste",
  digestOff: "Ei koostetta",
  digestDaily: "Joka päivä",
  digestWeekly: "Kerran viikossa",
  digestAt: "Kooste tulee kello",
  digestDay: "Viikkokoosteen päivä",
  line: "{hours}; {threads}; {digest}",
  lineAlways: "saa häiritä milloin vain",
  lineHours: "saa häiritä {hours} ({zone})",
  lineBudget: "enintään {messages, plural, one {# uusi viesti} other {# uutta viestiä}} päivässä",
  lineThreads: "tapahtumat ketjussa",
  lineNoThreads: "ei tapahtumia ketjussa",
  lineNoDigest: "ei koostetta",
  lineDaily: "kooste joka päivä kello {time}",
  lineWeekly:
    "kooste {weekday, select, 1 {maanantaisin} 2 {tiistaisin} 3 {keskiviikkoisin} 4 {torstaisin} 5 {perjantaisin} 6 {lauantaisin} other {sunnuntaisin}} kello {time}",
  where: "Sano se tarkoittamallasi kanavalla tai nimeä kanava: `/earshot channel #billing-alerts`.",
  readOnly: "{channel}: {settings}. Työtilan ylläpitäjä muuttaa tätä komennolla `/earshot channel`.",
  noneSet:
    "Millään kanavalla ei ole omia asetuksia: kaikkia saa häiritä milloin vain. `/earshot channel` muuttaa sitä kanavaa, jolla sen sanot.",
  listed: "• {channel}: {settings}",
  saved: "Tallennettu. {channel}: {settings}.",
};
