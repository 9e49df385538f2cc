/** Said before any listener, or instead of one. */
export const gate = {
  notInstalled:
    "Earshotia ei ole asennettu tähän Slack-työtilaan, joten se ei vastaa täällä. Kysy asiasta työtilan ylläpitäjältä.",
  trouble:
    "Se ei onnistunut: Earshotissa on jokin vialla. Mitään ei muutettu; yritä minuutin päästä uudelleen.",
  noStore:
    "Earshot ei juuri nyt saa yhteyttä tietokantaansa. Mitään ei muutettu; yritä minuutin päästä uudelleen.",
  adminsOnly: "Vain tämän Slack-työtilan ylläpitäjä voi muuttaa asetuksia. Mitään ei muutettu.",
  welcome:
    "Earshot on asennettu. Seuraavaksi: kerro komennolla `/earshot channel #kanavan-nimi default`, minne kenellekään kuulumattomat hälytykset menevät, ja lisää lähde komentorivillä: `earshot source add generic --name desk --workspace {team}`.",
};
