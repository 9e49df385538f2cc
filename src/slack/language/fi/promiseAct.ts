/** What people do to promises: the forms for it, what came of it, and why not. */
export const promiseAct = {
  kept: "*Hoidettu*: {line}.",
  tried: "*Yrityksesi on kirjattu*: {line}. Lupaus pysyy avoinna.",
  moved:
    "*Aika siirretty*: {line}; {told, select, true {asiakkaalle kerrottiin} other {asiakkaalle ei kerrottu, joten lupaus lasketaan rikotuksi, kunnes joku kirjaa, että asiakas tietää (*Asiakas tietää nyt*)}}.",
  told: "*Kirjattu, että asiakas tietää uuden ajan*: {line}.",
  handedOver: "*Annettu toiselle ({to})*: {line}.",
  givenUp: "*Luovuttu*: {what}; määräaika oli {due}.",
  withdrawn: "*Peruttu*: {what}; määräaika oli {due}.",
  reopened: "*Taas avoinna*: {line}.",
  noticeTitle: "Lupaus",
  close: "Sulje",
  cancel: "Peruuta",

  moveTitle: "Siirrä lupauksen aikaa",
  moveSubmit: "Siirrä",
  newTime: "Uusi aika",
  wasTold: "Kerrottiinko asiakkaalle uusi aika?",
  wasToldHint: "Lupaus, jota siirretään kertomatta asiakkaalle, lasketaan viikon luvuissa rikotuksi.",
  toldYes: "Kyllä, asiakas tietää",
  toldNotYet: "Ei vielä: lasketaan rikotuksi, kunnes asiakas tietää",
  why: "Miksi",
  far: "Aikaan {time} on yli 30 päivää. Valitse toinen aika, tai pidä tämä painamalla uudelleen *Siirrä*.",
  past: "Aika {time} on jo mennyt. Valitse toinen aika, tai pidä tämä painamalla uudelleen *Siirrä*.",
  closed:
    "Tiimi ei ole töissä {time}; se aloittaa {opens}. Valitse toinen aika, tai pidä tämä painamalla uudelleen *Siirrä*.",
  notToCome: "Valitse aika, joka on vasta tulossa.",
  giveUpTitle: "Luovu lupauksesta",
  giveUpSubmit: "Luovu",
  whyGiveUp: "Miksi kukaan ei ota yhteyttä?",
  whyGiveUpHint: "Lupaus lasketaan rikotuksi. Syy jää lupauksen historiaan.",
  sayWhy: "Kerro syy: se jää lupauksen historiaan.",
  handOverTitle: "Anna lupaus toiselle",
  handOverSubmit: "Anna",
  newOwner: "Kuka vastaa lupauksesta tästä lähtien",
  chooseSomebody: "Valitse henkilö.",

  missing:
    "En enää tunne tätä lupausta: se on toisesta asennuksesta, tai se on poistettu. `/promise` näyttää omasi.",
  onlyTheirs:
    "Tämän voivat tehdä vain omistaja ({owner}){hasTeam, select, true {, tiimin {team} väki} other {}} ja vetäjät{hasLeads, select, true { ({leads})} other {}}. Mitään ei muutettu.",
  onlyLeadsGiveUp:
    "Lupauksesta voi luopua vain vetäjä{hasTeam, select, true { (tiimi {team})} other {}}{hasLeads, select, true {: {leads}.} other {, eikä vetäjää ole vielä nimetty. Työtilan ylläpitäjä nimeää sellaisen: `/earshot lead`.}} Sinä voit siirtää aikaa (*Siirrä aikaa*: sovi uusi aika asiakkaan kanssa) tai antaa lupauksen toiselle (*Anna toiselle*).",
  already:
    "Sinä {status, select, kept {pidit sen} broken {luovuit siitä} withdrawn {peruit sen} other {teit tämän}} jo: {at}. Mitään ei muutettu.",
  othersFirst:
    "{who} {status, select, kept {piti sen} broken {luopui siitä} withdrawn {perui sen} other {teki tämän}} ensin: {at}. Mitään ei muutettu.",
  nothingToDo: "Tehtävää ei enää ole: {line}.",
};
