import { vi } from "vitest";

/** Listeners work on after their acknowledgement: waits until `check` throws no more. */
export async function eventually(check: () => Promise<void> | void): Promise<void> {
  await vi.waitFor(check, { timeout: 30_000, interval: 20 });
}
