/** A sender's or customer's words for mrkdwn: escaped, one line, at most `most` characters of it. Never empty. */
export function said(words: string, most = 300): string {
  return cut(oneLine(words), most, (character) => ESCAPES[character] ?? character);
}

/** The same for Slack's plain_text, which needs no escaping. */
export function plain(words: string, most: number): string {
  return cut(oneLine(words), most, (character) => character);
}

/** A Slack user, or the name a source uses for an agent. */
export function person(idOrName: string): string {
  return /^[UW][A-Z0-9]{2,}$/.test(idOrName) ? `<@${idOrName}>` : said(idOrName, 80);
}

/** An instant in the reader's own zone; the fallback is UTC. */
export function when(at: Date | string, format = "{date_short_pretty} at {time}"): string {
  const date = new Date(at);
  return `<!date^${Math.floor(date.getTime() / 1000)}^${format}|${date.toISOString().slice(0, 16).replace("T", " ")} UTC>`;
}

/** How long ago, counted by the reader's Slack; the fallback is as of `now`. */
export function ago(at: Date | string, now: Date): string {
  const date = new Date(at);
  const passed = duration(now.getTime() - date.getTime());
  return `<!date^${Math.floor(date.getTime() / 1000)}^{ago}|${passed} ago>`;
}

/** `2 h 5 min`, `3 d 4 h`; at least one minute. */
export function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, days === 0 && rest > 0 && `${rest} min`];
  return parts.filter(Boolean).join(" ");
}

/** A count or rate for people: whole from 10 up, one decimal below, never 0 for what is not; `–` for no number. */
export function amount(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value > 0 && value < 0.05) return "under 0.1";
  const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}

/** `1 alert`, `2 alerts`. */
export function counted(number: number, what: string): string {
  return `${amount(number)} ${what}${number === 1 ? "" : "s"}`;
}

/** As many whole lines as one section takes; the rest is counted. */
export function fitting(lines: string[], most = 2_800): string {
  const shown: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > most) break;
    shown.push(line);
  }
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Without lone surrogates, control characters and marks that turn the direction of what follows. */
function oneLine(words: string): string {
  return words
    .replace(/[\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
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
