/**
 * `look` with its answers, also "there is none", kept for `ttlMs`: one look-up serves everyone who asks meanwhile.
 * A failed look-up is not kept. At most `most` keys, so that made-up keys fill no memory.
 */
export function remember<T>(
  look: (key: string) => Promise<T>,
  { ttlMs, most, now }: { ttlMs: number; most: number; now: () => Date },
): (key: string) => Promise<T> {
  const kept = new Map<string, { until: number; answer: Promise<T> }>();
  return (key) => {
    const time = now().getTime();
    const known = kept.get(key);
    if (known !== undefined && known.until > time) return known.answer;
    const answer = look(key);
    kept.delete(key);
    kept.set(key, { until: time + ttlMs, answer });
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    });
    const oldest = kept.keys().next();
    if (kept.size > most && !oldest.done) kept.delete(oldest.value);
    return answer;
  };
}
