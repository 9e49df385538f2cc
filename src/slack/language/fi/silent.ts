/** Viikoittainen luettelo asiakkaista, joista ei kuulu mitään. */
export const silent = {
  title: "*Joista ei kuulu mitään: {team}*",
  everybody: "asiakkaat, joilla ei ole tiimiä",
  none: "*Joista ei kuulu mitään: {team}*\nEi ketään: mikään rikottu lupaus tai huono arvosana ei odota meitä, eikä kukaan asiakas ole ollut hiljaa tavallista pidempään.",
  counts:
    "{broken, plural, one {# asiakkaalle} other {# asiakkaalle}} lupaus rikottiin eikä yhteydenottoa ole sen jälkeen ollut, {bad, number} antoi huonon arvosanan eikä ole saanut vastausta, {quiet, number} on tällä viikolla ollut hiljaa pidempään kuin tavallisesti.",
  broken: "Lupaus, jonka määräaika oli {due}, rikottiin, eikä sen jälkeen ole ollut yhteydenottoa.",
  bad: "{metric} {score}, annettu {at}, eikä kukaan ole vastannut.",
  badAt: "{metric} {score} kohtaamispisteestä {touchpoint}, annettu {at}, eikä kukaan ole vastannut.",
  quiet:
    "Otti yhteyttä noin {gap} välein, ja on ollut hiljaa {at} lähtien (sitä ennen {contacts, plural, one {# yhteydenotto} other {# yhteydenottoa}}).",
  more: "ja {rest, number} muuta",
  privacy:
    "Täällä ei ole nimiä: ”Näytä” kertoo vain sinulle, kuka asiakas on, ja katselusta jää merkintä. Luettelo tulee maanantaisin. Asiakas poistuu siitä, kun hänelle luvataan soitto.",
  show: "Näytä",
  promiseCall: "Lupaa soitto",
  promiseText: "soita: asiakkaasta ei ole kuulunut",
  promiseTextBroken: "soita lupauksesta, jota ei pidetty",
  promiseTextBad: "soita annetusta arvosanasta",
  gone: "Tätä asiakasta ei enää tunneta.",
  noTeam:
    "Et ole vielä missään tiimissä: ylläpitäjä lisää sinut komennolla `/earshot team`. Tässä ovat asiakkaat, joilla ei ole tiimiä.",
};
