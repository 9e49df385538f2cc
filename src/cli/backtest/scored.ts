import { quantile } from "../../domain/detection/negative-binomial.ts";
import { type WindowExpectation, windowVariance } from "../../domain/detection/surprise.ts";
import type { CsvOut } from "./csv-out.ts";

export const SCORE_HEADER = "series,channel,start,count,expected,lower,upper,p,score,alert";

/** One judged bucket. `prefix` is its series and channel as CSV, each with its comma. */
export interface Scored {
  prefix: string;
  start: string;
  count: number;
  expectation: WindowExpectation;
  /** -ln p, calibrated: what `p` says. */
  surprise: number;
  /** -ln p before calibration: what orders the buckets, also across series. */
  rawSurprise: number;
  alert: boolean;
}

export function writeScored(out: CsvOut, scored: Scored): void {
  const { mean } = scored.expectation;
  const variance = windowVariance(scored.expectation);
  const lower = quantile(0.05, mean, variance);
  const upper = quantile(0.95, mean, variance);
  out.line(
    `${scored.prefix}${scored.start},${scored.count},${short(mean)},${lower},${upper},${probability(scored.surprise)},${
      Math.round(scored.rawSurprise * 1e6) / 1e6
    },${scored.alert ? 1 : 0}`,
  );
}

/** `exp(-surprise)`; below the smallest double by its exponent, so that nothing becomes a flat zero in the text. */
function probability(surprise: number): string {
  if (surprise < 700) return String(short(Math.exp(-surprise)));
  const tens = surprise / Math.LN10;
  const exponent = Math.ceil(tens);
  return `${(10 ** (exponent - tens)).toFixed(3)}e-${exponent}`;
}

function short(value: number): number {
  if (value >= 1e-3) {
    const scale = value >= 100 ? 1e3 : 1e6;
    return Math.round(value * scale) / scale;
  }
  return Number(value.toPrecision(5));
}

/** A field as CSV wants it. */
export function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
