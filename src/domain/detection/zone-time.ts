const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Turns instants into the wall clock of one IANA zone; offsets are remembered, because asking Intl is slow. */
export interface ZoneTime {
  /** Milliseconds to add to UTC at this instant. */
  offsetMs(at: number): number;
  /** Instant of a wall-clock time given as if it were UTC; a repeated hour means its first pass, a skipped one moves on. */
  instantOf(wallMs: number): number;
}

/** Throws a RangeError that names the zone when it does not exist. */
export function zoneTime(zone: string): ZoneTime {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    throw new RangeError(`unknown time zone "${zone}" (use an IANA name such as Europe/Helsinki)`);
  }
  const known = new Map<number, number>();
  const offsetMs = (at: number): number => {
    // no zone changes its offset within a quarter of an hour that it does not begin
    const quarter = Math.floor(at / (HOUR / 4));
    const remembered = known.get(quarter);
    if (remembered !== undefined) return remembered;
    if (known.size > 200_000) known.clear();
    const offset = readOffset(format, at);
    known.set(quarter, offset);
    return offset;
  };
  const instantOf = (wallMs: number): number => {
    const before = offsetMs(wallMs - DAY);
    const first = wallMs - before;
    return offsetMs(first) === before ? first : wallMs - offsetMs(wallMs + DAY);
  };
  return { offsetMs, instantOf };
}

/** Days since 1 January 1970 on the wall calendar. */
export function localDay(zone: ZoneTime, at: number): number {
  return Math.floor((at + zone.offsetMs(at)) / DAY);
}

/** Day of the week of a day number, 0 = Monday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `2026-11-21` of a day number. */
export function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function readOffset(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name);
  if (!match?.[1]) return 0;
  const ms = Number(match[2]) * HOUR + Number(match[3]) * 60_000 + Number(match[4] ?? 0) * 1000;
  return match[1] === "-" ? -ms : ms;
}
