import { FEATURES, type FeatureReader, featureReader } from "./text-features.ts";

/** One coded contact's words, with its reasons. */
export type Example = { text: string; reasons: readonly string[] };

/** What has been counted of examples so far: it can be added to. */
export type Counts = {
  /** The reasons it tells apart, at least two. */
  readonly reasons: readonly string[];
  /** Of every feature its row in `mentions`, -1 for none yet. */
  readonly rows: Int32Array;
  rowCount: number;
  /** Row by row: in how many examples of each reason the feature was. */
  mentions: Float32Array;
  /** By reason: the sum of its column, and its examples. */
  readonly totals: Float64Array;
  readonly examples: Float64Array;
  readonly reader: FeatureReader;
};

/** Multinomial naive Bayes, ready to read: `weights` are ln P(feature | reason) above the mean reason's, row by row. */
export type NaiveBayes = {
  readonly reasons: readonly string[];
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  readonly priors: Float64Array;
};

/** Lidstone's addition to every count. */
const SMOOTHING = 0.1;
/** A feature that so few examples had is noise: it is left out of the model. */
const LEAST_EXAMPLES = 2;
/** 16 MB at most; the commonest features stay. */
const MOST_WEIGHTS = 2 ** 22;

export function newCounts(reasons: readonly string[]): Counts {
  return {
    reasons,
    rows: new Int32Array(FEATURES).fill(-1),
    rowCount: 0,
    mentions: new Float32Array(1_024 * reasons.length),
    totals: new Float64Array(reasons.length),
    examples: new Float64Array(reasons.length),
    reader: featureReader(),
  };
}

/** Learns from one example; of several reasons each gets its share. Those that it does not know are passed over. */
export function addExample(counts: Counts, { text, reasons }: Example): void {
  const known = reasons.map((reason) => counts.reasons.indexOf(reason)).filter((at) => at >= 0);
  if (known.length === 0) return;
  const features = counts.reader.read(text);
  const weight = 1 / known.length;
  const width = counts.reasons.length;
  for (let i = 0; i < features.length; i += 1) {
    const row = rowOf(counts, features[i] ?? 0);
    for (const at of known)
      counts.mentions[row * width + at] = (counts.mentions[row * width + at] ?? 0) + weight;
  }
  for (const at of known) {
    counts.totals[at] = (counts.totals[at] ?? 0) + weight * features.length;
    counts.examples[at] = (counts.examples[at] ?? 0) + weight;
  }
}

/** The model of what was counted: Lidstone's smoothing over the features it keeps. */
export function modelOf(counts: Counts): NaiveBayes {
  const { reasons, mentions } = counts;
  const width = reasons.length;
  const kept = keptRows(counts);
  const weights = new Float32Array(kept.size * width);
  const rows = new Int32Array(FEATURES).fill(-1);
  const all = counts.examples.reduce((a, b) => a + b, 0);
  const base = Array.from(counts.totals, (total) => Math.log(total + SMOOTHING * kept.size));
  let next = 0;
  for (let feature = 0; feature < FEATURES; feature += 1) {
    const row = counts.rows[feature] ?? -1;
    if (row < 0 || !kept.has(row)) continue;
    let sum = 0;
    for (let at = 0; at < width; at += 1) {
      const weight = Math.log((mentions[row * width + at] ?? 0) + SMOOTHING) - (base[at] ?? 0);
      weights[next * width + at] = weight;
      sum += weight;
    }
    // what all reasons share says nothing, and small numbers stay exact
    for (let at = 0; at < width; at += 1) {
      weights[next * width + at] = (weights[next * width + at] ?? 0) - sum / width;
    }
    rows[feature] = next;
    next += 1;
  }
  const priors = Float64Array.from(counts.examples, (count) => Math.log((count + 1) / (all + width)));
  return { reasons, rows, weights, priors };
}

/** Reads texts by one model: for each the log-likelihood of every reason, without the priors; valid until the next. */
export function likelihoodReader({ reasons, rows, weights }: NaiveBayes): (text: string) => Float64Array {
  const reader = featureReader();
  const width = reasons.length;
  const sums = new Float64Array(width);
  return (text) => {
    sums.fill(0);
    const features = reader.read(text);
    for (let i = 0; i < features.length; i += 1) {
      const row = rows[features[i] ?? 0] ?? -1;
      if (row < 0) continue;
      const from = row * width;
      for (let at = 0; at < width; at += 1) sums[at] = (sums[at] ?? 0) + (weights[from + at] ?? 0);
    }
    return sums;
  };
}

function rowOf(counts: Counts, feature: number): number {
  const known = counts.rows[feature] ?? -1;
  if (known >= 0) return known;
  const row = counts.rowCount;
  counts.rowCount += 1;
  counts.rows[feature] = row;
  const width = counts.reasons.length;
  if ((row + 1) * width > counts.mentions.length) {
    const grown = new Float32Array(counts.mentions.length * 2);
    grown.set(counts.mentions);
    counts.mentions = grown;
  }
  return row;
}

function keptRows({ rowCount, mentions, reasons: { length: width } }: Counts): Set<number> {
  const sums = new Float32Array(rowCount);
  for (let i = 0; i < rowCount * width; i += 1) {
    const row = Math.floor(i / width);
    sums[row] = (sums[row] ?? 0) + (mentions[i] ?? 0);
  }
  const most = Math.floor(MOST_WEIGHTS / width);
  const common = [...sums.keys()].filter((row) => (sums[row] ?? 0) > LEAST_EXAMPLES - 0.01);
  if (common.length > most) common.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0));
  return new Set(common.slice(0, most));
}
