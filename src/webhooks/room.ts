/** More at once only wait for each other. */
const MOST = 400;
/** So few are let in however late we are: at a quiet hour one long pause turns nobody away. */
const FEWEST = 20;
const BEAT_MS = 20;
/** So late, requests come faster than we can even refuse them. */
const LATE_MS = 100;

/**
 * How many requests may be at work at once. While the process is late with its work the room halves at every beat, so
 * that those let in are answered quickly and the excess is told to come back; then it grows again, little by little.
 */
export function openRoom(now: () => Date) {
  let most = MOST;
  let inside = 0;
  let due = now().getTime() + BEAT_MS;
  setInterval(() => {
    const time = now().getTime();
    most = time - due > LATE_MS ? Math.max(FEWEST, most >> 1) : Math.min(MOST, most + FEWEST);
    due = time + BEAT_MS;
  }, BEAT_MS).unref();
  return {
    isFull: () => inside >= most,
    enter: () => {
      inside += 1;
    },
    leave: () => {
      inside -= 1;
    },
  };
}
