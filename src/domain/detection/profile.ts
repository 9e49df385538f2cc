/** Contacts seen and contacts expected without the factor: their ratio is the factor, their size how sure it is. */
export interface Ratio {
  counts: number;
  means: number;
}

/** A factor known before a step, with the variance of its log. */
export interface Factor {
  value: number;
  logVariance: number;
}

/** One ratio per cell: the hours of a week, the days of a week, or a single cell that is always 1. */
export type Profile = Ratio[];

/** A cell leans on its neighbours like this many contacts, and they on no profile at all like that many. */
const NEIGHBOUR_WEIGHT = 10;
const FLAT_WEIGHT = 5;
/**
 * A pool that has not learned its busy hours yet misses by far, and takes that for spread; believed in full, the spread
 * would keep the hours from being learned.
 */
const MOST_DISPERSION = 3;
/** Steps away within the profile, and how much such a neighbour counts. */
const HOUR_NEIGHBOURS = [
  [1, 1],
  [-1, 1],
  [2, 0.5],
  [-2, 0.5],
  [24, 0.5],
  [-24, 0.5],
  [48, 0.25],
  [-48, 0.25],
] as const;
/** One visit a week: half of what a cell knows is older than about 7 weeks. */
const KEEP_PER_VISIT = 0.9;

export function newProfile(cells: number): Profile {
  return Array.from({ length: cells }, () => ({ counts: 0, means: 0 }));
}

/** The factor of a cell, smoothed by its neighbours while it is young. `spread` (a dispersion) says how little a contact tells. */
export function profileFactor(profile: Profile, cell: number, spread: number): Factor {
  if (profile.length === 1) return { value: 1, logVariance: 0 };
  const dispersion = Math.min(spread, MOST_DISPERSION);
  let counts = FLAT_WEIGHT * dispersion;
  let means = FLAT_WEIGHT * dispersion;
  if (profile.length > 7)
    for (const [offset, weight] of HOUR_NEIGHBOURS) {
      const neighbour = profile[(cell + offset + profile.length) % profile.length];
      counts += weight * (neighbour?.counts ?? 0);
      means += weight * (neighbour?.means ?? 0);
    }
  const own = profile[cell] ?? { counts: 0, means: 0 };
  const prior = NEIGHBOUR_WEIGHT * dispersion;
  const value = (own.counts + (prior * counts) / means) / (own.means + prior);
  return { value: Math.max(value, 1e-3), logVariance: 1 / ((own.counts + prior) / dispersion) };
}

export function learnProfile(profile: Profile, cell: number, counts: number, means: number): void {
  const own = profile[cell];
  if (!own || profile.length === 1) return;
  own.counts = KEEP_PER_VISIT * own.counts + counts;
  own.means = KEEP_PER_VISIT * own.means + means;
}

/** A holiday, the working day after one, or neither. */
export type DayKind = "usual" | "holiday" | "day-after";

/** Factors of special days; like the profile, one set for all series of a pool. */
export type SpecialDays = Record<Exclude<DayKind, "usual">, Ratio>;

/** A pool starts with no opinion about special days, held as weakly as this many contacts. */
const SPECIAL_WEIGHT = 4;
const SPECIAL_KEEP = 0.998;

export function newSpecialDays(): SpecialDays {
  return { holiday: { counts: 0, means: 0 }, "day-after": { counts: 0, means: 0 } };
}

export function specialDayFactor(days: SpecialDays, kind: DayKind, dispersion: number): Factor {
  if (kind === "usual") return { value: 1, logVariance: 0 };
  const prior = SPECIAL_WEIGHT * dispersion;
  const { counts, means } = days[kind];
  return {
    value: (counts + prior) / (means + prior),
    logVariance: 1 / (counts / dispersion + SPECIAL_WEIGHT),
  };
}

export function learnSpecialDay(days: SpecialDays, kind: DayKind, counts: number, means: number): void {
  if (kind === "usual") return;
  const own = days[kind];
  own.counts = SPECIAL_KEEP * own.counts + counts;
  own.means = SPECIAL_KEEP * own.means + means;
}
