import { afterEach, expect, it, vi } from "vitest";
import { untilAskedToStop } from "../../src/cli/stop.ts";

const signals = ["SIGINT", "SIGTERM"] as const;
const heardBefore = signals.map((signal) => process.listeners(signal));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  signals.forEach((signal, which) => {
    const added = process.listeners(signal).filter((listener) => !heardBefore[which]?.includes(listener));
    for (const listener of added) process.removeListener(signal, listener);
  });
});

it("takes two signals at once for one wish, and a later one for impatience", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  const asked = untilAskedToStop();
  process.emit("SIGINT");
  process.emit("SIGINT");
  await asked;
  vi.advanceTimersByTime(999);
  process.emit("SIGTERM");
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  process.emit("SIGTERM");
  expect(exit).toHaveBeenCalledExactlyOnceWith(143);
});
