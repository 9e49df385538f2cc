import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/faults/**", "test/browser/**"],
    globalSetup: ["test/support/globalSetup.ts"],
    // Generous: on a busy machine a process takes ten seconds to start, and waiting longer costs nothing when all is well.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    pool: "forks",
    // A worker imports the product once, not once a file: what a test changes in its process it must put back.
    isolate: false,
    maxWorkers: 3,
  },
});
