import { describe, expect, it } from "vitest";
import {
  belowSubject,
  storedTargets,
  targetedScores,
  targetProblem,
  targetsFromStored,
} from "../../../src/domain/touchpoint/touchpoint.ts";

describe("a touchpoint's targets", () => {
  const set = { targets: { csat: 4.2, nps: 40 }, channelTargets: { chat: { csat: 4 }, web: {} } };

  it("are stored and read again, without what is empty", () => {
    const stored = storedTargets(set);
    expect(stored).toEqual({ nps: 40, csat: 4.2, channels: { chat: { csat: 4 } } });
    expect(storedTargets(targetsFromStored(stored))).toEqual(stored);
    expect(storedTargets({ targets: {}, channelTargets: {} })).toEqual({});
  });

  it("are judged each by itself", () => {
    const listed = targetedScores(set);
    expect(listed).toEqual([
      { metric: "nps", channel: null, target: 40 },
      { metric: "csat", channel: null, target: 4.2 },
      { metric: "csat", channel: "chat", target: 4 },
    ]);
    expect(listed.map((one) => belowSubject("invoice", one))).toEqual([
      "invoice:nps",
      "invoice:csat",
      "invoice:csat:chat",
    ]);
  });

  it.each([
    ["nps", 40, undefined],
    ["nps", -100, undefined],
    ["nps", 101, "NPS goes from -100 to 100"],
    ["csat", 0.9, "CSAT goes from 1 to 5"],
    ["csat", 5, undefined],
    ["ces", 7.5, "CES goes from 1 to 7"],
    ["ces", Number.NaN, "CES goes from 1 to 7"],
  ] as const)("%s %d", (metric, target, problem) => {
    expect(targetProblem(metric, target)).toBe(problem);
  });
});
