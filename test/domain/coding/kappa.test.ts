import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreementOf } from "../../../src/domain/coding/agreement.ts";
import { cohensKappa, type Pair } from "../../../src/domain/coding/kappa.ts";

/** Pairs from a table of counts: rows the first coding, columns the second. */
function pairsOf(table: number[][]): Pair[] {
  return table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, (): Pair => [`${first}`, `${second}`])),
  );
}

describe("published examples", () => {
  test("Fleiss, Cohen and Everitt (1969), table 1: kappa 0.429 with variance 0.002885", () => {
    const kappa = cohensKappa(
      pairsOf([
        [106, 10, 4],
        [22, 28, 10],
        [2, 12, 6],
      ]),
    );
    expect(kappa?.kappa).toBeCloseTo(0.429, 3);
    expect((kappa?.standardError ?? 0) ** 2).toBeCloseTo(0.002885, 5);
  });

  test("SAS, PROC FREQ's two dermatologists: 0.3449, standard error 0.0724, 0.2030 to 0.4868", () => {
    const kappa = cohensKappa(
      pairsOf([
        [10, 4, 1, 0],
        [5, 10, 12, 2],
        [2, 4, 12, 5],
        [0, 2, 6, 13],
      ]),
    );
    expect(kappa).toMatchObject({ pairs: 88 });
    expect(kappa?.kappa).toBeCloseTo(0.3449, 4);
    expect(kappa?.standardError).toBeCloseTo(0.0724, 4);
    expect(kappa?.lower).toBeCloseTo(0.203, 4);
    expect(kappa?.upper).toBeCloseTo(0.4868, 4);
  });

  test("Cohen (1960), table 1: 200 patients, kappa 0.492", () => {
    const kappa = cohensKappa(
      pairsOf([
        [88, 14, 18],
        [10, 40, 10],
        [2, 6, 12],
      ]),
    );
    expect(kappa?.kappa).toBeCloseTo(0.492, 3);
  });
});

test("twenty pairs that all agree are not sure of everything: from 0.68 on, by Wilson's 0.84 of the share that agree", () => {
  const kappa = cohensKappa(
    pairsOf([
      [10, 0],
      [0, 10],
    ]),
  );
  expect(kappa).toMatchObject({ kappa: 1, upper: 1 });
  expect(kappa?.standardError).toBeCloseTo(0, 6);
  expect(kappa?.lower).toBeCloseTo(0.678, 3);
});

const coded = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("a", "b", "c")), {
  minLength: 1,
  maxLength: 60,
});

test("kappa is the same whoever was first, at most 1, and 1 only when all agree", () => {
  fc.assert(
    fc.property(coded, (pairs) => {
      const kappa = cohensKappa(pairs);
      const turned = cohensKappa(pairs.map(([a, b]) => [b, a]));
      expect(turned === undefined).toBe(kappa === undefined);
      if (kappa === undefined || turned === undefined) return;
      expect(turned.kappa).toBeCloseTo(kappa.kappa, 10);
      expect(turned.standardError).toBeCloseTo(kappa.standardError, 6);
      expect(kappa.kappa).toBeLessThanOrEqual(1 + 1e-12);
      expect(kappa.lower).toBeLessThanOrEqual(kappa.upper);
      expect(Math.abs(kappa.kappa - 1) < 1e-9).toBe(pairs.every(([a, b]) => a === b));
    }),
  );
});

test("nothing is said where there is nothing to tell apart", () => {
  expect(cohensKappa([])).toBeUndefined();
  expect(
    cohensKappa([
      ["a", "a"],
      ["a", "a"],
    ]),
  ).toBeUndefined();
});

test("agreement goes by the set of reasons, and by each reason that is mentioned often enough", () => {
  const same = Array.from({ length: 6 }, () => ({ first: ["a", "b"], second: ["b", "a"] }));
  const less = Array.from({ length: 4 }, () => ({ first: ["a", "b"], second: ["a"] }));
  const other = Array.from({ length: 10 }, () => ({ first: ["c"], second: ["c"] }));
  const { pairs, whole, byReason } = agreementOf([...same, ...less, ...other]);
  expect(pairs).toBe(20);
  expect(whole?.agreed).toBeCloseTo(16 / 20);
  expect(byReason.map(({ reason }) => reason)).toEqual(["b", "a", "c"]);
  expect(byReason.map(({ agreed }) => agreed)).toEqual([16 / 20, 1, 1]);
});
