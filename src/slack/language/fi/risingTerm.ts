/** Words that more customers say than before, whatever the contacts were coded. */
export const risingTerm = {
  title: "*Uusia sanoja*",
  over: " (ohi)",
  said: "”{term}” mainitaan {observed} yhteydenotossa ({window}), odotettu {expected}",
  numbers:
    "*{observed}* yhteydenottoa *{customers}* asiakkaalta mainitsee tämän ({window}, {at} asti); odotettu *{expected}*. Se on {share} kaikista {contacts} yhteydenotosta, joissa on tekstiä.",
  also: "Enimmäkseen samoissa yhteydenotoissa: {terms}.",
  quoted: "”{term}”",
  chance:
    "Tarkasteltiin {terms} sanaa ja sanaparia, opittu {days} päivästä; noin yksi tällainen hälytys sadasta on sattumaa.",
  coded: "Näin ne on koodattu: {reasons}. Yhteydenotolla voi olla useita syitä.",
  codedNone: "Kukaan ei ole koodannut niistä yhtäkään.",
  reason: "{label} {count}",
  uncoded: "ei syytä {count}",
  before: "Mikään syy ei ole samalla noussut piikkiin: kyse voi olla asiasta, jolla ei vielä ole koodia.",
  examples: "*Viimeisimmät*",
  example: "• {at} {channel}: ”{summary}”",
  exampleTimes: "• {at} {channel}: ”{summary}” ({times} kertaa)",
  endedSince: "Sanat ovat olleet tavallisella tasolla {at} alkaen.",
  ended: "Sanat ovat taas tavallisella tasolla.",
  less: "Tämä päättyy, kun sanoja kuullaan taas tavalliseen tapaan. Jos tämä on liikaa: hiljennä nämä sanat joksikin aikaa tai torkuta; merkitse ratkaistuksi, niin tämä pysyy hiljaa siihen asti; tai anna kanavalle hiljaiset tunnit ja päiväbudjetti: `/earshot channel`.",
  open: "• *Uusia sanoja*: {said}; alkoi {at}{state}",
  line: "*Uusia sanoja*: {said}; alkoi {at}",
};
