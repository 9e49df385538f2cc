import { type Judged, probabilities, temperatureOf } from "./calibration.ts";
import {
  addExample,
  type Example,
  likelihoodReader,
  modelOf,
  type NaiveBayes,
  newCounts,
} from "./naive-bayes.ts";

/** What reads a reason from a contact's words: a model, and how far its likelihoods are to be believed. */
export type ReasonReader = { model: NaiveBayes; temperature: number };

/** The reason a text reads like, with the probability that a person would have given it. */
export type Reading = { reason: string; confidence: number };

/** How it did on contacts that it had not learned from, all of them later than those it had. */
export type ReadingReport = {
  examples: number;
  heldOut: number;
  /** Share (0..1) of the held-out contacts whose likeliest reason is one that people gave; and F1, the mean over reasons. */
  accuracy: number;
  macroF1: number;
  temperature: number;
  /** Held-out contacts `coded` one thing that surely read like another: the most first. */
  misread: Misread[];
};
export type Misread = { coded: string; readsLike: string; contacts: number; of: number };

/** Below it the reader says nothing. */
const SURE_ENOUGH = 0.6;
/** A reason with fewer examples is not told apart. */
export const LEAST_EXAMPLES = 20;
/** Fewer examples in all teach nothing. */
export const LEAST_LEARNED = 200;
const CALIBRATED_BY = 2_000;
const MOST_MISREAD = 20;
/** Fewer are not worth a word. */
const LEAST_MISREAD = 5;

/**
 * Learns from coded contacts one by one; `finish` judges it by later ones, and learns from them too.
 * @param vague reasons that say nothing ("other"): never read, but it is said what their contacts read like
 */
export function learnReasons(reasons: readonly string[], vague: readonly string[] = []) {
  const counts = newCounts(reasons);
  let examples = 0;
  return {
    add(example: Example): void {
      examples += 1;
      addExample(counts, example);
    },
    finish(heldOut: readonly Example[]): { reader: ReasonReader; report: ReadingReport } {
      const earlier = modelOf(counts);
      const isOf = (codes: readonly string[]) => (example: Example) =>
        example.reasons.some((reason) => codes.includes(reason));
      const known = heldOut.filter(isOf(reasons));
      const others = heldOut.filter((example) => isOf(vague)(example) && !isOf(reasons)(example));
      const temperature = known.length === 0 ? UNKNOWN_TEMPERATURE : calibrated(earlier, known);
      const judged = { model: earlier, temperature };
      const misread = misreadBy(judged, [...known, ...others]);
      const report = { examples, ...judge(judged, known), misread };
      for (const example of heldOut) addExample(counts, example);
      return { reader: { model: modelOf(counts), temperature }, report };
    },
  };
}

/** What naive Bayes on letter groups usually needs. */
const UNKNOWN_TEMPERATURE = 20;

/** Reads texts one after another; undefined for what it is not sure enough of. */
export function readerOf(reader: ReasonReader): (text: string) => Reading | undefined {
  const likeliest = likeliestBy(reader);
  return (text) => {
    const reading = likeliest(text);
    return reading.confidence >= SURE_ENOUGH ? reading : undefined;
  };
}

function likeliestBy({ model, temperature }: ReasonReader): (text: string) => Reading {
  const likelihoods = likelihoodReader(model);
  return (text) => {
    const believed = probabilities(likelihoods(text), model.priors, temperature);
    let top = 0;
    for (let at = 1; at < believed.length; at += 1) if ((believed[at] ?? 0) > (believed[top] ?? 0)) top = at;
    return { reason: model.reasons[top] ?? "", confidence: believed[top] ?? 0 };
  };
}

/** By so many of the held-out contacts as are enough, evenly over their time. */
function calibrated(model: NaiveBayes, heldOut: readonly Example[]): number {
  const likelihoods = likelihoodReader(model);
  const step = Math.max(1, heldOut.length / CALIBRATED_BY);
  const judged: Judged[] = [];
  for (let at = 0; at < heldOut.length; at += step) {
    const example = heldOut[Math.floor(at)];
    if (example === undefined) break;
    const truth = example.reasons.map((reason) => model.reasons.indexOf(reason)).filter((each) => each >= 0);
    judged.push({ likelihoods: likelihoods(example.text).slice(), truth });
  }
  return temperatureOf(judged, model.priors);
}

function judge(
  reader: ReasonReader,
  heldOut: readonly Example[],
): Omit<ReadingReport, "examples" | "misread"> {
  const likeliest = likeliestBy(reader);
  const tallies = new Map(reader.model.reasons.map((reason) => [reason, { hits: 0, read: 0, coded: 0 }]));
  let hits = 0;
  for (const { text, reasons } of heldOut) {
    const { reason } = likeliest(text);
    const isHit = reasons.includes(reason);
    hits += Number(isHit);
    tally(tallies, reason, "read");
    // a contact with several reasons is counted once: as the one that was read, or its first
    tally(tallies, isHit ? reason : (reasons.find((each) => tallies.has(each)) ?? ""), "coded");
    if (isHit) tally(tallies, reason, "hits");
  }
  const present = [...tallies.values()].filter(({ coded }) => coded > 0);
  const f1 = present.reduce((sum, { hits, read, coded }) => sum + (2 * hits) / (read + coded), 0);
  return {
    heldOut: heldOut.length,
    accuracy: heldOut.length === 0 ? 0 : hits / heldOut.length,
    macroF1: f1 / Math.max(1, present.length),
    temperature: reader.temperature,
  };
}

/** What was surely read as another reason than any that people gave, against how many they gave that one. */
function misreadBy(reader: ReasonReader, heldOut: readonly Example[]): Misread[] {
  const likeliest = likeliestBy(reader);
  const coded = new Map<string, number>();
  const misread = new Map<string, Misread>();
  for (const { text, reasons } of heldOut) {
    const { reason, confidence } = likeliest(text);
    const given = reasons.includes(reason) ? reason : (reasons[0] ?? "");
    coded.set(given, (coded.get(given) ?? 0) + 1);
    if (given === reason || confidence < SURE_ENOUGH) continue;
    const key = JSON.stringify([given, reason]);
    const known = misread.get(key) ?? { coded: given, readsLike: reason, contacts: 0, of: 0 };
    misread.set(key, { ...known, contacts: known.contacts + 1 });
  }
  return [...misread.values()]
    .filter(({ contacts }) => contacts >= LEAST_MISREAD)
    .map((each) => ({ ...each, of: coded.get(each.coded) ?? each.contacts }))
    .sort((a, b) => b.contacts - a.contacts || a.coded.localeCompare(b.coded))
    .slice(0, MOST_MISREAD);
}

type Tally = { hits: number; read: number; coded: number };

function tally(tallies: ReadonlyMap<string, Tally>, reason: string, part: keyof Tally): void {
  const known = tallies.get(reason);
  if (known !== undefined) known[part] += 1;
}
