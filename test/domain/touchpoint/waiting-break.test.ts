import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../src/domain/random.ts";
import { type WaitedAnswer, waitingBreak } from "../../../src/domain/touchpoint/waiting-break.ts";

/** Waits of 0 to 15 minutes; `levelAt` gives the mean answer, of 1 to 5, at a wait. */
function answers(n: number, seed: number, levelAt: (waitSeconds: number) => number): WaitedAnswer[] {
  const random = randomFrom(seed);
  return Array.from({ length: n }, () => {
    const waitSeconds = Math.round(900 * random() ** 2);
    const noise = random() + random() + random() - 1.5;
    return {
      waitSeconds,
      score: Math.min(5, Math.max(1, Math.round(levelAt(waitSeconds) + 1.2 * noise))),
    };
  });
}

describe("the breaking point of waiting", () => {
  it("is found where the score falls, with its interval", () => {
    const verdict = waitingBreak(answers(400, 1, (wait) => (wait > 360 ? 3.1 : 4.4)));
    expect(verdict).toMatchObject({ kind: "break", answers: 400 });
    if (verdict.kind !== "break") return;
    expect(verdict.before).toBeCloseTo(4.3, 0);
    expect(verdict.after).toBeCloseTo(3.1, 0);
    expect(verdict.lower).toBeLessThanOrEqual(360);
    expect(verdict.upper).toBeGreaterThanOrEqual(350);
    expect(verdict.upper - verdict.lower).toBeLessThan(180);
  });

  it("holds the true point in its interval at least as often as it says, about", () => {
    let held = 0;
    let found = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const verdict = waitingBreak(answers(300, seed, (wait) => (wait > 240 ? 3.3 : 4.3)));
      if (verdict.kind !== "break") continue;
      found += 1;
      // no wait lies between the last one before the step and the first one after it
      if (verdict.lower <= 240 && verdict.upper >= 225) held += 1;
    }
    expect(found).toBeGreaterThanOrEqual(36);
    expect(held / found).toBeGreaterThan(0.8);
  });

  it("is found in chance at most about once in twenty", () => {
    let found = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      if (waitingBreak(answers(212, seed, () => 4)).kind !== "no-break") found += 1;
    }
    expect(found).toBeLessThanOrEqual(10);
  });

  it("is no step when the score falls evenly", () => {
    const verdict = waitingBreak(answers(800, 3, (wait) => 4.8 - (3 * wait) / 900));
    expect(verdict).toMatchObject({ kind: "gradual", answers: 800 });
    expect(verdict.kind === "gradual" && verdict.perMinute).toBeCloseTo(-0.2, 1);
  });

  it.each<[string, WaitedAnswer[], object]>([
    ["few answers", answers(39, 1, () => 4), { kind: "too-few", answers: 39, need: 40 }],
    [
      "one wait for all",
      answers(100, 1, () => 4).map((one) => ({ ...one, waitSeconds: 60 })),
      { kind: "no-break", answers: 100 },
    ],
    [
      "a score that rises with the wait",
      answers(300, 2, (wait) => (wait > 300 ? 4.6 : 3)),
      { kind: "no-break", answers: 300 },
    ],
  ])("of %s is not told", (_name, some, verdict) => {
    expect(waitingBreak(some)).toEqual(verdict);
  });

  it("costs little for 4,000 answers, and the same answers say the same", () => {
    const many = answers(4_000, 9, (wait) => (wait > 360 ? 3.1 : 4.4));
    const began = performance.now();
    const verdict = waitingBreak(many);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(waitingBreak(many)).toEqual(verdict);
  });
});
