import { SetupError } from "../../errors.ts";
import type { ReadTime } from "./dates.ts";
import type { ReasonsOf } from "./rules.ts";

/** How each field a column can fill is written. */
const fields = {
  id: "text",
  occurredAt: "time",
  channel: "text",
  direction: "text",
  reasons: "reasons",
  touchpoint: "text",
  agent: "text",
  team: "text",
  summary: "text",
  waitSeconds: "number",
  handleSeconds: "number",
  resolved: "boolean",
  outcome: "text",
  "customer.id": "text",
  "customer.email": "text",
  "customer.phone": "text",
  "customer.name": "text",
} as const;

export const fieldNames = Object.keys(fields).join(", ");

type Field = keyof typeof fields;
type Entry = { field: Field; from: { columns: string[] } | { constant: string } };

export type Mapping = Entry[];

/** By field, what a cell's text stands for; `*` is everything else. */
export type ValueMaps = Map<string, Map<string, string>>;

/** A contact as the file says it, to be judged by the server. */
export type Played = { line: number; at: number; contact: Record<string, unknown> };

/**
 * `Ticket=id,Date+Time=occurredAt,channel:=phone`: columns (joined by a space) to a field, or a field's constant. A comma
 * or a plus inside a column's name has a backslash before it.
 * @throws SetupError when a field is not known or `occurredAt` or `reasons` has no column
 */
export function parseMap(text: string): Mapping {
  const mapping = splitOn(text, ",").map(parseEntry);
  for (const needed of ["occurredAt", "reasons"]) {
    if (!mapping.some(({ field }) => field === needed))
      throw new SetupError(`--map says nothing of ${needed}.`);
  }
  return mapping;
}

/** `Customer Care Call=phone,Internet=web,*=other`, added to `maps` under `field`. */
export function addValues(maps: ValueMaps, field: string, text: string): void {
  checkField(field);
  const values = maps.get(field) ?? new Map<string, string>();
  for (const pair of splitOn(text, ",")) {
    const at = pair.lastIndexOf("=");
    if (at < 1) throw new SetupError(`"${pair}" is not of the form value=${field}.`);
    values.set(pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim());
  }
  maps.set(field, values);
}

/** @throws SetupError when the file lacks a column of the mapping */
export function checkColumns(mapping: Mapping, header: readonly string[]): void {
  const missing = mapping
    .flatMap(({ from }) => ("columns" in from ? from.columns : []))
    .filter((c) => !header.includes(c));
  if (missing.length === 0) return;
  throw new SetupError(`The file has no column ${missing.join(", ")}. It has: ${header.join(", ")}.`);
}

/** One line of the file as a contact, or why it cannot be one. `fallbackId` is for files without ids. */
export function toContact(
  cells: ReadonlyMap<string, string>,
  {
    mapping,
    values,
    readTime,
    reasonsOf,
  }: { mapping: Mapping; values: ValueMaps; readTime: ReadTime; reasonsOf: ReasonsOf },
  fallbackId: string,
): Omit<Played, "line"> | { why: string } {
  const contact: Record<string, unknown> = { id: fallbackId, channel: "other" };
  const customer: Record<string, unknown> = {};
  const reasonTexts: string[] = [];
  let at: number | undefined;
  for (const { field, from } of mapping) {
    const text = mapped(values.get(field), "constant" in from ? from.constant : joined(cells, from.columns));
    if (text === "") continue;
    if (fields[field] === "time") {
      const time = readTime(text);
      if ("why" in time) return time;
      at = time.at;
    } else if (fields[field] === "reasons") reasonTexts.push(text);
    else if (field.startsWith("customer.")) customer[field.slice("customer.".length)] = text;
    else contact[field] = typed(field, text);
  }
  if (at === undefined) return { why: "it has no time" };
  const reasons = reasonsOf(reasonTexts);
  if (reasons.length === 0)
    return { why: reasonTexts.length === 0 ? "it has no reason" : "no rule gives it a reason" };
  if (Object.keys(customer).length > 0) contact.customer = customer;
  return { at, contact: { ...contact, reasons } };
}

/** Without a rule file every text is a reason of its own, "Dead Animal" as `dead-animal`. */
export const codesOf: ReasonsOf = (texts) => texts.map(codeOf).filter((code) => code !== "");

function codeOf(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
}

function parseEntry(text: string): Entry {
  const constant = /^([\w.]+):=(.*)$/.exec(text);
  if (constant !== null)
    return { field: checkField(constant[1] ?? ""), from: { constant: constant[2] ?? "" } };
  const at = text.lastIndexOf("=");
  if (at < 1) throw new SetupError(`"${text}" in --map is not of the form column=field or field:=constant.`);
  return { field: checkField(text.slice(at + 1).trim()), from: { columns: splitOn(text.slice(0, at), "+") } };
}

function checkField(name: string): Field {
  if (Object.hasOwn(fields, name)) return name as Field;
  throw new SetupError(`There is no field ${name}. The fields are ${fieldNames}.`);
}

function splitOn(text: string, separator: "," | "+"): string[] {
  const parts = text.split(separator === "," ? /(?<!\\),/ : /(?<!\\)\+/);
  return parts
    .map((part) => part.replaceAll(`\\${separator}`, separator).trim())
    .filter((part) => part !== "");
}

function joined(cells: ReadonlyMap<string, string>, columns: string[]): string {
  const texts = columns.map((column) => cells.get(column)?.trim() ?? "");
  return texts.filter((text) => text !== "").join(" ");
}

function mapped(values: Map<string, string> | undefined, text: string): string {
  return values?.get(text.toLowerCase()) ?? values?.get("*") ?? text;
}

/** What does not read as a number or a yes is sent as it is: the server names it. */
function typed(field: Field, text: string): unknown {
  if (fields[field] === "number") return Number.isNaN(Number(text)) ? text : Number(text);
  if (fields[field] !== "boolean") return text;
  if (/^(?:true|yes|y|1)$/i.test(text)) return true;
  return /^(?:false|no|n|0)$/i.test(text) ? false : text;
}
