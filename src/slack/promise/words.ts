import type { Due } from "../../domain/promise/due.ts";
import { readDue, type WordSetting } from "./due-words.ts";
import { readVague } from "./vague-words.ts";

/**
 * Whom and what the words name: the first reading whose customer is known is meant, the last when none is. `text` is empty
 * when nothing says what the promise is for.
 */
export type Reading = { customer: string; text: string };

/** What is missing: nearly all, a customer, or a time. */
export type Unreadable = "who-when-what" | "who" | "no-time";

export type Typed =
  | { kind: "promise"; readings: Reading[]; due: Due }
  /** No time that anybody could be held to; `said`: the words in its place. */
  | { kind: "vague"; readings: Reading[]; said: string }
  | { kind: "refused"; why: Unreadable };

type Found = { before: string; after: string } & ({ due: Due } | { said: string });

const MOST_TEXT = 1_000;
const MOST_CUSTOMER = 200;
const QUOTED = /^["“”]([^"“”]+)["“”]\s+([\s\S]+)$/;
const PHONE = /^\+?[\d()][\d\s()-]*(?=\s|$)/;
const NAME_WORDS = 4;

/**
 * Reads `<customer> <when> <what>`, also with the time last; times are in the writer's zone and in the team's hours.
 * @returns whom, when and what, or why it is no promise
 */
export function readPromise(typed: string, setting: WordSetting): Typed {
  const { customer, rest } = splitCustomer(typed.trim(), setting);
  if (customer === "" || rest === "") {
    return refused("who-when-what");
  }
  if (customer.length > MOST_CUSTOMER) return refused("who");
  const found: Found | undefined = readDue(rest, setting) ?? readVague(rest);
  if (found === undefined) return refused("no-time");
  const readings = [...longName(customer, found), { customer, text: textOf(found.before, found.after) }];
  return "due" in found
    ? { kind: "promise", readings, due: found.due }
    : { kind: "vague", readings, said: found.said };
}

/** Words in quotes, a phone number, or the first word. */
function splitCustomer(typed: string, setting: WordSetting): { customer: string; rest: string } {
  const [, quoted, afterQuotes] = QUOTED.exec(typed) ?? [];
  if (quoted !== undefined && afterQuotes !== undefined)
    return { customer: quoted.trim(), rest: afterQuotes };
  const phone = PHONE.exec(typed)?.[0];
  if (phone !== undefined && phone.replace(/\D/g, "").length >= 6) return splitPhone(typed, phone, setting);
  const first = /^\S+/.exec(typed)?.[0] ?? "";
  return { customer: first, rest: typed.slice(first.length).trim() };
}

/** "040 123 4567 2 hours": of the digits in a row, those belong to the time that make one with what follows. */
function splitPhone(typed: string, digits: string, setting: WordSetting): { customer: string; rest: string } {
  const ends = [...digits.matchAll(/\S+/g)]
    .map((word) => ({ word: word[0], end: word.index + word[0].length }))
    .filter(
      ({ word, end }) =>
        !/^\d{4}-\d\d-\d\d$/.test(word) && digits.slice(0, end).replace(/\D/g, "").length >= 6,
    );
  const splits = ends
    .map(({ end }) => ({ customer: typed.slice(0, end), rest: typed.slice(end).trim() }))
    .filter(({ customer }) => !/\d{4}-\d\d-\d\d/.test(customer))
    .reverse();
  const timed = splits.find(({ rest }) => readDue(rest, setting)?.before.trim() === "");
  return timed ?? splits[0] ?? { customer: digits.trim(), rest: typed.slice(digits.length).trim() };
}

/** "Anna Virtanen tomorrow 14:00 call": all that stands before the time may be a name. */
function longName(customer: string, { before, after }: Found): Reading[] {
  const more = before.trim().split(/\s+/).filter(Boolean);
  const isName = more.length > 0 && more.length < NAME_WORDS && !/\d/.test(customer) && after.trim() !== "";
  return isName ? [{ customer: [customer, ...more].join(" "), text: textOf("", after) }] : [];
}

function textOf(before: string, after: string): string {
  const text = `${before} ${after}`.replace(/\s+/g, " ").replace(/^[\s,:;.-]+|(?:[\s,:;-]|\s\.)+$/g, "");
  return text.slice(0, MOST_TEXT);
}

function refused(why: Unreadable): Typed {
  return { kind: "refused", why };
}
