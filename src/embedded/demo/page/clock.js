// The demo's clock: the machine's, and as far ahead of it as people have put it.

let changes = [];

export const setClock = (told) => {
  changes = told ?? [];
};

/** Now, in epoch milliseconds. */
export const now = () => Date.now() + aheadAt(Number.POSITIVE_INFINITY);

/** When a message was sent, in epoch seconds: Slack stamps it by the machine's clock. */
export const sentAt = (ts) => Number(ts) + aheadAt(Number(ts) * 1000) / 1000;

function aheadAt(ms) {
  return changes.findLast(({ at }) => at <= ms)?.aheadMs ?? 0;
}
