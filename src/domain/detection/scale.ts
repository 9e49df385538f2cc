const HOUR = 3_600_000;

/** How one time scale is learned: its step, its windows and the shape of its baseline. */
export interface Scale {
  name: "hourly" | "daily" | "weekly";
  stepMs: number;
  /** Rolling windows, in steps, shortest first. */
  windows: readonly number[];
  /** How much of the judgement each window carries (sum 1): the longer ones see most, the shorter ones see it sooner. */
  windowWeights: readonly number[];
  /** Cells of the seasonal profile that the series of a pool share: hours of the week, days of the week, or one. */
  cells: number;
  /** Days of the week on which a series may differ from its pool: 7, or 0 where a step is a week. */
  ownDays: number;
  /** Pairs of cosine and sine over the year. */
  yearly: number;
  /** Whether the level may have a slope. */
  slope: boolean;
  /** What one step leaves of the knowledge of the level (discount factor). */
  levelDiscount: number;
  /** What one step leaves of the knowledge of the spread and of the tail. */
  spreadKeep: number;
  /** The same for the spread of a series that is still learning: what its first guesses missed by is no spread. */
  youngKeep: number;
  /** Realised over nominal share of p-values under 5 % before a pool has its own: counts are discrete and the tail cautious. */
  priorRatio: number;
  /** Steps, this one and the one before, over which the other series of a pool say whether everything is higher or lower just now. */
  concurrentSteps: 1 | 2;
  /** Steps of history before a series may alert. */
  learningSteps: number;
  /** Steps in a row at an alerting height after which the level is taken to have shifted. */
  shiftSteps: number;
}

export const HOURLY: Scale = {
  name: "hourly",
  stepMs: HOUR,
  windows: [1, 3, 6, 24],
  windowWeights: [0.05, 0.35, 0.35, 0.25],
  cells: 168,
  ownDays: 7,
  yearly: 0,
  slope: false,
  levelDiscount: 0.9975,
  spreadKeep: 0.9995,
  youngKeep: 0.99,
  priorRatio: 0.5,
  concurrentSteps: 2,
  learningSteps: 14 * 24,
  shiftSteps: 72,
};

export const DAILY: Scale = {
  name: "daily",
  stepMs: 24 * HOUR,
  windows: [1, 3, 7],
  windowWeights: [0.4, 0.3, 0.3],
  cells: 7,
  ownDays: 7,
  yearly: 0,
  slope: false,
  levelDiscount: 0.985,
  spreadKeep: 0.998,
  youngKeep: 0.95,
  priorRatio: 0.5,
  concurrentSteps: 1,
  learningSteps: 14,
  shiftSteps: 10,
};

export const WEEKLY: Scale = {
  name: "weekly",
  stepMs: 7 * 24 * HOUR,
  windows: [1, 2],
  windowWeights: [0.05, 0.95],
  cells: 1,
  ownDays: 0,
  yearly: 2,
  slope: true,
  levelDiscount: 0.99,
  spreadKeep: 0.998,
  youngKeep: 0.998,
  priorRatio: 0.46,
  concurrentSteps: 1,
  learningSteps: 8,
  shiftSteps: 8,
};
