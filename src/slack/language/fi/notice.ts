/** What is said once, to a person or a channel. */
export const notice = {
  theAlert: "Hälytys",
  reminder: "*Aikaa {left}*: ”{what}”, luvattu {due}.",
  nobodyOwns: "*Lupauksella ei ole omistajaa: kuka ottaa sen?* ”{what}”, aikaa {left}, määräaika {due}.",
  away: "*{owner} on poissa: kuka ottaa tämän?* ”{what}”, aikaa {left}, määräaika {due}.",
  removed:
    "*{owner} ei ole enää tässä Slackissa: kuka ottaa tämän?* ”{what}”, aikaa {left}, määräaika {due}.",
  unknown:
    "*En tunne Slackissa nimeä {owner} (ylläpitäjä voi kertoa: `/earshot agent`): kuka ottaa tämän?* ”{what}”, aikaa {left}, määräaika {due}.",
  handedOver: "{by} antoi sinulle lupauksen: ”{what}”; määräaika {due}.",
  handedOverLate: "{by} antoi sinulle lupauksen: ”{what}”; *myöhässä*, määräaika oli {due}, {ago}.",
  kept: "*Pidetty*: ”{what}”. Asiakas tavoitettiin ({channel}) {at}, {isLate, select, true {{late} myöhässä} other {ajoissa}}. Oliko kyse muusta? Kumoa se.",
  keptBestOf:
    "*Pidetty*: ”{what}”. Asiakas tavoitettiin ({channel}) {at}, {isLate, select, true {{late} myöhässä} other {ajoissa}}. Samalle asiakkaalle on {among} avointa lupausta, joista tämä sopii parhaiten. Oliko kyse muusta? Kumoa se.",
  escalation: "*Kukaan ei ole kuitannut tätä*: {overdue}",
  toldLeads: "Vetäjille on jo kerrottu.",
  noLead:
    "Tämä kanava kuulee siitä, koska vetäjää{hasTeam, select, true { (tiimi {team})} other {}} ei ole nimetty: työtilan ylläpitäjä nimeää sellaisen komennolla `/earshot lead`.",
  acknowledgementExpired:
    "*Kuittauksesi on rauennut*: {overdue} Tämä on taas avoinna, ja vetäjät kuulevat siitä. Kuittaa uudelleen, jos se on yhä sinulla.",
  acknowledge: "Kuittaa",
  acknowledgeAll: "Kuittaa kaikki",
  overdueOnes: "{count, plural, one {# lupaus myöhässä} other {# lupausta myöhässä}}.",
  overdueLatest:
    "{count, plural, one {# lupaus myöhässä} other {# lupausta myöhässä}}; viimeisimmän määräaika oli {due}, {ago}.",
  overdueBy: "”{what}”, omistaja {owner}, määräaika oli {due}, {ago}.",
  overdueNobodys: "”{what}”, ei omistajaa, määräaika oli {due}, {ago}.",
  daysCut: "Päivät lasketaan nyt vyöhykkeen {zone} keskiöstä keskiyöhön, menneetkin.",
  muteEndedWords:
    "*Hiljennys on päättynyt: {reason}.* Hiljennyksen alun ({at}) jälkeen jäi kertomatta {spikes, plural, one {yksi hälytys,} other {# hälytystä, suurin}} {observed} yhteydenottoa, joissa sanat esiintyvät, kun odotus oli {expected}. {goingOn, plural, =0 {Yksikään ei jatku.} one {# jatkuu yhä.} other {# jatkuu yhä.}}",
  muteEnded:
    "*Hiljennys on päättynyt: {reason}.* Hiljennyksen alun ({at}) jälkeen jäi kertomatta {spikes, plural, one {yksi piikki,} other {# piikkiä, suurin}} {observed} yhteydenottoa, kun odotus oli {expected}. {goingOn, plural, =0 {Yksikään ei jatku.} one {# jatkuu yhä.} other {# jatkuu yhä.}}",
};
