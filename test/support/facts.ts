import type {
  OverduePromiseFacts,
  OverduePromisesFacts,
  RisingTermFacts,
  Signal,
  SourceSilentFacts,
  SpikeFacts,
  TouchpointBelowFacts,
} from "../../src/domain/signal/signal.ts";

/** A spike as the detector would describe it: 41 contacts about a wrong invoice where 14 were expected. */
export function spikeFacts(change: Partial<SpikeFacts> = {}): SpikeFacts {
  return {
    kind: "spike",
    reason: "invoice-wrong",
    reasonLabel: "Invoice is wrong",
    observed: 41,
    expected: 14.2,
    lower: 8,
    upper: 21,
    ratio: 2.9,
    ratioLower: 2.1,
    ratioUpper: 3.9,
    windowMinutes: 120,
    windowEndAt: "2026-11-20T09:20:00Z",
    chanceOnceInWeeks: 60,
    chanceAllPerWeek: 0.25,
    reasonsLookedAt: 15,
    historyDays: 56,
    byChannel: [
      { channel: "phone", observed: 33, expected: 9.1 },
      { channel: "chat", observed: 8, expected: 5.1 },
    ],
    byTouchpoint: [{ touchpoint: "invoice", observed: 35 }],
    examples: [
      { occurredAt: "2026-11-20T09:18:00Z", channel: "phone", summary: "Charged twice for November" },
      { occurredAt: "2026-11-20T09:15:00Z", channel: "chat" },
    ],
    history: Array.from({ length: 12 }, (_, hour) => ({
      startAt: new Date(Date.UTC(2026, 10, 19, 22 + hour)).toISOString(),
      observed: hour === 11 ? 30 : 6,
      expected: 6.5,
      upper: 11,
    })),
    ...change,
  };
}

/** A promise to call back about a refund, due at 14:00 UTC. */
export function overdueFacts(change: Partial<OverduePromiseFacts> = {}): OverduePromiseFacts {
  return {
    kind: "overdue-promise",
    promiseId: "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b001",
    text: "call back about the refund",
    madeAt: "2026-11-20T09:14:00Z",
    dueAt: "2026-11-20T14:00:00Z",
    owner: "maija",
    ownerSlackId: "U0MAIJA",
    team: "billing",
    ...change,
  };
}

const born = {
  id: "0d9c7c3e-6e55-4c0e-9e8b-1f6b0a4c0001",
  workspaceId: "0d9c7c3e-6e55-4c0e-9e8b-1f6b0a4c0002",
  status: "open",
  version: 1,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedUntil: null,
  snoozedUntil: null,
  resolvedAt: null,
  resolvedBy: null,
  escalation: 0,
  escalateAt: null,
  groupId: null,
} as const;

export function spikeSignal(change: Partial<Signal> = {}): Signal {
  const openedAt = new Date("2026-11-20T09:20:00Z");
  return {
    ...born,
    kind: "spike",
    subject: "invoice-wrong",
    team: null,
    facts: spikeFacts(),
    openedAt,
    ...change,
  };
}

export function overdueSignal(change: Partial<Signal> = {}): Signal {
  const facts = overdueFacts();
  const openedAt = new Date("2026-11-20T14:00:00Z");
  return {
    ...born,
    kind: "overdue-promise",
    subject: facts.promiseId,
    team: "billing",
    facts,
    openedAt,
    ...change,
  };
}

/** Five promises that came at once, all still overdue. */
export function groupSignal(change: Partial<Signal> = {}, facts: Partial<OverduePromisesFacts> = {}): Signal {
  return {
    ...born,
    kind: "overdue-promises",
    subject: "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b009",
    team: "billing",
    facts: {
      kind: "overdue-promises",
      slackChannel: "C1",
      promises: 5,
      overdue: 5,
      acknowledged: 0,
      oldestDueAt: "2026-11-20T14:00:00Z",
      countedVersion: 10,
      ...facts,
    },
    openedAt: new Date("2026-11-20T14:00:00Z"),
    ...change,
  };
}

/** Zendesk has been silent for 3 h, where 40 to 70 contacts are usual. */
export function silentSignal(change: Partial<Signal> = {}, facts: Partial<SourceSilentFacts> = {}): Signal {
  return {
    ...born,
    kind: "source-silent",
    subject: "src_1",
    team: null,
    facts: {
      kind: "source-silent",
      sourceId: "src_1",
      sourceName: "Zendesk",
      sinceAt: "2026-11-20T09:00:00Z",
      asOf: "2026-11-20T12:00:00Z",
      usualLower: 40,
      usualUpper: 70,
      ...facts,
    },
    openedAt: new Date("2026-11-20T10:10:00Z"),
    ...change,
  };
}

/** 14 customers say "red light", which once a week somebody says. */
export function risingSignal(change: Partial<Signal> = {}, facts: Partial<RisingTermFacts> = {}): Signal {
  return {
    ...born,
    kind: "rising-term",
    subject: "red light",
    team: null,
    facts: {
      kind: "rising-term",
      term: "red light",
      alsoSaid: ["modem"],
      observed: 14,
      customers: 13,
      expected: 0.2,
      contacts: 410,
      windowMinutes: 1_440,
      windowEndAt: "2026-11-20T12:00:00Z",
      historyDays: 28,
      termsLookedAt: 3_120,
      byReason: [{ reason: "router-setup", label: "Help with the router", observed: 9 }],
      uncoded: 3,
      examples: [
        {
          occurredAt: "2026-11-20T11:40:00Z",
          channel: "phone",
          summary: "the modem shows a red light",
          times: 2,
        },
      ],
      ...facts,
    },
    openedAt: new Date("2026-11-20T12:00:00Z"),
    ...change,
  };
}

/** The invoice's CSAT of 3.62 from 212 answers lies below its target of 4.2. */
export function touchpointSignal(
  change: Partial<Signal> = {},
  facts: Partial<TouchpointBelowFacts> = {},
): Signal {
  return {
    ...born,
    kind: "touchpoint-below",
    subject: "invoice:csat",
    team: null,
    facts: {
      kind: "touchpoint-below",
      touchpoint: "invoice",
      touchpointLabel: "Invoice",
      metric: "csat",
      target: 4.2,
      score: 3.62,
      lower: 3.5,
      upper: 3.74,
      answers: 212,
      first: "2026-10-23",
      last: "2026-11-19",
      change: { value: -0.3, lower: -0.5, upper: -0.1 },
      byChannel: [
        { channel: "phone", score: 3.4, lower: 3.2, upper: 3.6, answers: 140 },
        { channel: "chat", score: 4.1, lower: 3.9, upper: 4.3, answers: 60 },
      ],
      coverage: { sent: 1_800, answered: 212 },
      voice: { kind: "those-who-answered", share: 212 / 1_800, asked: 1_800 },
      ...facts,
    },
    openedAt: new Date("2026-11-20T06:10:00Z"),
    ...change,
  };
}
