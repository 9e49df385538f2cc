/** Jakson raportti: sen sivu ja mitä Slack siitä kertoo. */
export const report = {
  name: "Syyt ja kustannukset",
  title: "{workspace}: syyt ja kustannukset, {period}",
  week: "viikko {number}, {first} – {last}",
  days: "{first} – {last}",
  about:
    "Päivät aikavyöhykkeellä {zone}; koottu {at}. Raportti ei nimeä yhtään asiakasta eikä työntekijää. Luvut perustuvat kaikkien saapuneiden yhteydenottojen koontitauluihin.",
  contacts: "Yhteydenotot",
  contactsBefore: "edellisellä yhtä pitkällä jaksolla {before}",
  noBefore: "ei historiaa, johon verrata",
  cost: "Yhteydenottojen kustannus",
  costNote: "josta {avoidable} on vältettävissä",
  noCost: "hintoja ei ole asetettu",
  kept: "Lupaukset pidetty ajoissa",
  keptNote: "{kept}/{of}; 95 %:n varmuudella {lower}–{upper}",
  noneDue: "yksikään ei erääntynyt",
  below: "Tulokset alle tavoitteen",
  belowNote: "tavoite on {count, plural, one {# tuloksella} other {# tuloksella}}",
  useful: "Hyödylliset hälytykset",
  usefulNote: "{useful}/{judged} arvioidusta",
  noneJudged: "yhtään ei ole arvioitu",

  reasons: "Mistä otetaan yhteyttä, kustannuksen mukaan",
  reasonsUnpriced: "Mistä otetaan yhteyttä",
  reasonsLead:
    "{contacts, number} yhteydenottoa maksoi noin {all}. Siitä {reasons} on yhteydenotoista, joissa mainitaan jokin syy: {avoidable} ({part}) on vältettävissä (poistettavia tai automatisoitavia), ja {undecided} on syistä, joista kukaan ei ole sanonut.",
  reasonsLeadUnpriced:
    "{contacts, number} yhteydenottoa saapui. Kustannusta ei tunneta, joten syyt ovat mainintojen järjestyksessä; yhteydenotossa voi olla useita syitä, joten luvut eivät summaudu.",
  reasonsChart: "Kunkin syyn kustannus, kallein ensin",
  reasonsChartUnpriced: "Yhteydenotot, joissa syy mainitaan",
  reasonsDescription:
    "Palkki kustakin syystä, kuvio sen mukaan, mitä sille on tarkoitus tehdä; oikealla sen ja kaikkien kalliimpien osuus kustannuksesta. Alla olevassa taulukossa on jokainen luku.",
  cumulative: "Kertyvä osuus",
  moreReasons: "{rest, plural, one {# syy lisää} other {# syytä lisää}} CSV-tiedostossa.",
  noReasons: "Yhtään yhteydenottoa ei saapunut.",
  reason: "Syy",
  becomes: "Tarkoitus",
  costHead: "Kustannus (noin)",
  share: "Osuus",
  mentions: "Mainintoja",
  ofContacts: "Osuus kaikista",
  repeats: "Toistuvia",
  eliminate: "poistaa",
  automate: "automatisoida",
  simplify: "yksinkertaistaa",
  keep: "säilyttää",
  undecided: "ei sanottu",

  moved: "Mikä nousi ja mikä laski",
  movedLead:
    "Tarkastelluista syistä ({lookedAt, number}) {rose} nousi ja {fell} laski {days, plural, one {viime päivänä} other {viimeisten # päivän aikana}} verrattuna edeltävien 8 viikon samoihin viikonpäiviin. Testattu yhdessä (Benjamini ja Hochberg): luetelluista noin joka {one}. on mukana sattumalta.",
  movedLearning:
    "Ei vielä tiedossa: historiaa ennen näitä on {have, plural, one {# päivä} other {# päivää}}, ja tarvitaan {need, number}.",
  movedNone: "Mikään ei noussut tai laskenut sattumaa enempää.",
  movedChart: "Kuinka monta kertaa tavallinen, 90 %:n väli",
  movedDescription: "Piste kustakin syystä ja viiva sen välin yli; 1 on tavallinen.",
  way: "Suunta",
  rose: "nousi",
  fell: "laski",
  observed: "Yhteydenottoja",
  expected: "Tavallisesti",
  ratio: "Kertaa tavallinen (90 %:n varmuus)",
  excessCost: "Kustannus tavalliseen nähden",

  touchpoints: "Kohtaamispisteet ja tavoitteet",
  touchpointsLead:
    "Tulos on alle tavoitteen vasta, kun sen koko 90 %:n väli on tavoitteen alapuolella. Jos kysytyistä vastasi alle {floor}, tulos on vastanneiden eikä asiakkaiden sana.",
  touchpointsNone: "Yhdelläkään kohtaamispisteellä ei ole vastauksia tai tavoitetta.",
  touchpointsChart: "{metric}: tulos ja 90 %:n väli; kolmio on tavoite",
  touchpointsDescription: "Piste kustakin tuloksesta, viiva sen välin yli, kolmio tavoitteen kohdalla.",
  touchpoint: "Kohtaamispiste",
  score: "Tulos (90 %:n varmuus)",
  answers: "Vastauksia",
  target: "Tavoite",
  judgement: "Arvio",
  voice: "Kenen sana",
  metric: "Mittari",
  change: "Edelliseen nähden (90 %:n varmuus)",
  ofCustomers: "asiakkaat",
  ofAnswered: "vain vastanneet",
  ofUnknown: "ei tiedetä, keneltä kysyttiin",

  promises: "Lupaukset",
  promisesNone: "Yhtään lupausta ei erääntynyt.",
  promisesLead:
    "Erääntyneistä lupauksista {kept}/{of} pidettiin ajoissa: {share} (95 %:n varmuudella {lower}–{upper}). Myöhässä pidettiin {late, number}, yhä myöhässä on {overdue, number} ja rikottiin {broken, number}. Täsmällinen aika oli {concrete} lupauksista; muihin sovellettiin tiimin tavallista aikaa.",
  promisesChart: "Pidetty ajoissa, 95 %:n väli",
  promisesDescription: "Piste kustakin tiimistä ja viiva sen välin yli.",
  team: "Tiimi",
  allTeams: "Kaikki",
  noTeam: "Ei tiimiä",
  due: "Erääntyi",
  late: "Pidetty myöhässä",
  overdue: "Yhä myöhässä",
  broken: "Rikottu",
  concrete: "Täsmällinen aika",

  silent: "Hiljaiset",
  silentLead: "Asiakkaat, joihin pitäisi ottaa yhteyttä, {at}. Tässä kerrotaan vain heidän määränsä.",
  silentNone: "Ei hiljaisia asiakkaita, joihin pitäisi ottaa yhteyttä.",
  brokenPromise: "Rikottu lupaus, ei yhteydenottoa sen jälkeen",
  badScore: "Huono arvosana, ei vastattu",
  quiet: "Tavallista pidempään hiljaa",

  mends: "Mitä korjattiin",
  mendsLead: "Korjauksen jälkeiset viikot verrattuna 8 edeltävään ilman piikkien päiviä.",
  mendsNone: "Yhtään syytä ei ole merkitty korjatuksi.",
  mendsChart: "Yhteydenottoja viikossa korjauksen jälkeen suhteessa aiempaan, 90 %:n väli",
  mendsDescription: "Piste kustakin korjatusta syystä ja viiva sen välin yli; alle 1 on vähemmän.",
  standing: "Tilanne",

  trust: "Kuinka paljon koodaukseen voi luottaa",
  uncoded:
    "Koodaamatta on {share} kaikista {contacts} yhteydenotosta ({uncoded}){hasBefore, select, yes {; aiemmin {before}} other {}}.",
  other: "”{label}” ei kerro syytä: sen mainitsee {share} yhteydenotoista ({contacts}).",
  agreement:
    "Kahdesti koodattiin {pairs} yhteydenottoa: samat syyt valittiin {agreed} tapauksista. Cohenin kappa {kappa} (95 %:n varmuudella {lower}–{upper}).",
  agreementFew:
    "Kahdesti on koodattu {pairs, plural, =0 {ei yhtään yhteydenottoa} one {vain yksi yhteydenotto} other {vain # yhteydenottoa}}: ei tiedetä, kuinka yksimielisiä kaksi ihmistä on.",
  drift:
    "{differ, plural, =0 {Kukaan ei koodaa} one {Yksi työntekijä koodaa} other {# työntekijää koodaa}} kohtaamispistettä toisin kuin kaikki muut siellä; vertailussa {agents, number}. Kuka hän on, sitä ei kerrota kenellekään, ja alle viittä ei vertailla.",
  driftFew:
    "Työntekijöiden vertailuun on liian vähän yhteydenottoja, joissa on työntekijä ja kohtaamispiste.",

  alerts: "Omat hälytyksemme",
  alertsLead:
    "{told, plural, =0 {Hälytyksiä ei kerrottu} one {Kerrottiin # hälytys} other {Kerrottiin # hälytystä}}.{hasShare, select, yes { Arvioiduista ({judged}) hyödyllisiä oli {useful}: {share} (90 %:n varmuudella {lower}–{upper}).} other {}} Näin monessa päivässä hyväksytään noin {accepted} väärää piikkihälytystä; hyödyttömiksi sanottiin {realised}.",
  alertKind: "Laji",
  told: "Kerrottu",
  usefulHead: "Hyödyllisiä",
  notUseful: "Hyödyttömiä",
  unjudged: "Arvioimatta",
  kind: "{kind, select, spike {Piikki} touchpoint_below {Kohtaamispiste alle tavoitteen} rising_term {Yleistyvä sana} other {Muu}}",

  assumptions: "Mihin luvut perustuvat",
  assumeMentions:
    "Yhteydenotto, jossa on useita syitä, lasketaan niistä jokaiseen: syiden määrät ja osuudet eivät summaudu. Vain sen kustannus jaetaan, tasan.",
  assumeRepeats:
    "Toistuva on saman asiakkaan yhteydenotto samasta syystä {days, plural, one {# päivän} other {# päivän}} sisällä.",
  assumeCost:
    "Kustannus: {basis}. Yhteydenotto ilman käsittelyaikaa lasketaan kanavansa ja syynsä keskiarvolla (30 yhteydenotosta alkaen), muuten kanavansa keskiarvolla; kesken jätetty ei vie aikaa. Mukana on vain käsittelyn kustannus.",
  assumeUnpriced: "Yhteydenotoista {part} on ilman hintaa eikä ole missään kustannuksessa.",
  assumeAvoidable:
    "Vältettävissä on se, minkä ihmiset ovat merkinneet poistettavaksi tai automatisoitavaksi; se, voiko sen todella säästää, on heidän arvionsa.",
  assumePromises:
    "Lupaus, jonka siirrosta kerrottiin asiakkaalle ajoissa tai joka peruttiin ajoissa, ei ole pidetty eikä rikottu.",
  assumeAlerts: "Hälytys on hyödyllinen, kun useampi sanoi niin kuin ei.",
  assumeLate:
    "Myöhässä saapuvat yhteydenotot muuttavat päiviä, joihin ne kuuluvat: samojen päivien myöhempi raportti voi poiketa tästä.",
  basisRate: "{least} tunnilta",
  basisRates: "{least}–{most} tunnilta kanavan mukaan",
  basisFlat: "kiintein yhteydenottohinnoin",
  basisBoth: "{rates}, osa kanavista kiintein hinnoin",
  basisTimed: "{rates}; käsittelyaika tunnetaan {part} yhteydenotoista",

  slackContacts:
    "*{contacts}* yhteydenottoa{hasBefore, select, yes { (edellisellä yhtä pitkällä jaksolla {before})} other {}}.",
  slackCost: "Ne maksoivat noin *{all}*, josta {avoidable} on vältettävissä.",
  slackMoved: "Sattumaa enemmän nousi {rose, plural, one {# syy} other {# syytä}} ja laski {fell, number}.",
  slackLearning: "Vielä ei tiedetä, mikä nousi tai laski: historiaa on {have, number}/{need, number} päivää.",
  slackRose: "Eniten nousivat: {reasons}.",
  slackRoseOne: "{label} {ratio} kertaa tavallinen ({lower}–{upper})",
  slackBelow:
    "Tuloksista, joilla on tavoite ({count, plural, one {#} other {#}}), {below, plural, one {# on} other {# on}} sen alapuolella: {places}.",
  slackNoneBelow: "Yksikään tulos ei ole varmasti alle tavoitteensa.",
  slackKept: "Lupauksista pidettiin ajoissa {kept}/{of} ({share}, 95 %:n varmuudella {lower}–{upper}).",
  slackSilent:
    "{count, plural, one {# hiljaiseen asiakkaaseen} other {# hiljaiseen asiakkaaseen}} pitäisi ottaa yhteyttä: `/signals silent`.",
  slackMends: "Korjattu: {labels}.",
  slackUncoded: "Koodaamatta on {share} yhteydenotoista.",
  slackAlerts:
    "Omat hälytyksemme: {told, plural, =0 {ei yhtään} one {kerrottu # hälytys, arvioiduista hyödyllisiä {useful}/{judged}} other {kerrottu # hälytystä, arvioiduista hyödyllisiä {useful}/{judged}}}.",
  slackChart: "Kustannus syittäin",
  slackChartUnpriced: "Yhteydenotot syittäin",
  slackPage:
    "Koko raportti tulostettavana sivuna tai CSV-tiedostona: `earshot report {option} --html report.html`. Siellä kerrotaan, mihin luvut perustuvat.",
  field: "Viikkoraportti syistä ja kustannuksista",
  fieldNo: "Ei",
  fieldYes: "Maanantaisin koosteen aikaan",
  line: "{settings}; raportti maanantaisin kello {time}",
};
