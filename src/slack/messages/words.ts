/** A sender's or customer's words for mrkdwn: escaped, unformatted, one line, at most `most` characters of it. Never empty. */
export function said(words: string, most = 300): string {
  return cut(unformatted(oneLine(words)), most, (character) => ESCAPES[character] ?? character);
}

/** The same for Slack's plain_text, which needs no escaping. */
export function plain(words: string, most: number): string {
  return cut(oneLine(words), most, (character) => character);
}

/** A Slack user, or the name a source uses for an agent. */
export function person(idOrName: string): string {
  return /^[UW][A-Z0-9]{2,}$/.test(idOrName) ? `<@${idOrName}>` : said(idOrName, 80);
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Without lone surrogates, control characters and marks that turn the direction of what follows. */
function oneLine(words: string): string {
  return words
    .replace(/[\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** Slack cannot escape its marks: pairs that would make words bold or struck, or end our own bold, are left out. */
function unformatted(words: string): string {
  return words
    .replaceAll("`", "'")
    .replace(/(?<![\p{L}\p{N}])([*_~])(?=\S)([^*_~]*[^\s*_~])\1(?![\p{L}\p{N}])/gu, "$2");
}

/** Cuts after escaping, so that neither an escape nor a surrogate pair is broken. */
function cut(words: string, most: number, as: (character: string) => string): string {
  let whole = "";
  let shorter = "";
  for (const character of words) {
    whole += as(character);
    if (whole.length > most) return `${shorter}…`;
    if (whole.length < most) shorter = whole;
  }
  return whole || "–";
}
