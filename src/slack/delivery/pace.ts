/** Asked before a message leaves: 0 means go (and counts it), else the milliseconds to wait. */
export type Pace = (key: string, now: Date) => number;

/** A token bucket for each key: `burst` at once, then `perSecond`. */
export function createPace({ burst, perSecond }: { burst: number; perSecond: number }): Pace {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (key, now) => {
    const nowMs = now.getTime();
    const held = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    const elapsedSeconds = Math.max(0, nowMs - held.atMs) / 1000;
    const tokens = Math.min(burst, held.tokens + elapsedSeconds * perSecond);
    const isFree = tokens >= 1;
    // A clock that was set back counts on from there: nobody waits until it is where it was.
    buckets.set(key, { tokens: isFree ? tokens - 1 : tokens, atMs: nowMs });
    return isFree ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
  };
}
