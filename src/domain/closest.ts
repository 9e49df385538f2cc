/** The known word nearest to a mistyped one, by edits; undefined when none is near enough to be meant. */
export function closest(typed: string, known: readonly string[]): string | undefined {
  const most = typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 3));
  const ranked = known
    .map((word) => ({ word, edits: edits(typed, word) }))
    .filter((each) => each.edits <= most || (typed.length >= 3 && each.word.startsWith(typed)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.word;
}

/** Levenshtein's distance: letters to insert, drop or change. */
export function edits(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 20 || from.length > 100) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      const change = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
