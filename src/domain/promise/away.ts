/** Emojis by which people say that they are not at work; Slack's own `:palm_tree:` is Vacationing, `:face_with_thermometer:` Out sick. */
const awayEmojis = new Set([
  "palm_tree",
  "desert_island",
  "beach_with_umbrella",
  "face_with_thermometer",
  "mask",
  "nauseated_face",
  "sleeping",
  "zzz",
  "baby_bottle",
]);

/** Words of the same, in English and Finnish. */
const awayWords =
  /\b(vacation\w*|holidays?|on leave|(parental|maternity|paternity|family|sick|annual) leave|out of (the )?office|ooo|out sick|sick( today)?|ill|away|pto|day off|off (today|until|till|work)|not working)\b|\b(lomalla|vuosilomalla|lomailemassa|poissa|sairaana|sairaslomalla|vapaalla|vanhempainvapaalla|hoitovapaalla)\b/i;

/** What undoes them: `back from vacation`, `not away`. */
const hereWords = /\b(back from|not away|never away|ei poissa|takaisin|planning|booking|before)\b/i;

/** Whether a Slack status says that somebody is not at work now. In a meeting, at lunch or working from home they are. */
export function saysAway({ emoji, text }: { emoji: string; text: string }): boolean {
  if (hereWords.test(text)) return false;
  return awayWords.test(text) || awayEmojis.has(emoji);
}
