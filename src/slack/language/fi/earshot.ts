/** `/earshot`: help, status, and the settings that are said in words. */
export const earshot = {
  helpAbout:
    "*Earshot* kuulee jokaisen asiakkaan yhteydenoton, kertoo kun yhteydenoton syy todella poikkeaa tavallisesta, eikä unohda luvattua takaisinsoittoa.",
  helpCustomer:
    "`/customer 040 123 4567` kaikki yhdestä asiakkaasta (myös sähköpostilla, tunnuksella tai nimellä); vain sinä näet sen",
  helpSignals:
    "`/signals` mikä on nyt auki; `/signals late-delivery` yhden syyn viime viikko odotettuun verrattuna, `/signals phone` yhden kanavan; `/signals top week` mistä otettiin eniten yhteyttä; `/signals backtest late-delivery 90d` milloin syystä olisi hälytetty; `/signals help` lisää",
  helpDigest:
    "`/signals digest` mitä tämän kanavan kooste kertoisi nyt: mikä nousi ja laski, mikä odotti, lupaukset, mikä on auki",
  helpMute:
    "`/signals mute late-delivery 3d` syystä ei tule uusia hälytyksiä tälle kanavalle vähään aikaan (`everywhere`: millekään kanavalle), `/signals unmute late-delivery`, `/signals muted`",
  helpPromise:
    "`/promise` mitä olet luvannut; `/promise 040 123 4567 huomenna 14:00 soita hyvityksestä`; `/promise new` lomake; `/promise help` lisää",
  helpAway:
    "`/earshot away until Friday`, `/earshot back`: kun olet poissa, lupaustesi muistutukset menevät tiimillesi; `/earshot team` tiimien työajat ja säännöt",
  helpUseful:
    "*Hyödyllinen* ja *Ei hyödyllinen* piikin alla: kerro, oliko se hälytyksen arvoinen; `/earshot status` laskee vastaukset",
  helpStatus:
    "`/earshot status` mitä on tullut, mikä odottaa, mitä on kerrottu ja kuinka monta hälytystä ei pidetty hyödyllisenä",
  helpAdmins:
    "Työtilan ylläpitäjille: `/earshot settings` montako väärää hälytystä kuukaudessa hyväksytään, kanavien kieli, aikavyöhyke ja maa, `/earshot team billing` tiimin työajat, määräajat, muistutukset ja vetäjät, `/earshot lead @otto billing` nimeää vetäjän, `/earshot agent maija @maija billing` yhdistää asiakaspalvelijan Slack-käyttäjään, `/earshot channel #billing-alerts billing` kertoo, minne tiimin tai syyn hälytykset menevät, `/earshot route` ohjaa signaalit lajin, syyn, kohtaamispisteen tai tiimin mukaan, `/earshot channel` asettaa kanavan hiljaiset tunnit, viestien päiväbudjetin ja koosteen; `/earshot routes` ja `/earshot channels` luettelevat ne.",
  unknown: "En tunne komentoa ”{word}”.",
  unknownNear: "En tunne komentoa ”{word}”. Tarkoititko `/earshot {near}`?",
  statusIn:
    "*Sisään*: {sources, plural, one {# lähde} other {# lähdettä}}; {last}; {waiting, plural, one {# tapahtuma odottaa} other {# tapahtumaa odottaa}}, {aside} siirretty syrjään.",
  lastEvent: "viimeisin tapahtuma tuli {at}",
  noEvent: "mitään ei ole vielä tullut",
  statusOpen: "*Auki nyt*: {signals, plural, one {# signaali} other {# signaalia}}.",
  statusOut:
    "*Ulos*: {delivered, plural, one {# hälytys} other {# hälytystä}} toimitettu, {waiting} odottaa Slackia.",
  statusHeld:
    "*Odottamassa*: {quietHours} hiljaisten tuntien loppua, {digest} koostetta; {muted} hiljennetty.",
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
  channelNobody: "Tiimiä tai syytä ”{code}” ei ole.",
  channelTakes: "{channel} ottaa tästä lähtien nämä hälytykset: {owner}.",
  noTeams: "ei vielä yhtään; ne tulevat ensimmäisten yhteydenottojen mukana",
};
