/** False alerts a week that a workspace accepts unless it says otherwise: one a month. */
export const DEFAULT_WEEKLY_BUDGET = 0.25;
/** Fewer contacts than this are never an alert, however surprising. */
export const MIN_CONTACTS = 3;
/** However few series are looked at, chance must not do it oftener than once in ten thousand looks. */
const MAX_ALPHA = 1e-4;
/** Neighbouring windows and looks are not independent, but not one look either: each counts about twice. */
const WINDOWS_FACTOR = 2;
/** An episode is over once chance alone would explain the count this easily. */
const OVER_P = 0.05;

/** The p-value under which one look alerts: the budget shared by every look at every series of a week. */
export function alertLevel(weeklyBudget: number, series: number, looksPerWeek: number): number {
  return Math.min(MAX_ALPHA, weeklyBudget / (Math.max(1, series) * looksPerWeek * WINDOWS_FACTOR));
}

/** What one look does to a series' episode: one episode is one alert. */
export type EpisodeChange = "none" | "began" | "goes-on" | "ended";

/**
 * Hysteresis: an episode begins under `alpha` with at least three contacts, and ends only when the look is ordinary
 * again. `surprise` is -ln p, `observed` the count of the window that says most.
 */
export function episodeChange(
  open: boolean,
  look: { surprise: number; observed: number; learned: boolean },
  alpha: number,
): EpisodeChange {
  if (open) return look.surprise < -Math.log(OVER_P) ? "ended" : "goes-on";
  return look.learned && look.observed >= MIN_CONTACTS && look.surprise >= -Math.log(alpha)
    ? "began"
    : "none";
}

/**
 * Benjamini-Hochberg: which of the p-values seen in one look a digest may list, so that about `rate` of the listed are
 * false. Answers in the order given.
 */
export function falseDiscoveryList(pValues: readonly number[], rate = 0.1): boolean[] {
  const ordered = [...pValues].sort((a, b) => a - b);
  let limit = -1;
  ordered.forEach((p, i) => {
    if (p <= (rate * (i + 1)) / ordered.length) limit = p;
  });
  return pValues.map((p) => p <= limit);
}
