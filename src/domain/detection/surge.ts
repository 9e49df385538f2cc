import { calibrate } from "./calibration.ts";
import { dispersionOf, pooledDispersion } from "./dispersion.ts";
import type { PoolGlance } from "./live-glance.ts";
import { type LiveLook, lookAt, mostSurprise } from "./live-look.ts";
import { leadingOf, overAllWindows } from "./live-window.ts";
import type { Pool } from "./pool.ts";
import { surprise, type WindowExpectation } from "./surprise.ts";

/** A channel this surprising (p about 0.01) surges along with one that alerts. */
const ALONG_SURPRISE = 4.6;
/** Channels that expect this share of all contacts are as good as all of them. */
const MOST = 0.75;

/** Whether several channels, which together expect most of the contacts, surge at once: then the cause is none of them. */
export function surgesTogether(channels: readonly LiveLook[]): boolean {
  const along = channels.filter((look) => look.surprise >= ALONG_SURPRISE);
  return along.length > 1 && dayMean(along) >= MOST * dayMean(channels);
}

/** False where `surgesTogether` would say no of their looks; sooner known. */
export function maySurgeTogether(channels: PoolGlance): boolean {
  const along = channels.series.filter(
    (one) =>
      mostSurprise(channels, one) >= ALONG_SURPRISE && lookAt(channels, one).surprise >= ALONG_SURPRISE,
  );
  return along.length > 1;
}

/** The contacts of all channels judged as one series; undefined where there are not several. */
export function lookOverall(name: string, pool: Pool, channels: readonly LiveLook[]): LiveLook | undefined {
  const [first] = channels;
  if (first === undefined || channels.length < 2) return undefined;
  const dispersion = dispersionOf(pool.total.dispersion, pooledDispersion(pool.dispersion));
  const windows = first.windows.map((window, w) => {
    const own = channels.flatMap(({ windows }) => windows[w] ?? []);
    const observed = own.reduce((sum, one) => sum + one.observed, 0);
    const expectation = together(
      own.map((one) => one.expectation),
      dispersion,
    );
    return { ...window, observed, expectation, surprise: surprise(observed, expectation) };
  });
  const rawSurprise = overAllWindows(windows.map((window) => window.surprise));
  return {
    name,
    windows,
    window: leadingOf(windows),
    bucket: together(
      channels.map(({ bucket }) => bucket),
      dispersion,
    ),
    rawSurprise,
    surprise: calibrate(pool.calibration, rawSurprise),
    steps: Math.max(...channels.map(({ steps }) => steps)),
  };
}

/** Channels share what is doubtful about their means: it adds as standard deviations. */
function together(parts: readonly WindowExpectation[], dispersion: number): WindowExpectation {
  let mean = 0;
  let spread = 0;
  for (const part of parts) {
    mean += part.mean;
    spread += part.mean * Math.sqrt(part.logVariance);
  }
  return { mean, dispersion, logVariance: mean > 0 ? (spread / mean) ** 2 : 0 };
}

function dayMean(looks: readonly LiveLook[]): number {
  return looks.reduce((sum, { windows }) => sum + (windows.at(-1)?.expectation.mean ?? 0), 0);
}
