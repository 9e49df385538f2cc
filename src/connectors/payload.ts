import type { CustomerRef } from "../domain/contact.ts";

/** What is at a path such as `detail.via.channel` or `contacts.0.id`; undefined where there is nothing. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inside, key) => (isObject(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined),
      value,
    );
}

export function listAt(value: unknown, path: string): unknown[] {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
}

/** An id or a code, never cut: two that differ at the end are two. Nothing when it is empty, `0` or too long. */
export function codeAt(value: unknown, path: string, most = 100): string | undefined {
  const code = idAt(value, path);
  const text = typeof code === "string" ? code.trim() : "";
  return text === "" || text === "0" || text.length > most ? undefined : text;
}

/** An id as it came, but a number as text: the one thing that must be right. */
export function idAt(value: unknown, path: string): unknown {
  const id = at(value, path);
  return typeof id === "number" ? String(id) : id;
}

/** The customer's or an agent's words, cut where they are too long. */
export function wordsAt(value: unknown, path: string, most = 10_000): string | undefined {
  const words = at(value, path);
  return typeof words === "string" ? cut(words, most) || undefined : undefined;
}

/** The same, out of HTML. */
export function htmlWordsAt(value: unknown, path: string): string | undefined {
  const html = wordsAt(value, path, 40_000);
  // `<` ends a tag that was never closed: without that, a text of nothing but `<` would take minutes.
  const text = html?.replace(/<[^<>]*>/g, " ").replace(/&(nbsp|amp|lt|gt|quot|#39);/g, entity);
  return text === undefined ? undefined : cut(text.replace(/\s+/g, " "), 10_000) || undefined;
}

/** Tags and topics as reason codes: without the signs that no code has, each once, at most 20. */
export function reasonsFrom(names: unknown[]): string[] {
  const codes = names
    .filter((name) => typeof name === "string")
    .map((name) => cut(name, 200).replace(/[^\p{L}\p{M}\p{N}_./:&+-]+/gu, " "))
    .map((name) => cut(name.replace(/^[^\p{L}\p{N}]+/u, ""), 64))
    .filter((code) => code !== "");
  return [...new Set(codes)].slice(0, 20);
}

/** Who the customer is, without what is not known or cannot be one; undefined when nothing is left. */
export function customerFrom(known: { [Field in keyof CustomerRef]: string | undefined }) {
  const { email = "", phone = "" } = known;
  const customer = given({
    ...known,
    email: email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email) ? email : undefined,
    phone: phone.length <= 40 && /^(?=[+(\d])\+?(?:[\s()./-]*\d){5,15}$/.test(phone) ? phone : undefined,
  });
  return Object.keys(customer).length === 0 ? undefined : customer;
}

/** Without the keys that have no value. */
export function given<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}

/** At most `most` characters, and no half of a surrogate pair at the end. */
function cut(text: string, most: number): string {
  return text
    .trim()
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();
}

const entities: Record<string, string> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const entity = (whole: string, name: string): string => entities[name] ?? whole;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
