import { SingleBar } from "cli-progress";

/** How far a run has come, on stderr; silent where no terminal watches. `at` takes the share done, 0 to 1. */
export interface PercentBar {
  at(share: number): void;
  end(): void;
}

export function percentBar(): PercentBar {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined };
  const bar = new SingleBar({ format: "{bar} {percentage} %  {eta_formatted} left", stream: process.stderr });
  bar.start(1000, 0);
  let shown = 0;
  return {
    at: (share) => {
      const now = Math.round(share * 1000);
      if (now === shown) return;
      shown = now;
      bar.update(now);
    },
    end: () => bar.stop(),
  };
}
