import { describe, expect, test } from "vitest";
import { concentrationOf } from "../../../src/domain/coding/concentration.ts";
import { randomFrom } from "../../../src/domain/random.ts";

const counts = (...numbers: number[]) => new Map(numbers.map((count, index) => [`agent-${index}`, count]));
const evenly = (agents: number, each: number) => counts(...Array.from({ length: agents }, () => each));

describe("a spike's contacts over agents", () => {
  test("31 of 36 from one who usually has one of twelve: it says so, without the name", () => {
    expect(concentrationOf("agent", counts(31, 3, 2), [evenly(12, 100)])).toEqual({
      by: "agent",
      observed: 31,
      of: 36,
      usualShare: 101 / 1202,
    });
  });

  test.each([
    ["a day like any: three each of twelve", evenly(12, 3), [evenly(12, 100)]],
    ["four contacts, all from one: too few", counts(4), [evenly(12, 100)]],
    ["less than half of them", counts(17, 9, 9), [evenly(12, 100)]],
    ["who is alone at night has all the others too", counts(36), [evenly(12, 100), counts(80)]],
    ["who alone codes this reason", counts(31, 5), [evenly(12, 100), counts(90, 10)]],
    ["nothing to compare with, and two agents", counts(5, 1), [counts()]],
    ["80 % instead of the usual 70 %", counts(80, 20), [counts(70, 30)]],
    ["nobody known", counts(), [evenly(12, 100)]],
    ["one of four: everybody would know who", counts(31, 3, 2), [evenly(4, 100)]],
  ])("%s says nothing", (_, observed, usual) => {
    expect(concentrationOf("agent", observed, usual)).toBeUndefined();
  });
});

test("contacts of which nobody's name is known are none of anybody's", () => {
  const one = counts(31, 3, 2);
  expect(concentrationOf("agent", one, [evenly(12, 100)], 50)).toMatchObject({ observed: 31, of: 50 });
  expect(concentrationOf("agent", one, [evenly(12, 100)], 100)).toBeUndefined();
});

test("a team or a channel is named", () => {
  const observed = new Map([["billing", 30]]);
  const usual = new Map([
    ["billing", 50],
    ["sales", 450],
  ]);
  expect(concentrationOf("team", observed, [usual])).toMatchObject({
    by: "team",
    name: "billing",
    observed: 30,
    of: 30,
  });
});

test("drawn by chance from the usual: of two thousand spikes of 40 contacts none is called one person's", () => {
  const random = randomFrom(11);
  for (let spike = 0; spike < 2_000; spike += 1) {
    const observed = new Map<string, number>();
    for (let i = 0; i < 40; i += 1) {
      const agent = `agent-${Math.floor(random() * 6)}`;
      observed.set(agent, (observed.get(agent) ?? 0) + 1);
    }
    expect(concentrationOf("agent", observed, [evenly(6, 200)])).toBeUndefined();
  }
});
