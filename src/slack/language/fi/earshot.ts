/** `/earshot`: help, status, and the settings that are said in words. */
export const earshot = {
  statusIn:
    "*Sisään*: {sources, plural, one {# lähde} other {# lähdettä}}; {last}; {waiting, plural, one {# tapahtuma odottaa} other {# tapahtumaa odottaa}}, {aside} siirretty syrjään.",
  lastEvent: "viimeisin tapahtuma tuli {at}",
  noEvent: "mitään ei ole vielä tullut",
  statusOpen: "*Auki nyt*: {signals, plural, one {# signaali} other {# signaalia}}.",
  statusOut:
    "*Ulos*: {delivered, plural, one {# hälytys} other {# hälytystä}} toimitettu, {waiting} odottaa Slackia.",
  statusHeld:
    "*Odottamassa*: {quietHours} hiljaisten tuntien loppua, {digest} koostetta; {muted} hiljennetty.",
  statusDays:
    "⏳ Päiviä lasketaan uudelleen vyöhykkeen {zone} keskiöistä: siihen asti päivittäiset luvut voivat heittää joitakin tunteja.",
  statusTrust: "*Luottamus*: {budget}.",
  statusHeldUp: "• Hälytys ei pääse perille: {error}",
  statusDefault: "*Oletuskanava*: {channel}",
  statusNoDefault:
    "*Oletuskanavaa ei ole asetettu*: hälytyksillä, jotka eivät kuulu millekään tiimille tai syylle, ei ole paikkaa (SLACK_DEFAULT_CHANNEL).",
  leadUsage: "Kerro, kuka vetää mitäkin: `/earshot lead @otto billing`. Tiimit: {teams}.",
  leadNamed: "Tiimin {team} vetäjä on nyt {lead}, joka voi kuitata sen myöhässä olevat lupaukset.",
  agentUsage: "Kerro, kuka asiakaspalvelija on: `/earshot agent maija @maija billing`.",
  agentNoTeam: "Tiimiä ”{team}” ei ole. Tiimit: {teams}.",
  agentTied: "Asiakaspalvelija ”{agent}” on nyt {person}.",
  channelUsage:
    "Kerro, mikä kanava ottaa mitäkin: `/earshot channel #billing-alerts billing` (tiimin tai syyn tunnus, tai `default`). Pelkkä `/earshot channel` näyttää, kuinka paljon tätä kanavaa saa häiritä.",
  channelDefault: "{channel} ottaa kaikki hälytykset, jotka eivät kuulu millekään tiimille tai syylle.",
  channelNobody: "Tiimiä tai syytä ”{code}” ei ole. `/earshot team` ja `/earshot reasons` luettelevat ne.",
  channelTakes: "{channel} ottaa tästä lähtien nämä hälytykset: {owner}.",
  noTeams: "ei vielä yhtään; ne tulevat ensimmäisten yhteydenottojen mukana",
};
