/** A reason as the catalogue has it: other spellings, which were never a reason, and the reason that it is part of. */
export type Entry = { code: string; aliases: readonly string[]; mergedInto: string | null };
/** By code. A merged reason keeps what is its own, so that a split brings all of it back. */
export type Catalogue = ReadonlyMap<string, Entry>;

/** Why a change of the catalogue cannot be. */
export type Refusal =
  | { why: "unknown"; code: string }
  | { why: "itself"; code: string }
  /** `into` is part of `code`. */
  | { why: "circle"; code: string; into: string }
  /** `code` is part of `into` already. */
  | { why: "merged"; code: string; into: string }
  /** `code` is a reason that is part of none. */
  | { why: "whole"; code: string }
  /** `alias` is a reason with contacts of its own. */
  | { why: "reason"; alias: string }
  /** `alias` stands for `of`. */
  | { why: "taken"; alias: string; of: string };

export type Decision = { kind: "changed"; catalogue: Catalogue } | ({ kind: "refused" } & Refusal);

/** Codes as sent that mean another reason by now. */
export type Move = { codes: string[]; from: string; to: string };

/** Every code that is not its own reason, with the reason that it means in the end. */
export function meanings(entries: Iterable<Entry>): Map<string, string> {
  const catalogue = new Map([...entries].map((entry) => [entry.code, entry]));
  const meant = new Map<string, string>();
  for (const entry of catalogue.values()) {
    const root = rootOf(catalogue, entry.code);
    for (const alias of entry.aliases) if (!catalogue.has(alias)) meant.set(alias, root);
    if (root !== entry.code) meant.set(entry.code, root);
  }
  return meant;
}

/** The code and all that lead to it: its aliases, those that are merged into it and theirs; itself first. */
export function codesOf(catalogue: Catalogue, code: string): string[] {
  const found = new Set([code]);
  for (const each of found) {
    for (const alias of catalogue.get(each)?.aliases ?? []) found.add(alias);
    for (const { code: part, mergedInto } of catalogue.values()) if (mergedInto === each) found.add(part);
  }
  return [...found];
}

/** `code` becomes part of the reason `into`, with all that leads to it. */
export function merge(catalogue: Catalogue, code: string, into: string): Decision {
  const entry = catalogue.get(code);
  if (entry === undefined) return refused({ why: "unknown", code });
  if (!catalogue.has(into)) return refused({ why: "unknown", code: into });
  if (code === into) return refused({ why: "itself", code });
  const root = rootOf(catalogue, into);
  if (root === code) return refused({ why: "circle", code, into });
  if (entry.mergedInto !== null)
    return refused({ why: "merged", code, into: rootOf(catalogue, entry.mergedInto) });
  return changed(catalogue, { ...entry, mergedInto: root });
}

/** `code`, an alias or a merged reason, becomes a reason of its own again, with all that leads to it. */
export function split(catalogue: Catalogue, code: string): Decision {
  const entry = catalogue.get(code);
  if (entry?.mergedInto === null) return refused({ why: "whole", code });
  if (entry !== undefined) return changed(catalogue, { ...entry, mergedInto: null });
  const owner = ownerOf(catalogue, code);
  if (owner === undefined) return refused({ why: "unknown", code });
  const left = { ...owner, aliases: owner.aliases.filter((alias) => alias !== code) };
  return changed(catalogue, left, { code, aliases: [], mergedInto: null });
}

/** Further spellings of `code` that no contact has used yet; what is a reason of its own is merged, not renamed. */
export function addAliases(catalogue: Catalogue, code: string, added: readonly string[]): Decision {
  const entry = catalogue.get(code);
  if (entry === undefined) return refused({ why: "unknown", code });
  for (const alias of added) {
    if (alias === code) return refused({ why: "itself", code });
    const known = catalogue.get(alias);
    if (known?.mergedInto === null) return refused({ why: "reason", alias });
    const of = known?.mergedInto ?? ownerOf(catalogue, alias)?.code;
    if (of !== undefined) return refused({ why: "taken", alias, of: rootOf(catalogue, of) });
  }
  return changed(catalogue, { ...entry, aliases: [...entry.aliases, ...new Set(added)] });
}

/**
 * The catalogue in which exactly these codes lead to each reason named: codes that are missing there are split off, codes
 * that are new there are merged or become aliases. No code may be listed twice, nor be a key. A reason that is no key stays
 * as it is, without the codes that others have now.
 */
export function withNames(catalogue: Catalogue, wanted: ReadonlyMap<string, readonly string[]>): Catalogue {
  const owners = new Map([...wanted].flatMap(([code, names]) => names.map((name) => [name, code] as const)));
  for (const code of wanted.keys()) owners.set(code, code);
  const kept = [...catalogue.values()].map((entry) => keptOf(entry, owners));
  const made = new Map(kept.map((entry) => [entry.code, entry]));
  const known = new Set(kept.flatMap(({ code, aliases }) => [code, ...aliases]));
  for (const code of wanted.keys()) {
    const entry = made.get(code) ?? { code, aliases: [], mergedInto: null };
    const added = (wanted.get(code) ?? []).filter((name) => !known.has(name));
    made.set(code, { ...entry, aliases: [...entry.aliases, ...added] });
  }
  return made;
}

/** Which codes mean another reason after a change, by where they came from and go to. */
export function movesBetween(before: Catalogue, after: Catalogue): Move[] {
  const [was, is] = [meanings(before.values()), meanings(after.values())];
  const moves = new Map<string, Move>();
  for (const code of new Set([...before.keys(), ...was.keys(), ...after.keys(), ...is.keys()])) {
    const [from, to] = [was.get(code) ?? code, is.get(code) ?? code];
    if (from === to) continue;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { codes: [], from, to };
    move.codes.push(code);
    moves.set(key, move);
  }
  return [...moves.values()];
}

/** What stays of an entry when `owners` says to whom codes belong: the way to the same owner is kept as it was. */
function keptOf({ code, aliases, mergedInto }: Entry, owners: ReadonlyMap<string, string>): Entry {
  const owner = owners.get(code);
  const isKept = mergedInto !== null && owners.get(mergedInto) === owner;
  return {
    code,
    aliases: aliases.filter((alias) => owners.get(alias) === owner),
    mergedInto: owner === code ? null : isKept ? mergedInto : (owner ?? null),
  };
}

/** The reason that a code is part of in the end; it ends even where people have written a circle. */
function rootOf(catalogue: Catalogue, code: string): string {
  const seen = new Set<string>();
  let root = code;
  for (;;) {
    const into = catalogue.get(root)?.mergedInto;
    if (into == null || seen.has(root)) return root;
    seen.add(root);
    root = into;
  }
}

function ownerOf(catalogue: Catalogue, alias: string): Entry | undefined {
  return [...catalogue.values()].find(({ aliases }) => aliases.includes(alias));
}

function changed(catalogue: Catalogue, ...entries: Entry[]): Decision {
  const made = new Map(catalogue);
  for (const entry of entries) made.set(entry.code, entry);
  return { kind: "changed", catalogue: made };
}

const refused = (refusal: Refusal): Decision => ({ kind: "refused", ...refusal });
