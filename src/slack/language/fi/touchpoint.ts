/** Kohtaamispisteet: tulokset, tavoitteet ja ketkä vastaavat. */
export const touchpoint = {
  at: "{touchpoint}, {channel}",
  score: "{metric} {value} (90 %:n varmuudella {lower}…{upper})",
  scoreOf:
    "{metric} {value} (90 %:n varmuudella {lower}…{upper}; {answers, plural, one {# vastaus} other {# vastausta}})",
  below: "{place} on alle tavoitteensa",
  wasBelow: "{place} oli alle tavoitteensa",
  belowTitle: "*{title}*: {metric} {value}, tavoite {target}",
  voiceCustomers: "Asiakkaat kertovat",
  voiceAnswered: "Vastanneet ({share} {asked, number} kyselyn saaneesta) kertovat",
  voiceUnknown: "Vastanneet kertovat (ei tiedetä, kuinka monelta kysyttiin)",
  judged:
    "{voice}: {score}, {answers, plural, one {# vastaus} other {# vastausta}} ajalta {first} – {last}; koko väli on alle tavoitteen {target}.",
  judgedClear:
    "{voice}: {score}, {answers, plural, one {# vastaus} other {# vastausta}} ajalta {first} – {last}; tavoite on {target}.",
  clear: "Se ei ole enää varmasti alle tavoitteen {day} alkaen, ja hälytys päättyy, jos tilanne kestää.",
  changeDown: "Laskua {by} edelliseen yhtä pitkään jaksoon (90 %:n varmuudella {lower}–{upper}).",
  changeUp: "Nousua {by} edelliseen yhtä pitkään jaksoon (90 %:n varmuudella {lower}–{upper}).",
  changeUnsure: "Muutos edelliseen yhtä pitkään jaksoon {by}; väli {lower}…{upper} voi olla sattumaa.",
  byChannel: "Kanavittain: {channels}.",
  channelScore: "{channel} {value} ({lower}…{upper}, {answers, plural, one {# vastaus} other {# vastausta}})",
  less: "Se päättyy, kun tulos ei ole kolmeen päivään varmasti alle tavoitteen. Mistä se koostuu: `/signals touchpoint {code}`. Vähemmän: torkuta se, tai muuta tavoitetta komennolla `/earshot touchpoint {code}`.",
  ended: "Tulos ei ole enää alle tavoitteensa.",
  line: "*{place}*: {metric} {value}, alle tavoitteen {target}",
  open: "• {below}; {at} lähtien{state}",
  verdictBelow: "*alle* tavoitteen {target}",
  verdictMet: "tavoitteessa {target}",
  verdictTooFew:
    "tavoite {target}: liian vähän vastauksia, tarvitaan {needed, plural, one {noin # lisää} other {noin # lisää}}",
  verdictNone: "tavoite {target}: ei vielä vastauksia",
  verdictUnclear: "liian lähellä tavoitetta {target}, jotta ne voisi erottaa",
  noTarget: "ei tavoitetta",
  noAnswers: "{metric}: ei vastauksia",
  satisfied: "{share} antoi 4 tai 5 ({lower}–{upper})",
  coverage:
    "Kyselyt: {sent, plural, one {# lähetetty} other {# lähetetty}}, {answered, number} vastattu ({share}), {silent, number} vastaamatta.",
  coverageUnknown: "Ei tiedetä, kuinka monelta kysyttiin: lähetä `POST /v1/surveys`, kun kysely lähtee.",
  unasked: "Tuloksissa ovat kaikki vastaukset, myös ne, joista ei tiedetä, kysyttiinkö niitä.",
  gapsNone:
    "Vastanneet eivät varmuudella eroa vastaamattomista missään ({asked, plural, one {# asiakas} other {# asiakasta}} vertailussa).",
  gapsTitle: "Miten vastanneet eroavat vastaamattomista:",
  gapContacts:
    "he ottivat yhteyttä {answered} kertaa edeltävien 90 päivän aikana, muut {silent} kertaa (ero {lower}…{upper})",
  gapPromise: "lupaus rikottiin: heistä {answered}, muista {silent} (ero {lower}…{upper} prosenttiyksikköä)",
  gapReason:
    "heistä {answered} mainitsee syyn {reason}, muista {silent} (ero {lower}…{upper} prosenttiyksikköä)",
  waitBreak:
    "Odotus: noin {wait} min:n ({lower}–{upper}) jälkeen {metric}-vastausten keskiarvo putoaa tasolta {before} tasolle {after}; {answers, plural, one {# vastaus} other {# vastausta}}.",
  waitGradual:
    "Odotus: {metric}-vastausten keskiarvo laskee noin {fall} joka odotusminuutilla, ilman selvää murtumiskohtaa ({answers, plural, one {# vastaus} other {# vastausta}}).",
  waitNone:
    "Odotus: murtumiskohtaa ei näy, kun katsotaan {answers, plural, one {# {metric}-vastaus} other {# {metric}-vastausta}}.",
  waitFew:
    "Odotus: {answers, plural, one {# {metric}-vastaus, jonka odotusaika tiedetään} other {# {metric}-vastausta, joiden odotusaika tiedetään}}; murtumiskohdan etsimiseen tarvitaan {need, number}.",
  pageTitle: "{label} ajalta {first} – {last}",
  listTitle: "Kohtaamispisteet ajalta {first} – {last}",
  listEmpty:
    "Yhdestäkään kohtaamispisteestä ei ole vielä kuultu: yhteydenotot, palautteet ja kyselyt nimeävät ne.",
  listHint:
    "`/signals touchpoint invoice` näyttää yhden; ylläpitäjä asettaa tavoitteet komennolla `/earshot touchpoint invoice`.",
  pageHint:
    "`/signals touchpoints` luettelee kaikki; ylläpitäjä asettaa tavoitteet komennolla `/earshot touchpoint {code}`.",
  unknown: "Kohtaamispistettä ”{asked}” ei ole. Tunnetut: {known}.",
  unknownNone: "Kohtaamispistettä ”{asked}” ei ole, eikä yhtään tunneta vielä.",
  formTitle: "Kohtaamispiste",
  formSave: "Tallenna",
  formClose: "Peruuta",
  formLabel: "Nimi",
  formTarget: "Tavoite {metric} ({min}–{max})",
  formHint: "Tyhjä: ei tavoitetta. Hälytys tulee vasta, kun tulos on varmasti alle tavoitteen.",
  formChannels: "Yksittäisten kanavien tavoitteet",
  formChannelsHint: "Yksi rivillä: phone csat 4,2",
  notNumber: "Kirjoita luku, esimerkiksi {example}",
  scale: "{metric} on välillä {min}–{max}",
  channelLine:
    "Rivi {line}: kirjoita kanava, mittari ja luku, esimerkiksi phone csat 4,2. Kanavat: {channels}",
  channelScale: "Rivi {line}: {metric} on välillä {min}–{max}",
  channelTwice: "Rivi {line}: kanavalla {channel} on jo tavoite mittarille {metric}",
  saved: "{label} on tallennettu. {targets}",
  savedNone: "Sillä ei ole tavoitetta: siitä ei hälytetä.",
  savedTargets: "Tavoitteet: {targets}. Ne arvioidaan kerran päivässä.",
};
