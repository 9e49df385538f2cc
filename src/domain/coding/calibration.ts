/** What the model said of one held-out contact: log-likelihoods by reason, and the places of the reasons that people gave it. */
export type Judged = { likelihoods: Float64Array; truth: readonly number[] };

/**
 * The temperature at which likelihoods, divided by it, are believed as they deserve: naive Bayes counts each group of letters
 * as if it were news, so it is far too sure. It makes the held-out codes most probable (Guo and others 2017); the priors stay.
 */
export function temperatureOf(judged: readonly Judged[], priors: Float64Array): number {
  let [low, high] = [Math.log(0.5), Math.log(100)];
  const loss = (at: number) => meanLoss(judged, priors, Math.exp(at));
  // golden section: the loss has one valley
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [lossA, lossB] = [loss(a), loss(b)];
  for (let step = 0; step < 20; step += 1) {
    if (lossA < lossB) {
      [high, b, lossB] = [b, a, lossA];
      a = high - ratio * (high - low);
      lossA = loss(a);
    } else {
      [low, a, lossA] = [a, b, lossB];
      b = low + ratio * (high - low);
      lossB = loss(b);
    }
  }
  return Math.exp((low + high) / 2);
}

/** The probability of each reason by Bayes' rule, with the likelihoods divided by the temperature; they add up to 1. */
export function probabilities(
  likelihoods: Float64Array,
  priors: Float64Array,
  temperature: number,
): Float64Array {
  const scores = likelihoods.map((each, at) => each / temperature + (priors[at] ?? 0));
  let top = Number.NEGATIVE_INFINITY;
  for (const each of scores) if (each > top) top = each;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const part = Math.exp((scores[at] ?? 0) - top);
    scores[at] = part;
    sum += part;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
  return scores;
}

function meanLoss(judged: readonly Judged[], priors: Float64Array, temperature: number): number {
  let loss = 0;
  for (const { likelihoods, truth } of judged) {
    const believed = probabilities(likelihoods, priors, temperature);
    const right = truth.reduce((sum, at) => sum + (believed[at] ?? 0), 0);
    loss -= Math.log(Math.max(right, 1e-12));
  }
  return loss / judged.length;
}
