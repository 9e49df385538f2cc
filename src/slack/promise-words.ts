import * as chrono from "chrono-node";
import { Temporal } from "temporal-polyfill";

export type TypedPromise = { customer: string; dueAt: Date; text: string };
export type Typed = { kind: "promise"; promise: TypedPromise } | { kind: "refused"; why: string };

const EXAMPLE = "`/promise 040 123 4567 tomorrow 14:00 call back about the refund`";
const VAGUE = /\b(asap|as soon as possible|soon|shortly|later|sometime|when possible)\b/i;
const CUSTOMER = /^("[^"]+"|[^\s@]+@[^\s@]+|\+?\d[\d\s()-]{5,}\d(?=\s)|\S+)\s+([\s\S]+)$/;
/** A day without an hour is promised by then: when most offices still answer. */
const END_OF_DAY_HOUR = 16;

/**
 * Reads `<customer> <when> <what>`; times are in the writer's zone.
 * @returns the promise, or in words why it is none
 */
export function readPromise(typed: string, { now, zone }: { now: Date; zone: string }): Typed {
  const parts = CUSTOMER.exec(typed.trim());
  const customer = parts?.[1]?.replaceAll('"', "").trim();
  const rest = parts?.[2]?.trim();
  if (customer === undefined || rest === undefined) {
    return refused(`Who, when and what? For example ${EXAMPLE}. \`/promise new\` opens a form.`);
  }
  const found = readDue(rest, { now, zone });
  if (found === undefined) {
    return refused(
      VAGUE.test(rest)
        ? "“As soon as possible” is not a promise a customer can rely on. Say by when: “tomorrow 14:00”, “in 2 hours”, “Friday”."
        : `I find no time in that. Say by when: “tomorrow 14:00”, “in 2 hours”, “Friday”. For example ${EXAMPLE}.`,
    );
  }
  if (found.dueAt <= now) return refused("That time has passed. Promise a time that is still to come.");
  if (found.text === "") return refused(`What was promised? For example ${EXAMPLE}.`);
  return { kind: "promise", promise: { customer, ...found } };
}

function readDue(
  words: string,
  { now, zone }: { now: Date; zone: string },
): { dueAt: Date; text: string } | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const timezone = here.offsetNanoseconds / 60e9;
  const [found] = chrono.en.GB.parse(words, { instant: now, timezone }, { forwardDate: true });
  if (found === undefined) return undefined;
  const before = words.slice(0, found.index).replace(/\b(by|on|at|before|until|within)\s*$/i, "");
  const after = words.slice(found.index + found.text.length);
  const text = `${before} ${after}`.replace(/\s+/g, " ").replace(/^[\s,:;-]+|[\s,:;-]+$/g, "");
  return { dueAt: instantOf(found.start, zone), text };
}

/** "in 2 hours" is an instant already; a day and hour are read in the writer's zone, also across a change of the clock. */
function instantOf(said: chrono.ParsedComponents, zone: string): Date {
  if (said.isCertain("timezoneOffset")) return said.date();
  const hasHour = said.isCertain("hour");
  const local = Temporal.PlainDateTime.from({
    year: said.get("year") ?? 1970,
    month: said.get("month") ?? 1,
    day: said.get("day") ?? 1,
    hour: hasHour ? (said.get("hour") ?? 0) : END_OF_DAY_HOUR,
    minute: hasHour ? (said.get("minute") ?? 0) : 0,
  });
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

function refused(why: string): Typed {
  return { kind: "refused", why };
}
