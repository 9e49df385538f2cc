import { randomFrom } from "../random.ts";

/** One answer about a contact, and how long the customer waited for it. */
export type WaitedAnswer = { waitSeconds: number; score: number };

/** What waiting does to a score. */
export type WaitingVerdict =
  | { kind: "too-few"; answers: number; need: number }
  /** Chance explains it. */
  | { kind: "no-break"; answers: number }
  /** It falls with the wait, and a line fits that better than a step: by so much a minute. */
  | { kind: "gradual"; answers: number; perMinute: number }
  /** Above `waitSeconds` (90 % interval) the mean answer falls from `before` to `after`. */
  | {
      kind: "break";
      answers: number;
      waitSeconds: number;
      lower: number;
      upper: number;
      before: number;
      after: number;
    };

const LEAST_ANSWERS = 40;
/** Each side of a step has so large a share of the answers, and so many. */
const LEAST_SHARE = 0.05;
const LEAST_SIDE = 10;
const SHUFFLES = 399;
const RESAMPLES = 300;
const SURE = 0.05;

/**
 * At which wait the score falls: the one step in the mean answer, ordered by wait, with the least squares (Hinkley 1970; one
 * cut of Scott & Knott 1974's binary segmentation). Whether there is a step at all is asked of shuffled answers (Antoch &
 * Hušková 2001), where it lies of resampled ones (Efron 1979). Both draw from a fixed seed.
 * @param answers a few thousand at most: its cost is some hundred times their number
 */
export function waitingBreak(answers: readonly WaitedAnswer[]): WaitingVerdict {
  const n = answers.length;
  if (n < LEAST_ANSWERS) return { kind: "too-few", answers: n, need: LEAST_ANSWERS };
  const ordered = [...answers].sort((a, b) => a.waitSeconds - b.waitSeconds);
  const waits = Float64Array.from(ordered, ({ waitSeconds }) => waitSeconds);
  const scores = Float64Array.from(ordered, ({ score }) => score);
  const step = fallingStep(waits, scores);
  const random = randomFrom(n);
  if (step === undefined || !isMoreThanChance(step.gain, waits, scores, random))
    return { kind: "no-break", answers: n };
  const line = fittedLine(waits, scores);
  if (line.gain > step.gain) return { kind: "gradual", answers: n, perMinute: line.slope * 60 };
  const { lower, upper } = whereItLies(waits, scores, random);
  const { waitSeconds, before, after } = step;
  return {
    kind: "break",
    answers: n,
    waitSeconds,
    lower: Math.min(lower, waitSeconds),
    upper: Math.max(upper, waitSeconds),
    before,
    after,
  };
}

/** `gain`: by how much the step lessens the sum of squares. `waitSeconds`: the longest wait before it. */
type Step = { gain: number; waitSeconds: number; before: number; after: number };

/** The best step down, between two different waits; undefined when every step goes up. */
function fallingStep(waits: Float64Array, scores: Float64Array): Step | undefined {
  const n = scores.length;
  const least = Math.max(LEAST_SIDE, Math.ceil(LEAST_SHARE * n));
  const total = scores.reduce((sum, score) => sum + score, 0);
  let best: Step | undefined;
  let sum = 0;
  for (let i = 1; i <= n - least; i += 1) {
    sum += scores[i - 1] ?? 0;
    if (i < least || waits[i - 1] === waits[i]) continue;
    const before = sum / i;
    const after = (total - sum) / (n - i);
    const gain = ((before - after) ** 2 * i * (n - i)) / n;
    if (before > after && gain > (best?.gain ?? 0))
      best = { gain, waitSeconds: waits[i - 1] ?? 0, before, after };
  }
  return best;
}

function isMoreThanChance(
  gain: number,
  waits: Float64Array,
  scores: Float64Array,
  random: () => number,
): boolean {
  const shuffled = scores.slice();
  let asGood = 0;
  for (let round = 1; round <= SHUFFLES; round += 1) {
    shuffle(shuffled, random);
    if ((fallingStep(waits, shuffled)?.gain ?? 0) >= gain) asGood += 1;
    // so many already that the rest cannot make it rare
    if ((1 + asGood) / (1 + SHUFFLES) > SURE) return false;
  }
  return true;
}

/** 5 % and 95 % of where the step of resampled answers lies. */
function whereItLies(waits: Float64Array, scores: Float64Array, random: () => number) {
  const n = scores.length;
  const places: number[] = [];
  const someWaits = new Float64Array(n);
  const someScores = new Float64Array(n);
  const times = new Uint32Array(n);
  for (let round = 0; round < RESAMPLES; round += 1) {
    times.fill(0);
    for (let i = 0; i < n; i += 1) {
      const drawn = Math.floor(random() * n);
      times[drawn] = (times[drawn] ?? 0) + 1;
    }
    // drawn by place, they are in order already
    let at = 0;
    for (let i = 0; i < n; i += 1) {
      for (let k = times[i] ?? 0; k > 0; k -= 1) {
        someWaits[at] = waits[i] ?? 0;
        someScores[at] = scores[i] ?? 0;
        at += 1;
      }
    }
    const step = fallingStep(someWaits, someScores);
    if (step !== undefined) places.push(step.waitSeconds);
  }
  places.sort((a, b) => a - b);
  const at = (share: number) => places[Math.round(share * (places.length - 1))] ?? 0;
  return { lower: at(0.05), upper: at(0.95) };
}

/** The falling line of least squares and by how much it lessens their sum; a rising one gains nothing. */
function fittedLine(waits: Float64Array, scores: Float64Array): { slope: number; gain: number } {
  const n = waits.length;
  const meanWait = waits.reduce((sum, wait) => sum + wait, 0) / n;
  const meanScore = scores.reduce((sum, score) => sum + score, 0) / n;
  let squares = 0;
  let products = 0;
  for (let i = 0; i < n; i += 1) {
    const wait = (waits[i] ?? 0) - meanWait;
    squares += wait ** 2;
    products += wait * ((scores[i] ?? 0) - meanScore);
  }
  if (squares === 0 || products >= 0) return { slope: 0, gain: 0 };
  return { slope: products / squares, gain: products ** 2 / squares };
}

/** Fisher and Yates. */
function shuffle(values: Float64Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1));
    const value = values[i] ?? 0;
    values[i] = values[other] ?? 0;
    values[other] = value;
  }
}
