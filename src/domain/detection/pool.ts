import { type Baseline, newBaseline, type Season } from "./baseline.ts";
import { type Calibration, newCalibration } from "./calibration.ts";
import type { Concurrent } from "./concurrent.ts";
import { type Dispersion, newDispersion } from "./dispersion.ts";
import { type DayKind, newProfile, newSpecialDays, type Profile, type SpecialDays } from "./profile.ts";
import { newRecent, type Recent } from "./recent.ts";
import type { Scale } from "./scale.ts";

/** What is remembered of one series; plain numbers, about 2 KB as JSON. */
export interface Series {
  baseline: Baseline;
  dispersion: Dispersion;
  recent: Recent;
  /** The step before, with what is expected of it now that it is learned. */
  last: Concurrent;
  /** Steps seen, gaps left out. */
  steps: number;
  /** Grows while the count stays high, shrinks when it does not. */
  highRun: number;
  /** Steps for which windows still hold the last episode. */
  echo: number;
}

/** Series that lend each other what they share: the profile, special days, dispersion, the shape of the tail. */
export interface Pool {
  series: Series[];
  profile: Profile;
  special: SpecialDays;
  /** Of contacts, whatever their series: how little one contact tells about what all share. */
  dispersion: Dispersion;
  /** Of series, whatever their size: what a young or rare one leans on. */
  typical: Dispersion;
  calibration: Calibration;
  /** All series together; `silent` is what was expected since the last contact, `lowRun` counts steps of near silence. */
  total: { recent: Recent; dispersion: Dispersion; silent: number; lowRun: number };
  /** The step before, over all series. */
  last: Concurrent;
  steps: number;
}

/** Where a step lies in the calendar of the workspace. */
export interface Moment extends Season {
  /** Cell of the pool's profile. */
  cell: number;
  kind: DayKind;
}

/** Mean of a series' first step, before anything is known. */
const FIRST_MEAN = 0.5;

export function newPool(scale: Scale): Pool {
  return {
    series: [],
    profile: newProfile(scale.cells),
    special: newSpecialDays(),
    dispersion: newDispersion(),
    typical: newDispersion(),
    calibration: newCalibration(scale.priorRatio),
    total: { recent: newRecent(), dispersion: newDispersion(), silent: 0, lowRun: 0 },
    last: { counts: 0, means: 0 },
    steps: 0,
  };
}

/** Adds a series that starts with the next step; its position in the pool is the answer. */
export function addSeries(pool: Pool, scale: Scale): number {
  pool.series.push({
    baseline: newBaseline(scale, Math.log(FIRST_MEAN)),
    dispersion: newDispersion(),
    recent: newRecent(),
    last: { counts: 0, means: 0 },
    steps: 0,
    highRun: 0,
    echo: 0,
  });
  return pool.series.length - 1;
}
