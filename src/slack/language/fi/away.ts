/** Who is away, and until when. */
export const away = {
  usage:
    "Mihin asti? `/earshot away until Friday`, `/earshot away perjantaihin`, `/earshot away 2 weeks`; `/earshot back` lopettaa poissaolon.",
  notToCome: "Se ei ole tulossa. {usage}",
  atMostAYear: "Enintään vuosi eteenpäin.",
  you: "Olet poissa, paluu {end}: sillä välin muistutukset menevät tiimille, eikä yhtään lupausta unohdeta.",
  other:
    "{who} on poissa, paluu {end}: sillä välin muistutukset menevät tiimille, eikä yhtään lupausta unohdeta.",
  waiting:
    "{count, plural, one {# avoin lupaus odottaa} other {# avointa lupausta odottaa}}, seuraavan määräaika on {due}; `/promise` antaa lupauksia toisille.",
  youBack: "Olet taas paikalla: muistutukset tulevat taas tänne.",
  otherBack: "{who} on taas paikalla: muistutukset tulevat taas tänne.",
  onlyAdmin: "Vain tämän Slack-työtilan ylläpitäjä voi sanoa sen toisesta. Mitään ei muutettu.",
};
