import type { DigestContent, HeldLine, NamedMovement } from "../../src/domain/routing/digest.ts";

/** A reason that more than doubled. */
export function moved(change: Partial<NamedMovement> = {}): NamedMovement {
  return {
    reason: "late-delivery",
    label: "Late delivery",
    observed: 77,
    expected: 31.4,
    lower: 22,
    upper: 41,
    ratio: 2.45,
    ratioLower: 1.9,
    ratioUpper: 3.2,
    ...change,
  };
}

/** A spike that the day's budget held, still open. */
export function heldLine(change: Partial<HeldLine> = {}): HeldLine {
  return {
    signalId: "0d9c7c3e-6e55-4c0e-9e8b-1f6b0a4c0001",
    alertId: "0d9c7c3e-6e55-4c0e-9e8b-1f6b0a4c0003",
    kind: "spike",
    about: {
      kind: "spike",
      label: "Invoice is wrong",
      observed: 41,
      expected: 14.2,
      windowMinutes: 120,
    },
    openedAt: "2026-11-19T09:20:00Z",
    state: { status: "open", by: null, until: null },
    why: "digest",
    weight: 26.8,
    ...change,
  };
}

/** The digest of 19 November, a Thursday, on which nothing happened. */
export function digestContent(change: Partial<DigestContent> = {}): DigestContent {
  return {
    pace: "daily",
    firstDate: "2026-11-19",
    lastDate: "2026-11-19",
    composedAt: "2026-11-20T06:00:00Z",
    movements: { kind: "judged", lookedAt: 40, rose: [], fell: [] },
    held: [],
    promises: [],
    waiting: [],
    moreWaiting: 0,
    ...change,
  };
}
