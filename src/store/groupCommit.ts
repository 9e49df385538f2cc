import { StoreUnavailableError } from "../errors.ts";

/** What one write may hold and how much may wait. A request is never split over two writes. */
export type GroupLimits = {
  /** Rows in one write, unless a single request has more. */
  writeRows: number;
  /** Writes under way at the same time. */
  writes: number;
  queueRows: number;
  queueBytes: number;
};

export type Weight = { rows: number; bytes: number };

type Waiting<T, R> = {
  request: T;
  weight: Weight;
  resolve: (result: R) => void;
  reject: (why: unknown) => void;
};

/**
 * Whatever arrives while writes are under way is the next write: one commit acknowledges many requests.
 * `write` gives each request's result or failure, in order; what it throws is the failure of all of them.
 */
export function groupCommit<T, R>(write: (requests: T[]) => Promise<(R | Error)[]>, limits: GroupLimits) {
  const queue: Waiting<T, R>[] = [];
  const queued: Weight = { rows: 0, bytes: 0 };
  let writing = 0;
  let woken = false;
  let idle: (() => void)[] = [];

  function wake(): void {
    if (woken) return;
    woken = true;
    // All that the event loop has read by now goes together.
    setImmediate(() => {
      woken = false;
      while (queue.length > 0 && writing < limits.writes) void flush(takeBatch());
    });
  }

  function takeBatch(): Waiting<T, R>[] {
    let rows = 0;
    const end = queue.findIndex(({ weight }, index) => {
      rows += weight.rows;
      return index > 0 && rows > limits.writeRows;
    });
    const batch = queue.splice(0, end === -1 ? queue.length : end);
    for (const { weight } of batch) count(weight, -1);
    return batch;
  }

  async function flush(batch: Waiting<T, R>[]): Promise<void> {
    writing += 1;
    try {
      const results = await write(batch.map(({ request }) => request));
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined || result instanceof Error) reject(result);
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      writing -= 1;
      if (queue.length > 0) wake();
      else if (writing === 0) settle();
    }
  }

  function settle(): void {
    const resolvers = idle;
    idle = [];
    for (const resolve of resolvers) resolve();
  }

  function count(weight: Weight, sign: 1 | -1): void {
    queued.rows += sign * weight.rows;
    queued.bytes += sign * weight.bytes;
  }

  return {
    /** @throws StoreUnavailableError at once when too much is waiting */
    async add(request: T, weight: Weight): Promise<R> {
      if (queued.rows + weight.rows > limits.queueRows || queued.bytes + weight.bytes > limits.queueBytes) {
        throw new StoreUnavailableError("Too many events are waiting to be stored.");
      }
      count(weight, 1);
      return new Promise((resolve, reject) => {
        queue.push({ request, weight, resolve, reject });
        wake();
      });
    },
    /** Resolves when nothing waits and nothing is being written. */
    async idle(): Promise<void> {
      if (queue.length === 0 && writing === 0) return;
      await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}
