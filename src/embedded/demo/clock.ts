/** The demo's clock: the machine's, and as far ahead of it as people have put it. */
export type DemoClock = {
  now(): Date;
  forward(ms: number): void;
  /** Since `at` (of the machine, epoch ms) it has been `aheadMs` ahead; oldest first. */
  changes: { at: number; aheadMs: number }[];
  onChange(listener: () => void): () => void;
};

/** @param machine the real clock */
export function createDemoClock(machine: () => number = Date.now): DemoClock {
  const listeners = new Set<() => void>();
  const changes: DemoClock["changes"] = [];
  const ahead = (): number => changes.at(-1)?.aheadMs ?? 0;
  return {
    now: () => new Date(machine() + ahead()),
    forward(ms) {
      changes.push({ at: machine(), aheadMs: ahead() + ms });
      for (const listener of listeners) listener();
    },
    changes,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
