/** Ctrl-C comes from the terminal and again from what started us (npm, tsx): so close together they are one wish. */
const SAME_WISH_MS = 1_000;

/** Resolves at the first SIGINT or SIGTERM; one that comes a second or more later ends the process at once. */
export async function untilAskedToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    let askedAt: number | undefined;
    const heard = (exitCode: number) => () => {
      const now = performance.now();
      if (askedAt !== undefined && now - askedAt >= SAME_WISH_MS) process.exit(exitCode);
      askedAt ??= now;
      resolve();
    };
    process.on("SIGINT", heard(130));
    process.on("SIGTERM", heard(143));
  });
}
