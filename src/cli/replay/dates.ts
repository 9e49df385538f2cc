import { Temporal } from "temporal-polyfill";

/** Reads one file's times. Gives an instant in milliseconds, or says in words why it cannot. */
export type ReadTime = (text: string) => { at: number } | { why: string };

type Parts = Record<string, string>;
type Format = { pattern: RegExp; tokens: string[] };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthNames =
  "january february march april may june july august september october november december".split(" ");

// Longest first: "MMM" is not "MM" and an "M".
const tokenPatterns: Record<string, string> = {
  YYYY: "\\d{4}",
  YY: "\\d{2}",
  MMMM: monthNames.join("|"),
  MMM: months.join("|"),
  MM: "\\d{2}",
  M: "\\d{1,2}",
  DD: "\\d{2}",
  D: "\\d{1,2}",
  HH: "\\d{2}",
  H: "\\d{1,2}",
  hh: "\\d{2}",
  h: "\\d{1,2}",
  mm: "\\d{2}",
  m: "\\d{1,2}",
  ss: "\\d{2}",
  s: "\\d{1,2}",
  SSS: "\\d{1,3}",
  A: "[ap]\\.?m\\.?",
  Z: "Z|[+-]\\d{2}:?\\d{2}",
};
const tokenNames = Object.keys(tokenPatterns).sort((a, b) => b.length - a.length);
const tokenizer = new RegExp(`\\[([^\\]]*)\\]|(${tokenNames.join("|")})|([\\s\\S])`, "g");

/**
 * Times by strict formats such as `M/D/YYYY H:mm` or `DD-MMM-YY h:mm:ss A`; without any, ISO 8601. Where a text has no
 * offset, `zone` says it. A text that two formats read as two instants is refused, and so is a wall-clock time that a
 * change of the clocks skips or repeats.
 */
export function timeReader(formats: readonly string[], zone: string | undefined): ReadTime {
  const compiled = formats.map(compile);
  return (text) => {
    try {
      const readings =
        compiled.length === 0 ? [readIso(text, zone)] : compiled.flatMap((f) => read(text, f, zone));
      const instants = new Set(readings);
      if (instants.size > 1) return { why: `"${text}" is ambiguous: two formats read it as different times` };
      const [at] = instants;
      if (at !== undefined) return { at };
      return { why: `"${text}" does not match ${formats.map((format) => `"${format}"`).join(" or ")}` };
    } catch (error) {
      return {
        why:
          error instanceof UnreadableTime
            ? error.message
            : `"${text}" is no time that exists in ${zone ?? "UTC"}`,
      };
    }
  };
}

class UnreadableTime extends Error {}

function compile(format: string): Format {
  const tokens: string[] = [];
  const pattern = format.replace(tokenizer, (_whole, literal?: string, token?: string, other?: string) => {
    if (token === undefined) return literally(literal ?? other ?? "");
    tokens.push(token);
    return `(${tokenPatterns[token]})`;
  });
  return { pattern: new RegExp(`^${pattern}$`, "i"), tokens };
}

function literally(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function read(text: string, { pattern, tokens }: Format, zone: string | undefined): number[] {
  const match = pattern.exec(text.trim());
  if (match === null) return [];
  const parts: Parts = Object.fromEntries(tokens.map((token, index) => [token, match[index + 1] ?? ""]));
  const number = (...names: string[]) => {
    const name = names.find((candidate) => parts[candidate] !== undefined);
    return name === undefined ? undefined : Number(parts[name]);
  };
  const wall = {
    year: number("YYYY") ?? fullYear(number("YY")),
    month: number("MM", "M") ?? monthOf(parts.MMMM ?? parts.MMM),
    day: number("DD", "D") ?? 1,
    hour: number("HH", "H") ?? hourOf(number("hh", "h"), parts.A),
    minute: number("mm", "m") ?? 0,
    second: number("ss", "s") ?? 0,
    millisecond: Number((parts.SSS ?? "0").padEnd(3, "0")),
  };
  return [instantOf(text, Temporal.PlainDateTime.from(wall, { overflow: "reject" }), parts.Z, zone)];
}

function readIso(text: string, zone: string | undefined): number {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (match === null) {
    throw new UnreadableTime(
      `"${text}" is not ISO 8601: give its form, such as --date-format "M/D/YYYY H:mm"`,
    );
  }
  return instantOf(text, Temporal.PlainDateTime.from(`${match[1]}T${match[2]}`), match[3], zone);
}

function instantOf(
  text: string,
  wall: Temporal.PlainDateTime,
  offset: string | undefined,
  zone: string | undefined,
): number {
  if (offset !== undefined) return Temporal.Instant.from(`${wall}${offset}`).epochMilliseconds;
  if (zone === undefined)
    throw new UnreadableTime(`"${text}" has no offset: say where its clock is with --zone`);
  const candidates = ["earlier", "later"] as const;
  const [earlier, later] = candidates.map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }));
  if (earlier !== undefined && later !== undefined && !earlier.equals(later)) {
    const skipped = !earlier.toPlainDateTime().equals(wall);
    throw new UnreadableTime(
      `"${text}" ${skipped ? "does not exist" : "happens twice"} in ${zone}: the clocks change`,
    );
  }
  return (earlier as Temporal.ZonedDateTime).epochMilliseconds;
}

function fullYear(twoDigits: number | undefined): number {
  if (twoDigits === undefined) throw new UnreadableTime("--date-format has no year");
  // As POSIX reads them.
  return twoDigits < 69 ? 2000 + twoDigits : 1900 + twoDigits;
}

function monthOf(name: string | undefined): number {
  if (name === undefined) throw new UnreadableTime("--date-format has no month");
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function hourOf(hour: number | undefined, half: string | undefined): number {
  if (hour === undefined) return 0;
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) throw new UnreadableTime(`${hour} o'clock has no AM or PM`);
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}
