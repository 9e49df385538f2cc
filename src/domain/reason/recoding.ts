import { type Catalogue, codesOf, type Move, meanings } from "./catalogue.ts";

/** A merge or split that is not done: what it names, and once it is begun the moves that are left of it. */
export type OpenRecoding = {
  code: string;
  into: string | null;
  moves: readonly Move[] | null;
  /** When it is tried again after it failed; null: at once. */
  tryAt: Date | null;
  /** It failed too often, and waits for somebody. */
  setAsideAt: Date | null;
};

const MINUTE_MS = 60_000;
/** After as many failures in a row it is set aside: an hour and a half after the first. */
const MOST_TRIES = 8;

/** When one that failed so often in a row is tried again: after 1, 2, 4, ... 32 minutes; null: no more by itself. */
export function nextTry(failures: number, now: Date): Date | null {
  if (failures >= MOST_TRIES) return null;
  return new Date(now.getTime() + Math.min(32, 2 ** (failures - 1)) * MINUTE_MS);
}

/**
 * The first that can be done now. Those that failed hold up what has to do with the same reasons, and nothing else.
 * @param open those that are begun first, in the order in which they changed the catalogue
 */
export function nextRecoding<R extends OpenRecoding>(
  open: readonly R[],
  catalogue: Catalogue,
  now: Date,
): R | undefined {
  const meant = meanings(catalogue.values());
  const held = new Set<string>();
  for (const each of open) {
    const touched = touchedBy(each, catalogue, meant);
    const waits = each.setAsideAt !== null || (each.tryAt !== null && each.tryAt > now);
    if (!waits && !touched.some((code) => held.has(code))) return each;
    for (const code of touched) held.add(code);
  }
  return undefined;
}

/** Every code whose contacts it moves, or that they are moved to. */
function touchedBy(
  { code, into, moves }: OpenRecoding,
  catalogue: Catalogue,
  meant: ReadonlyMap<string, string>,
): string[] {
  const named = [code, into ?? code].flatMap((each) => [each, meant.get(each) ?? each]);
  const moved = (moves ?? []).flatMap(({ codes, from, to }) => [...codes, from, to]);
  return [...new Set([...named, ...codesOf(catalogue, code), ...moved])];
}
