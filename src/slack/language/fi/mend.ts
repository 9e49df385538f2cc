/** Mitä korjatuiksi sanotuista syistä on tullut. */
export const mend = {
  tooEarly:
    "*Korjattu* {date}: sen jälkeen ei ole vielä kulunut kokonaista viikkoa, jolta on yhteydenottoja.",
  tooLittleBefore:
    "*Korjattu* {date}: edeltävissä {weeks} viikossa on liian vähän vertailtavaa, {days, plural, one {# päivä} other {# päivää}} piikkien ulkopuolella ja {contacts, plural, one {# yhteydenotto} other {# yhteydenottoa}}.",
  moved:
    "*Korjattu* {date}: {way, select, down {laskenut} up {noussut} other {ennallaan}}, viikossa ennen {before} ja nyt {after} yhteydenottoa, suhde {ratio} ({lower}–{upper}, 90 % varmuus), {weeks, plural, one {# viikon} other {# viikon}} jälkeen: {verdict, select, proven {*osoitettu*} other {*ei vielä osoitettu*}}.",
  notProven:
    "*Korjattu* {date}: viikossa ennen {before} ja sen jälkeen {after} yhteydenottoa, suhde {ratio} ({lower}–{upper}, 90 % varmuus). Sitä *ei osoitettu* {weeks} viikossa, eikä sitä enää seurata.",
  cameBack:
    "*Korjattu* {date}, mutta ei enää: seurannan kahtena viime viikkona {latest} viikossa, ennen korjausta {before}; suhde {weeks, plural, one {# viikolta} other {# viikolta}} {ratio} ({lower}–{upper}, 90 % varmuus). Se on taas *korjaamatta*.",
  volume: "Kaikki muut yhteydenotot ovat {volume}-kertaiset entiseen nähden: vertailu on tehty niihin.",
  note: "”{note}” ({by})",
  how: "Verrattu 8 edeltävään viikkoon ilman sen piikkien päiviä; seurataan 12 viikkoa.",
  label: "*{label}*: {line}",
  digest: "Korjausten jälkeen",
  marked:
    "*{label}* on merkitty korjatuksi {date}. Vertaan sen kokonaisia viikkoja siitä eteenpäin 8 edeltävään viikkoon ja kerron {slackChannel, select, none {sen sivulla, sillä sillä ei ole kanavaa,} other {{place}}}, kun se on osoitettu tai palaa.",
  unmarked: "Syytä *{label}* ei enää seurata korjattuna.",
  notMarked: "Syytä *{label}* ei ole merkitty korjatuksi.",
  sayReason:
    "Kerro, mikä syy korjattiin: `/signals mended late-delivery`, `/signals mended late-delivery on 2026-11-02 uusi kuljettaja`, `/signals unmended late-delivery`.",
  badDate:
    "En ymmärrä päivää ”{typed}”. Kirjoita se muodossa 2026-11-02 tai 2.11.2026, tai jätä pois: silloin tänään.",
  future: "{date} on vasta tulossa. Merkitse se, kun se on korjattu.",
  tooOld: "{date} on yli vuoden takana: liian vanha seurattavaksi.",
  button: "Se korjattiin …",
  title: "Korjattu syy",
  intro: "*{label}*: sen viikkoja siitä päivästä alkaen verrataan 8 edeltävään viikkoon.",
  date: "Korjattu",
  noteLabel: "Mitä tehtiin",
  save: "Seuraa",
};
