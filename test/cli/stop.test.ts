import { afterEach, expect, it, vi } from "vitest";
import { untilAskedToStop } from "../../src/cli/stop.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  process.removeAllListeners("SIGINT").removeAllListeners("SIGTERM");
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
