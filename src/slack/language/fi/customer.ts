/** `/customer`: one customer's page, its choices and what is shared of it. */
export const customer = {
  usage:
    "Kuka? `/customer 040 123 4567`, `/customer anna@example.com`, `/customer c-77` tai `/customer Anna Virtanen`.",
  gone: "Tätä asiakasta ei enää ole täällä.",
  nobody:
    "Mikään asiakas ei täsmää. Kirjoita koko puhelinnumero, sähköpostiosoite tai tunnus, tai osa nimestä.",
  noName: "Ei nimeä",
  promise: "Lupaa takaisinsoitto",
  share: "Jaa…",
  open: "Avaa asiakas",
  onlyYou: "Vain sinä näet tämän. Katselustasi jää merkintä tapahtumalokiin.",
  sharedBy:
    "Jakanut {person}, tilanne {at}. Avaamasi asiakas näkyy vain sinulle, ja siitä jää merkintä tapahtumalokiin.",
  shareAsk:
    "Jaetaanko *{name}* kanavalla {channel}? Kaikki siellä, myös vieraat, näkevät asiakkaan tietoja: nimen, lupaukset, yhteydenotot ja palautteen sekä mitä niissä sanottiin. Puhelinnumero, sähköposti ja tunnukset jätetään pois. Jakamisesta jää merkintä tapahtumalokiin.",
  shareNow: "Jaa sinne",
  shareNot: "Älä jaa",
  shareDirect:
    "Tämä on kahdenkeskinen keskustelu. Kirjoita `/customer` sillä kanavalla, jolla haluat jakaa asiakkaan.",
  shared: "Jaettu kanavalla {channel}.",
  notShared: "Ei jaettu.",
  shareNoWay:
    "Ei jaettu: en voi kirjoittaa kanavalle {channel}. Kirjoita siellä `/invite @Earshot` ja paina sitten Jaa uudelleen.",
  shareUnsure: "Slack ei vastannut. Katso kanavaa {channel}, ennen kuin jaat uudelleen.",
  shareRefused:
    "Ei jaettu: Slack ei ottanut sitä vastaan. Kanavalle {channel} ei kirjoitettu mitään; paina Jaa uudelleen minuutin päästä.",
  summary:
    "{open, plural, one {# avoin lupaus} other {# avointa lupausta}}, {broken} rikottu, {contacts, plural, one {# yhteydenotto} other {# yhteydenottoa}}",
  promises: "*Lupaukset*",
  nothingPromised: "Mitään ei ole nyt luvattu.",
  openLine: "*Avoin*: {promise}",
  givenUp: "*Rikottu*: {promise}",
  movedSilently: "*Rikottu, siirretty kertomatta asiakkaalle*: {promise}",
  neverKept: "*Rikottu, myöhässä eikä koskaan pidetty*: {promise}",
  moreOpen: "ja {rest} muuta avointa",
  contactsInAll: "*Yhteydenotot* (yhteensä {count})",
  contactsPage: "*Yhteydenotot* {first}–{last} / {count}, uusin ensin",
  noContacts: "Ei vielä yhtään.",
  newer: "Uudemmat yhteydenotot",
  older: "Vanhemmat yhteydenotot",
  feedback: "*Palaute*",
  noReason: "ei syytä",
  inbound: "{at}, {channel}: {about}",
  outbound: "{at}, me otimme yhteyttä, {channel}: {about}",
  outcome:
    "{outcome, select, reached {tavoitettu} noanswer {ei vastausta} voicemail {vastaajaan} other {katkesi}}",
  resolved: "ratkesi",
  notResolved: "ei ratkennut",
  agent: "käsittelijä {agent}",
  repeated: ":warning: Syy {reason} jo {times} kertaa {days} päivässä",
  silent: ":mute: Viimeksi kuultu {passed} sitten ({at}), tavallinen väli {usual}",
  days: "{days} päivää",
  weeks: "{weeks} viikkoa",
  trend: "*{metric}*, alkaen {since}: {scores}",
  trendRising: "*{metric}*, alkaen {since}: {scores}, *nousee*",
  trendFalling: "*{metric}*, alkaen {since}: {scores}, *laskee*",
  trendUnclear: "*{metric}*, alkaen {since}: {scores}, *ei selvää suuntaa*",
  hits: "{count} asiakasta täsmää; valitse yksi.",
  hitsAndMore:
    "{count} asiakasta täsmää, ja ehkä useampia; valitse yksi, tai kirjoita enemmän nimestä, puhelinnumero, sähköposti tai tunnus.",
  show: "Näytä",
  lastContact: "viimeisin yhteydenotto {at}",
  noContact: "ei vielä yhteydenottoja",
  openPromises: "{count, plural, one {# avoin lupaus} other {# avointa lupausta}}",
};
