import type { FaultName } from "../../../domain/fault.ts";

/** What is wrong with a setting that somebody wrote; the command line says the same. */
export const fault: Record<FaultName, string> = {
  notZone: "”{typed}” ei ole aikavyöhyke: kirjoita esimerkiksi Europe/Helsinki",
  notZoneNear: "”{typed}” ei ole aikavyöhyke: tarkoititko {near}?",
  outsideDay: "kellonajat ovat välillä 0–24",
  endsBeforeBegin:
    "ajan on päätyttävä alkunsa jälkeen; yli puolenyön on kaksi jaksoa, esimerkiksi 22-24 ja seuraavana päivänä 0-6",
  periodsOverlap: "päivän jaksojen on oltava järjestyksessä, eivätkä ne saa mennä päällekkäin",
  neverOpen: "viikossa ei ole yhtään aukioloaikaa; mikään ei voisi koskaan erääntyä",
  noHours: "aikoja ei ole annettu; kirjoita esimerkiksi ”Mon-Thu 8-12 and 13-17, Fri 8-15:30”",
  hoursOfNoDay:
    "”{typed}” ei kuulu millekään päivälle; kirjoita esimerkiksi ”Mon-Thu 8-12 and 13-17, Fri 8-15:30”",
  notHours: "”{typed}” ei ole aika; kirjoita esimerkiksi 8-16 tai 8:30-16:00",
  halfDays: "”{typed}”: kirjoita am tai pm molempiin, tai muodossa 9-17",
  notDay:
    "”{typed}” ei ole päivä; kirjoita Mon, Tue, Wed, Thu, Fri, Sat tai Sun, esimerkiksi ”Mon-Thu 8-12 and 13-17, Fri 8-15:30”",
  dayTwice: "{day} on mainittu kahdesti; kirjoita kaikki sen ajat samaan kohtaan",
  dayWithoutHours:
    "{day} on ilman aikoja; kirjoita esimerkiksi ”Mon-Thu 8-12 and 13-17, Fri 8-15:30”, tai ”closed”",
  inPart: "”{typed}”: {fault}",
  notDate: "”{typed}” ei ole päivämäärä; kirjoita esimerkiksi ”6 Dec, 24-26 Dec, 31 Dec 9-12”",
  noSuchDate: "”{typed}”: sellaista päivää ei ole",
  dateTwice: "{date} on mainittu kahdesti",
  dateWithoutMonth: "”{typed}”: missä kuussa? Kirjoita esimerkiksi ”6 Dec, 24-26 Dec, 31 Dec 9-12”",
  datesTooLong: "”{typed}” pitää päättyä alkunsa jälkeen, {most} päivän kuluessa",
  datesTooMany: "näitä on {count} päivää; enintään {most} voidaan nimetä",
  notSpan: "”{typed}” ei ole tällainen aika; kirjoita ”24 hours” tai ”8 business hours”",
  spanInDays: "päivät ovat eripituisia; kirjoita työpäivälle ”8 business hours”",
  spanOutside: "vähintään 1 minuutti, enintään 30 päivää",
  notMinutes: "”{typed}” ei ole minuutteja; kirjoita kokonaisluku väliltä 1–{most}",
  remindersTooMany: "enintään {most} muistutusta",
  beforeLeads: "ei ennen vetäjiä, jotka kuulevat siitä {minutes} minuutin kuluttua",
  notFalseAlerts:
    "kirjoita luku, joka on yli 0 ja enintään {most}: 1 on yksi väärä hälytys kuukaudessa, 0,5 yksi kahdessa kuukaudessa",
  notDailyBudget: "kirjoita kokonaisluku väliltä 0–{most}, tai jätä tyhjäksi, jos rajaa ei ole",
  notScoreDays: "päivien määrä on kokonaisluku väliltä 1–{most}",
  notCoverageFloor: "vastausosuuden raja on väliltä 0–100 %",
  budgetWithoutDigest: "kun viesteillä on päiväraja, valitse kooste: se kertoo, mitä raja pidättää",
  noHolidays: "maan ”{typed}” pyhäpäiviä ei tunneta: kirjoita esimerkiksi FI tai DE-BY",
  noHolidaysNear: "maan ”{typed}” pyhäpäiviä ei tunneta: tarkoititko {country} ({code})?",
  noRegion: "maassa {country} ei ole aluetta ”{typed}”; tunnetaan {known}, tai vain {code}",
  noRegions: "maassa {country} ei ole aluetta ”{typed}”; alueita ei tunneta, kirjoita vain {code}",
  noCountry: "kirjoita maa, esimerkiksi FI tai DE-BY",
  notRouteChannel:
    "”{typed}” ei ole Slack-kanava; kirjoita se #-merkin kanssa, esimerkiksi `reasons invoice-*, late-delivery to #billing-alerts`",
  notRouteKind: "”{typed}” ei ole signaalin laji; lajit ovat {kinds}",
  notRouteWord:
    "”{typed}”: reitti alkaa jollakin näistä: {words}, to; esimerkiksi `reasons invoice-*, late-delivery to #billing-alerts`",
  notRouteWordNear:
    "”{typed}”: tarkoititko ”{near}”? Esimerkiksi `reasons invoice-*, late-delivery to #billing-alerts`",
  routeNowhere: "kerro, minne se menee, esimerkiksi `reasons invoice-*, late-delivery to #billing-alerts`",
  routeChannelsTooMany: "reitti menee enintään {most} kanavalle",
  routeAsksTooMuch: "reitti kysyy enintään {most} asiaa",
  notCurrency: "”{typed}” ei ole ISO 4217 -valuutta; kirjoita esimerkiksi EUR",
  notCurrencyNear: "”{typed}” ei ole ISO 4217 -valuutta; tarkoititko {near}? Kirjoita esimerkiksi EUR",
  belowZero: "”{typed}” on alle nollan; mikään ei maksa alle 0",
  notAmount: "”{typed}” ei ole summa väliltä 0–{most, number}; kirjoita luku, kuten 42 tai 4,50",
  rateTwice: "muille kanaville on kirjoitettu kaksi summaa",
  rateTwiceOfChannel: "kanavalle {channel} on kirjoitettu kaksi summaa",
  notContactChannel: "”{typed}” ei ole yhteydenottojen kanava; kanavat ovat {channels}",
  notContactChannelNear: "”{typed}” ei ole yhteydenottojen kanava; tarkoititko {near}?",
  notRepeatDays: "”{typed}” ei ole kokonainen määrä päiviä väliltä 1–{most}",
};
