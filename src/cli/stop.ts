/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export async function untilAskedToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      process.on("SIGINT", () => process.exit(130));
      process.on("SIGTERM", () => process.exit(143));
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}
