/** Mitä yhteydenotot maksavat ja moniko niistä toistuu. */
export const cost = {
  excess:
    "*Ylimäärän kustannus* tähän asti: noin {amount} ({lower}–{upper}), {each} yhteydenotolta, {basis}.",
  month:
    "*Kustannus 30 viime päivältä*: {amount}, {basis}. {avoidable, select, yes {Kaikki se on vältettävissä.} no {Mikään siitä ei ole vältettävissä.} other {Kukaan ei ole sanonut, onko se vältettävissä.}}",
  unpriced: "Tästä {part} on ilman kustannusta: käsittelyaikaa ei tunneta tai kanavalla ei ole hintaa.",
  split: "Yhteydenoton kustannus jaetaan sen syiden kesken, kun niitä on useita.",
  noRates: "*Kustannus*: hintoja ei ole asetettu. Työtilan ylläpitäjä asettaa ne komennolla `/earshot cost`.",
  noPrice:
    "*Kustannus*: ei tiedossa, sillä yhdelläkään 30 viime päivän yhteydenotolla ei ole käsittelyaikaa tai kanavallaan hintaa.",
  repeats:
    "*Toistuvat*: 30 viime päivän {contacts, plural, one {# yhteydenotosta} other {# yhteydenotosta}} {repeats} {repeatCount, plural, one {toistaa} other {toistaa}} aiempaa (sama asiakas ja syy {days, plural, one {# päivän} other {# päivän}} sisällä).",
  flat: "kiintein yhteydenottohinnoin",
  atRate: "hintaan {rate} tunnilta",
  atRates: "hintaan {least}–{most} tunnilta kanavan mukaan",
  someFlat: "{rates}, osa kanavista kiintein hinnoin",
  timed: "{rates}, käsittelyaika tunnetaan {part} yhteydenotoista",
  timedAll: "{rates}, käsittelyaika tunnetaan kaikista yhteydenotoista",
  column: "Kustannus (noin)",
  repeatColumn: "Toistuvia",
  lineTop: "{line}; noin {amount}, toistuvia {repeats}",
  lineRepeats: "{line}; toistuvia {repeats}",
  howTop: "Kustannus: näiden päivien keskihinnalla syyn yhteydenotoille.",
  howRepeats: "Toistuvat: sama asiakas ja syy {days, plural, one {# päivän} other {# päivän}} sisällä.",
  moved: "{line}; noin {amount} {way, select, rose {enemmän} other {vähemmän}} kuin tavallisesti",
  title: "Yhteydenottojen hinnat",
  currency: "Valuutta",
  currencyHint: "ISO 4217 -koodi: EUR, SEK, USD.",
  perHour: "Tunti käsittelyä",
  perHourHint: "42, chat 30: kolmekymmentä chatille, 42 muille kanaville. Tyhjä: ajalla ei ole hintaa.",
  perContact: "Yhteydenotto kestosta riippumatta",
  perContactHint: "letter 9,50. Ohittaa kanavan tuntihinnan. Tyhjä: ei mitään.",
  repeatDays: "Toistuva: sama asiakas ja syy näin monen päivän sisällä",
  repeatDaysHint: "1–90. Jo lasketut lasketaan uudelleen muutamassa minuutissa.",
  assumptions:
    "Yhteydenotto ilman käsittelyaikaa lasketaan kanavansa ja syynsä keskiarvolla (30 yhteydenotosta alkaen), muuten kanavansa keskiarvolla. Kesken jätetty ei vie aikaa. Kustannus jaetaan yhteydenoton syiden kesken; muuten yhteydenotto lasketaan jokaiseen syyhynsä kokonaan.",
  saved: "Tallennettu. {set}",
  setRates: "Yhteydenotot maksavat: {basis}, valuutta {currency}.",
  setNone: "Hintoja ei ole asetettu: millään ei ole kustannusta.",
  recounting:
    "Toistuvat lasketaan uudelleen {days, plural, one {# päivän} other {# päivän}} sisällä; se kestää muutaman minuutin.",
  perHourIs: "tunti {rates}",
  perContactIs: "yhteydenotto {rates}",
  movedColumn: "Kustannus tavalliseen nähden (noin)",
};
