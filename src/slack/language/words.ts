import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "../../domain/language.ts";
import { catalogues, type Key } from "./catalogue.ts";

/** What a message's text is filled with; a number that a plural counts stays a number. */
export type Values = Record<string, string | number | boolean>;

/** How one language says things. Its texts are ICU messages, by `room.key` in the catalogues. */
export type Words = {
  language: Language;
  /** For `Intl`: `en-GB` writes days and hours as Europe reads them. */
  locale: "en-GB" | "fi-FI";
  /** @throws FormatError when the text wants a value that is not given */
  t(key: Key, values?: Values): string;
  /** A count or rate for people: whole from 10 up, one decimal below, never 0 for what is not; `–` for no number. */
  amount(value: number | null | undefined): string;
  /** What people write and we read back, with the decimal mark of the language: `phone 4.2`, `phone 4,2`. */
  typed(text: string): string;
  /** A share of 0 to 1: `12 %`. */
  percent(share: number): string;
  /** `€1,240`, without cents from 10 up. `currency` is an ISO 4217 code. */
  money(amount: number, currency: string): string;
  /** `2 h 5 min`, `3 d 4 h`; at least one minute. */
  duration(ms: number): string;
  /** An instant in the reader's own zone, counted by their Slack; the fallback is UTC. `format` is Slack's: `{date_short_pretty}`. */
  when(at: Date | string, format?: string): string;
  /** How long ago, counted by the reader's Slack; the fallback is as of `now`. */
  ago(at: Date | string, now: Date): string;
  /** As many whole lines as one section takes; the rest is counted. */
  fitting(lines: readonly string[], most?: number): string;
};

const spoken = new Map<Language, Words>();

/** The words of a language; always the same object. */
export function wordsIn(language: Language): Words {
  const known = spoken.get(language) ?? speak(language);
  spoken.set(language, known);
  return known;
}

function speak(language: Language): Words {
  const locale = language === "fi" ? "fi-FI" : "en-GB";
  const t = translator(language, locale);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const words: Words = {
    language,
    locale,
    t,
    amount(value) {
      if (value === null || value === undefined || !Number.isFinite(value)) return "–";
      if (value > 0 && value < 0.05) return t("common.underATenth");
      return (Math.abs(value) >= 10 ? whole : tenths).format(value);
    },
    typed: (text) => (language === "fi" ? text.replace(/(?<=\d)\.(?=\d)/g, ",") : text),
    percent: (share) => `${words.amount(100 * share)} %`,
    money: (amount, currency) =>
      amount.toLocaleString(locale, {
        style: "currency",
        currency,
        ...(Math.abs(amount) >= 10 && { maximumFractionDigits: 0 }),
      }),
    duration(ms) {
      const minutes = Math.max(1, Math.round(ms / 60_000));
      const [days, hours, rest] = [
        Math.floor(minutes / 1440),
        Math.floor((minutes % 1440) / 60),
        minutes % 60,
      ];
      const parts = [
        days > 0 && t("common.days", { days }),
        hours > 0 && t("common.hours", { hours }),
        days === 0 && rest > 0 && t("common.minutes", { minutes: rest }),
      ];
      return parts.filter(Boolean).join(" ");
    },
    when: (at, format = t("common.dateAndTime")) => slackDate(at, format, utcTime(at)),
    ago(at, now) {
      const passed = words.duration(now.getTime() - new Date(at).getTime());
      return slackDate(at, "{ago}", t("common.ago", { passed }));
    },
    fitting(lines, most = 2_800) {
      const shown: string[] = [];
      let length = 0;
      for (const line of lines) {
        length += line.length + 1;
        if (length > most) break;
        shown.push(line);
      }
      const rest = lines.length - shown.length;
      return [...shown, ...(rest > 0 ? [t("common.andMore", { rest })] : [])].join("\n");
    },
  };
  return words;
}

/** Each text is parsed once. Angle brackets are Slack's, not tags. */
function translator(language: Language, locale: string): Words["t"] {
  const parsed = new Map<Key, IntlMessageFormat>();
  return (key, values = {}) => {
    const known =
      parsed.get(key) ?? new IntlMessageFormat(textOf(language, key), locale, undefined, { ignoreTag: true });
    parsed.set(key, known);
    return String(known.format(values));
  };
}

function textOf(language: Language, key: Key): string {
  const [room = "", name = ""] = key.split(".");
  const rooms: Record<string, Record<string, string>> = catalogues[language];
  const text = rooms[room]?.[name];
  if (text === undefined) throw new RangeError(`no words for ${key} in ${language}`);
  return text;
}

function slackDate(at: Date | string, format: string, fallback: string): string {
  return `<!date^${Math.floor(new Date(at).getTime() / 1000)}^${format}|${fallback}>`;
}

function utcTime(at: Date | string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
