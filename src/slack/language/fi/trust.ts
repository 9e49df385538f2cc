/** How far the coding can be trusted. */
export const trust = {
  title: "*Kuinka paljon koodaukseen voi luottaa*, {days} päivää ennen {at}",
  none: "Historiaa ei vielä ole: yhtään yhteydenottoa ei ole tullut.",
  uncoded: "*Koodaamatta*: {share} kaikista {contacts} yhteydenotosta ({uncoded}).",
  uncodedBefore:
    "*Koodaamatta*: {share} kaikista {contacts} yhteydenotosta ({uncoded}); edeltävinä {days} päivänä {before}.",
  other: "*”{label}”*: {share} yhteydenotoista mainitsee sen ({contacts}).",
  noOther: "Mikään syy ei ole pelkkä ”muu”.",
  reads:
    "Koodaamattomista ({uncoded}) {read} näyttää tekstinsä perusteella näiltä: {reasons}. Mitään ei koodata sen mukaan: se kertoo, mistä katsoa.",
  readsNone: "Vielä ei tiedetä, miltä koodaamattomat yhteydenotot näyttävät: {why}",
  whyFew: "siihen tarvitaan joitakin satoja koodattuja yhteydenottoja, joissa on tekstiä.",
  whyWords: "yhdenkään teksti ei varmasti viittaa mihinkään syyhyn.",
  reason: "{label} {count}",
  agreement:
    "*Kahdesti koodattu*: {pairs} yhteydenottoa; molemmat valitsivat samat syyt {agreed} tapauksista. Cohenin kappa {kappa} (95 %:n varmuudella {lower}–{upper}): {word}.",
  agreementNone:
    "*Kahdesti koodattu*: {pairs, plural, =0 {ei vielä yhtään yhteydenottoa} one {vasta yksi yhteydenotto} other {vasta # yhteydenottoa}}. Anna toisen ihmisen koodata niitä muutama sata (`POST /v1/codings`), niin tiedetään, kuinka yksimielisiä kaksi ihmistä on.",
  agreementReasons: "Vähiten yksimielisiä: {reasons}.",
  agreementReason: "{label} {kappa} ({lower}–{upper})",
  word: "{word, select, poor {tuskin sattumaa parempi} slight {heikko} fair {välttävä} moderate {kohtalainen} substantial {hyvä} other {lähes täydellinen}}",
  drift:
    "*Yksi muita vastaan*: {count, plural, one {yksi työntekijä koodaa} other {# työntekijää koodaa}} samassa kohtaamispisteessä toisin kuin muut; vertailussa {agents}.",
  driftNone:
    "*Yksi muita vastaan*: vertailussa {agents}, eikä kukaan koodaa kohtaamispistettä toisin kuin muut.",
  driftFew:
    "*Yksi muita vastaan*: vertailuun on liian vähän yhteydenottoja, joissa on sekä työntekijä että kohtaamispiste.",
  driftLead:
    "• {touchpoint}, sinun tiimissäsi: yhdellä työntekijällä ”{label}” on {share} syistä, muilla {rest} ({contacts} syytä)",
  driftElsewhere: "Tiimin vetäjä näkee täällä, missä kohdassa; kuka hän on, sitä ei kerrota kenellekään.",
  driftNobody: "Kuka hän on, sitä ei kerrota kenellekään.",
  misread: "*Koodattu yhdeksi, näyttää toiselta*: {lines}.",
  misreadOne: "”{coded}”-koodatuista ({of}) {contacts} näyttää syyltä ”{reads}”",
  reader:
    "Arvio perustuu {examples} koodattuun yhteydenottoon: {heldOut} myöhemmästä se nimesi ihmisen antaman syyn {accuracy} tapauksista (makro-F1 {f1}).",
  about:
    "Kappa pitää yksimielisyytenä samaa syiden joukkoa. Yhteydenotossa voi olla useita syitä, joten osuudet eivät summaudu.",
  concentratedAgent:
    "*{observed}/{of}* tulee yhdeltä työntekijältä, jolla on tavallisesti {usual}: *kyse voi olla yhden ihmisen koodauksesta*, ei asiakkaista.",
  concentratedTeam: "{observed}/{of} tulee tiimiltä {name}, jolla on tavallisesti {usual}.",
  concentratedChannel: "{observed}/{of} tulee kanavasta {name}, jolla on tavallisesti {usual}.",
  perhaps: "ehkä yhden ihmisen koodausta: ",
};
