import { describe, expect, it, test } from "vitest";
import type { TouchpointBelowFacts } from "../../../src/domain/signal/signal.ts";
import type { Metric } from "../../../src/domain/touchpoint/feedback.ts";
import { metricReports, type ScoreCount, scoreWindow } from "../../../src/domain/touchpoint/report.ts";
import { judgedTargets, watchTarget } from "../../../src/domain/touchpoint/watch.ts";
import { touchpointSignal } from "../../support/facts.ts";

const said = (metric: Metric, channel: string, counts: Record<number, number>): ScoreCount[] =>
  Object.entries(counts).map(([score, count]) => ({
    ...{ touchpoint: "invoice", metric, channel, count },
    score: Number(score),
  }));

test("days are whole ones of the zone, those before today and as many before them", () => {
  // 23:30 in Helsinki of the 20th
  expect(scoreWindow("Europe/Helsinki", new Date("2026-11-20T21:30:00Z"), 28)).toEqual({
    now: { first: "2026-10-23", last: "2026-11-19" },
    before: { first: "2026-09-25", last: "2026-10-22" },
  });
  expect(scoreWindow("Europe/Helsinki", new Date("2026-11-20T22:30:00Z"), 1)).toEqual({
    now: { first: "2026-11-20", last: "2026-11-20" },
    before: { first: "2026-11-19", last: "2026-11-19" },
  });
});

describe("a touchpoint's report", () => {
  const set = { targets: { csat: 4.2 }, channelTargets: { chat: { csat: 4.5 }, web: { nps: 10 } } };
  const now = [
    ...said("csat", "phone", { 5: 60, 3: 80, 1: 60 }),
    ...said("csat", "chat", { 5: 10, 4: 10 }),
    ...said("csat", "", { 4: 5 }),
    ...said("nps", "phone", { 9: 10, 2: 10 }),
  ];
  const reports = metricReports(set, now, said("csat", "phone", { 5: 300, 4: 50 }));

  it("has every metric with answers or a target, over all and by channel", () => {
    expect(reports.map(({ metric, byChannel }) => [metric, byChannel.map(({ channel }) => channel)])).toEqual(
      [
        ["nps", ["phone", "web"]],
        ["csat", ["phone", "chat"]],
      ],
    );
    const csat = reports[1];
    expect(csat?.score).toMatchObject({ answers: 225, value: expect.closeTo(3.16, 2) });
    expect(csat?.verdict).toEqual({ kind: "below" });
    expect(csat?.satisfied?.value).toBeCloseTo(85 / 225, 10);
    expect(csat?.change?.upper).toBeLessThan(-1);
    expect(csat?.byChannel[1]).toMatchObject({ channel: "chat", target: 4.5, verdict: { kind: "unclear" } });
    expect(reports[0]?.byChannel[1]).toEqual({
      ...{ channel: "web", score: undefined, target: 10 },
      verdict: { kind: "too-few", needed: null },
    });
  });

  it("judges each target once, in the name that is given", () => {
    const days = { first: "2026-10-23", last: "2026-11-19" };
    const touchpoint = { code: "invoice", label: "Invoice", ...set };
    const voice = { kind: "those-who-answered", share: 0.1, asked: 1_000 } as const;
    const coverage = { sent: 1_000, answered: 100 };
    const judged = judgedTargets({ touchpoint, days, reports, coverage, voice });
    expect(judged.map(({ subject, verdict }) => [subject, verdict.kind])).toEqual([
      ["invoice:nps:web", "too-few"],
      ["invoice:csat", "below"],
      ["invoice:csat:chat", "unclear"],
    ]);
    expect(judged[1]?.facts).toMatchObject({
      ...days,
      target: 4.2,
      ...{ answers: 225, coverage, voice },
    });
    expect(judged[1]?.facts?.byChannel.map(({ channel, answers }) => [channel, answers])).toEqual([
      ["phone", 200],
      ["chat", 20],
    ]);
  });
});

describe("the signal of a target", () => {
  const below = touchpointSignal().facts as TouchpointBelowFacts;
  const clear = { ...below, clearSince: "2026-11-18" };
  it.each([
    [
      "opens when the score is surely below",
      undefined,
      "below",
      "2026-11-20",
      { kind: "tell", facts: below },
    ],
    ["is quiet when it is not sure", undefined, "too-few", "2026-11-20", { kind: "quiet" }],
    ["goes on while it is below", below, "below", "2026-11-20", { kind: "tell", facts: below }],
    ["says that it is clear", below, "met", "2026-11-18", { kind: "tell", facts: clear }],
    ["stays so for two days more", clear, "unclear", "2026-11-20", { kind: "tell", facts: clear }],
    ["ends on the third", clear, "met", "2026-11-21", { kind: "end" }],
    [
      "forgets what was clear when it is below again",
      clear,
      "below",
      "2026-11-20",
      { kind: "tell", facts: below },
    ],
  ] as const)("%s", (_name, living, kind, today, verdict) => {
    const judged = { verdict: kind === "too-few" ? { kind, needed: 140 } : { kind }, facts: below };
    expect(watchTarget(living, judged, today)).toEqual(verdict);
  });

  it("ends with its target, and is quiet without one", () => {
    expect(watchTarget(below, undefined, "2026-11-20")).toEqual({ kind: "end" });
    expect(watchTarget(undefined, undefined, "2026-11-20")).toEqual({ kind: "quiet" });
  });
});
