import { describe, expect, test } from "vitest";
import { type Actor, actionsFor, judgeClick, type SignalAction } from "../../../src/domain/signal/life.ts";
import type { Signal, SignalStatus } from "../../../src/domain/signal/signal.ts";
import { snoozeEnd } from "../../../src/domain/signal/snooze.ts";
import {
  groupSignal,
  overdueSignal,
  risingSignal,
  silentSignal,
  spikeSignal,
  touchpointSignal,
} from "../../support/facts.ts";

const agent: Actor = { slackUserId: "UAGENT", isLead: false };
const lead: Actor = { slackUserId: "ULEAD", isLead: true };

describe("who may do what, by kind and status", () => {
  const allowed: [Signal["kind"], SignalStatus, SignalAction, Actor, SignalStatus | "no"][] = [
    ["spike", "open", "acknowledge", agent, "acknowledged"],
    ["spike", "snoozed", "acknowledge", agent, "acknowledged"],
    ["spike", "acknowledged", "acknowledge", agent, "no"],
    ["spike", "acknowledged", "snooze", agent, "snoozed"],
    ["spike", "snoozed", "snooze", agent, "snoozed"],
    ["spike", "snoozed", "resolve", agent, "resolved"],
    ["spike", "resolved", "resolve", agent, "no"],
    ["source-silent", "open", "acknowledge", agent, "acknowledged"],
    ["source-silent", "acknowledged", "snooze", agent, "snoozed"],
    ["source-silent", "snoozed", "resolve", agent, "resolved"],
    ["overdue-promise", "open", "acknowledge", lead, "acknowledged"],
    ["overdue-promise", "open", "acknowledge", agent, "no"],
    ["overdue-promise", "acknowledged", "acknowledge", lead, "no"],
    ["touchpoint-below", "open", "snooze", agent, "snoozed"],
    ["touchpoint-below", "snoozed", "acknowledge", agent, "acknowledged"],
    ["touchpoint-below", "acknowledged", "resolve", agent, "resolved"],
    ["rising-term", "open", "acknowledge", agent, "acknowledged"],
    ["rising-term", "open", "snooze", agent, "snoozed"],
    ["rising-term", "snoozed", "resolve", agent, "resolved"],
    ["overdue-promise", "open", "snooze", lead, "no"],
    ["overdue-promise", "open", "resolve", lead, "no"],
    ["overdue-promises", "open", "acknowledge", lead, "acknowledged"],
    ["overdue-promises", "open", "acknowledge", agent, "no"],
    ["overdue-promises", "open", "snooze", lead, "no"],
  ];
  test.each(allowed)("%s %s: %s by %o -> %s", (kind, status, action, actor, to) => {
    const born = {
      spike: spikeSignal,
      "overdue-promise": overdueSignal,
      "overdue-promises": groupSignal,
      "source-silent": silentSignal,
      "touchpoint-below": touchpointSignal,
      "rising-term": risingSignal,
    };
    const signal = born[kind]({ status });
    const verdict = judgeClick(signal, action, actor);
    expect(verdict.kind === "change" ? verdict.to : "no").toBe(to);
  });
});

test("the second clicker learns who was first, and when", () => {
  const acknowledgedAt = new Date("2026-11-20T14:12:00Z");
  const taken = overdueSignal({ status: "acknowledged", acknowledgedBy: "UOTTO", acknowledgedAt });
  expect(judgeClick(taken, "acknowledge", lead)).toEqual({
    kind: "too-late",
    status: "acknowledged",
    by: "UOTTO",
    at: acknowledgedAt,
  });
});

test("an agent is told that a lead may", () => {
  expect(judgeClick(overdueSignal(), "acknowledge", agent)).toEqual({ kind: "not-allowed", who: "lead" });
});

test("buttons follow the state", () => {
  const buttons = (["open", "acknowledged", "snoozed", "resolved"] as const).map((status) => [
    actionsFor(spikeSignal({ status })),
    actionsFor(overdueSignal({ status })),
  ]);
  expect(buttons).toEqual([
    [["acknowledge", "snooze", "resolve"], ["acknowledge"]],
    [["snooze", "resolve"], []],
    [["acknowledge", "snooze", "resolve"], []],
    [[], []],
  ]);
});

test.each([
  ["1h", "2026-11-20T22:30:00Z", "2026-11-20T23:30:00.000Z"],
  ["4h", "2026-11-20T22:30:00Z", "2026-11-21T02:30:00.000Z"],
  // 22:30 UTC is 00:30 on the 21st in Helsinki: tomorrow is the 22nd.
  ["tomorrow", "2026-11-20T22:30:00Z", "2026-11-22T06:00:00.000Z"],
  // The clock goes forward in the night between.
  ["tomorrow", "2026-03-28T12:00:00Z", "2026-03-29T05:00:00.000Z"],
] as const)("a snooze of %s from %s ends at %s", (snooze, now, end) => {
  expect(snoozeEnd(snooze, new Date(now), "Europe/Helsinki").toISOString()).toBe(end);
});
