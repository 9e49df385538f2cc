/** A source that sends nothing where something is usual. */
export const sourceSilent = {
  silence: "lähteestä {name} ei yhteydenottoja ({silent}); siinä ajassa tavallisesti {lower}–{upper}",
  isSilent: "{name} on hiljaa",
  wasSilent: "{name} oli hiljaa",
  since: "Viimeksi kuultu {at}. Vertailukohtana samat tunnit aiemmilta viikoilta.",
  heardAgain:
    "Lähteestä on taas kuulunut {at} alkaen. Myöhässä tulevat yhteydenotot lasketaan tapahtumahetkelleen, eivätkä ne hälytä ketään.",
  whatNow:
    "Onko lähde tai sen webhook alhaalla? Kunnes se palaa, sen yhteydenotot puuttuvat kaikista luvuista; myöhemmin lähetetyt lasketaan tapahtumahetkelleen, eivätkä ne hälytä ketään.",
  less: "Tämä päättyy, kun lähteestä taas kuuluu. Jos tämä on liikaa: torkuta tai anna kanavalle hiljaiset tunnit ja päiväbudjetti: `/earshot channel`.",
};
