import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../src/domain/random.ts";
import { type Asked, answerGaps, voiceOf } from "../../../src/domain/touchpoint/coverage.ts";

describe("in whose name a score is told", () => {
  it.each([
    [{ sent: 400, answered: 100 }, 0.2, { kind: "customers" }],
    [{ sent: 400, answered: 80 }, 0.2, { kind: "customers" }],
    [{ sent: 400, answered: 48 }, 0.2, { kind: "those-who-answered", share: 0.12, asked: 400 }],
    [{ sent: 10, answered: 9 }, 0.2, { kind: "those-who-answered", share: 0.9, asked: 10 }],
    [{ sent: 0, answered: 0 }, 0.2, { kind: "nobody-knows" }],
    [{ sent: 50, answered: 0 }, 0, { kind: "customers" }],
  ])("%j with a floor of %d", (coverage, floor, voice) => {
    expect(voiceOf(coverage, floor)).toEqual(voice);
  });
});

describe("how those who answer differ", () => {
  const asked = (
    n: number,
    seed: number,
    one: (random: () => number, answered: boolean) => Partial<Asked>,
  ) => {
    const random = randomFrom(seed);
    return Array.from({ length: n }, (_, i): Asked => {
      const answered = i % 4 === 0;
      return { answered, contacts: 1, reasons: [], brokenPromises: 0, ...one(random, answered) };
    });
  };

  it("is told where it is sure, with its interval", () => {
    const gaps = answerGaps(
      asked(800, 1, (random, answered) => ({
        contacts: Math.floor(3 * random()) + (answered ? 0 : 1),
        reasons: random() < (answered ? 0.2 : 0.45) ? ["invoice-wrong"] : ["delivery"],
        brokenPromises: random() < (answered ? 0.05 : 0.2) ? 1 : 0,
      })),
    );
    expect(gaps.map(({ kind }) => kind)).toEqual(["contacts", "broken-promise", "reason", "reason"]);
    expect(gaps[0]?.difference.value).toBeCloseTo(-1, 0);
    expect(
      gaps.find((gap) => gap.kind === "reason" && gap.reason === "invoice-wrong")?.difference.upper,
    ).toBeLessThan(0);
  });

  it("is told of nothing at most about once in ten worlds without a difference", () => {
    let told = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const gaps = answerGaps(
        asked(300, seed, (random) => ({
          contacts: Math.floor(4 * random()),
          reasons: ["a", "b", "c", "d", "e"].filter(() => random() < 0.3),
          brokenPromises: random() < 0.1 ? 1 : 0,
        })),
      );
      if (gaps.length > 0) told += 1;
    }
    expect(told).toBeLessThanOrEqual(18);
  });

  it("is not told of a few", () => {
    expect(answerGaps(asked(60, 1, (_random, answered) => ({ contacts: answered ? 1 : 9 })))).toEqual([]);
  });
});
