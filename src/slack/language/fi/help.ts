/** `/earshot help`: by what one wants to do; the commands after each stand with an example. */
export const help = {
  about:
    "*Earshot* kuulee jokaisen asiakkaan yhteydenoton, kertoo kun yhteydenoton syy todella poikkeaa tavallisesta, eikä unohda luvattua takaisinsoittoa.",
  more: "Lisää",
  back: "Koko ohje",
  end: "`/earshot status` mitä on tullut, mikä odottaa ja mitä on kerrottu. `/earshot language english` vastaa sinulle englanniksi, `/earshot language suomi` suomeksi.",
  unknown: "En tunne komentoa ”{word}”. `/earshot help` kertoo, mitä ymmärrän.",
  unknownNear: "En tunne komentoa ”{word}”. Tarkoititko `/earshot {near}`? `/earshot help` kertoo loput.",
  noSubject: "Aiheesta ”{word}” ei ole ohjetta; tässä on, mistä on.",

  customer: "*Hae asiakas*",
  customerFirst:
    "• `/customer 040 123 4567` lupaukset, yhteydenotot ja palaute; myös sähköpostilla, tunnuksella tai nimellä. Vain sinä näet sen",
  customerRest:
    "• *Lupaa takaisinsoitto* ja *Jaa* ovat painikkeita vastauksen alla; Jaa kysyy ensin\n• `/signals silent` asiakkaat, joista tiimisi eivät kuule mitään\n• Jokainen haku kirjataan",

  promise: "*Lupaa takaisinsoitto*",
  promiseFirst:
    "• `/promise 040 123 4567 huomenna 14:00 soita takaisin hyvityksestä`\n• `/promise new` sama lomakkeella\n• `/promise` mitä olet luvannut",
  promiseRest:
    "• Ajat ovat Slackisi aikavyöhykkeellä: ”perjantaina klo 12”, ”2 tunnin kuluessa”, ”4 työtunnin kuluessa”, ”1 työpäivän kuluessa”\n• `/promise team`, `/promise overdue` tiimiesi lupaukset\n• `/promise show 040 123 4567` mitä asiakkaan lupauksille tapahtui\n• `/promise week` miten hyvin ne pidettiin\n• Viestistä: sen ⋯-valikko, *Promise a call-back*\n• `/earshot away until Friday`, `/earshot back` sillä välin muistutukset menevät tiimillesi",

  signals: "*Katso, mikä on poikkeavaa*",
  signalsFirst:
    "• `/signals` mikä on auki nyt\n• `/signals late-delivery` syyn viime viikko odotettuun verrattuna; `/signals phone` kanavan\n• `/signals top week` mistä otettiin eniten yhteyttä, edelliseen viikkoon verrattuna",
  signalsRest:
    "• `/signals backtest late-delivery 90d` milloin syystä olisi hälytetty\n• `/signals touchpoints` tulokset tavoitteisiin verrattuna; `/signals touchpoint invoice` yksi kohtaamispiste: kanavat, ketkä vastaavat, mitä odottaminen tekee\n• `/signals report`, `/signals report month` viime viikon tai kuukauden syyt ja kustannukset\n• `/signals mended late-delivery on 2026-11-02 uusi kuljettaja` seuraa, näkyykö korjaus; `/signals unmended late-delivery` lopettaa sen\n• `/signals trust` kuinka paljon koodaukseen voi luottaa\n• `/earshot reasons` kaikki syyt, kuka niistä vastaa, ja uudet koodit",

  quiet: "*Vähennä viestejä*",
  quietFirst:
    "• `/signals mute late-delivery 3d` syystä ei tule uusia hälytyksiä tälle kanavalle vähään aikaan\n• *Torkuta* ja *Ei hyödyllinen* ovat painikkeita jokaisen hälytyksen alla",
  quietRest:
    "• `/signals mute late-delivery 3d everywhere` kaikilla kanavilla; `/signals muted` luettelee, `/signals unmute late-delivery` lopettaa\n• `/signals digest` mitä tämän kanavan kooste kertoisi nyt\n• `/earshot channel` kanavan hiljaiset tunnit, uusien viestien määrä päivässä ja kooste, työtilan ylläpitäjille",

  setup: "*Ota käyttöön*, työtilan ylläpitäjille",
  setupFirst:
    "• `/earshot settings` kieli, aikavyöhyke, montako väärää hälytystä hyväksytään\n• `/earshot team billing` tiimin työajat, määräajat, muistutukset ja vetäjät\n• `/earshot channel` kuinka paljon tätä kanavaa saa häiritä",
  setupRest:
    "• `/earshot team` kaikki tiimit; `/earshot lead @otto billing` nimeää vetäjän\n• `/earshot agent maija @maija billing` kuka Slack-käyttäjä asiakaspalvelija on\n• `/earshot channel #billing-alerts billing` minne tiimin tai syyn hälytykset menevät; loput: `default`\n• `/earshot route` ohjaa signaalit lajin, syyn, kohtaamispisteen tai tiimin mukaan; `/earshot routes` ja `/earshot channels` luettelevat\n• `/earshot reason invoice-wrong` syyn nimi, koodit ja vastuukanava; `/earshot merge INV-ERR into invoice-wrong`\n• `/earshot touchpoint invoice` tavoitteet: NPS, CSAT ja CES\n• `/earshot cost` mitä käsittely maksaa ja milloin yhteydenotto on toistuva",
};
