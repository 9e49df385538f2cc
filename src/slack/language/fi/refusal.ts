/** Why a click did nothing, and what it did where it is not seen. */
export const refusal = {
  notForThisKind: "Tämä painike ei enää kuulu tähän hälytykseen; viesti näyttää, mitä nyt voi tehdä.",
  tooLate:
    "{who} ehti ensin: tämä {status, select, resolved {suljettiin} snoozed {torkutettiin} other {kuitattiin}} {at}. Mitään ei muutettu.",
  quicker: "Joku muu ehti ensin; viesti näyttää, mikä nyt pätee.",
  missingAlert:
    "En tunne enää tätä hälytystä: se on toisesta asennuksesta tai sen historia on tyhjennetty. `/signals` näyttää, mitä on avoinna nyt.",
  noCustomer: "Tämän lupauksen asiakas ei ole tiedossa.",
  clicked:
    "Tämä on {action, select, acknowledge {kuitattu: se on nyt sinulla} snooze {torkutettu} other {merkitty ratkaistuksi}}. {seen, select, alert {Hälytys ja sen ketju kertovat sen kaikille.} digest {Rivi tässä koosteessa kertoo sen kaikille.} other {`/signals` kertoo sen kaikille.}}",
  onlyLeads:
    "Vain vetäjä{hasTeam, select, true { (tiimi {team})} other {}} voi kuitata myöhässä olevan lupauksen: {leads}. Jos olet tavoittanut asiakkaan, paina *Hoidettu*.",
  noLead:
    "Vain vetäjä{hasTeam, select, true { (tiimi {team})} other {}} voi kuitata myöhässä olevan lupauksen, eikä vetäjää ole vielä nimetty. Työtilan ylläpitäjä nimeää sellaisen: `/earshot lead`. Jos olet tavoittanut asiakkaan, paina *Hoidettu*.",
};
