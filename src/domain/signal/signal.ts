import type { Concentration } from "../coding/concentration.ts";
import type { ExcessCost } from "../cost/excess.ts";
import type { Estimate } from "../estimate.ts";
import type { Coverage, Voice } from "../touchpoint/coverage.ts";
import type { Metric } from "../touchpoint/feedback.ts";

/** A signal's life. Late is not a status, and acknowledged does not stop the lateness. */
export type SignalStatus = "open" | "acknowledged" | "snoozed" | "resolved";

export type SpikeFacts = {
  kind: "spike";
  /** A reason's code, or `*` for every contact of `channel`, or of all channels where none is named. */
  reason: string;
  reasonLabel: string;
  /** Set when the spike is about all contacts of one channel. */
  channel?: string;
  /** Contacts in the window that fired, and what was expected there, with its 5-95 % range. */
  observed: number;
  expected: number;
  lower: number;
  upper: number;
  /** observed / expected with its 90 % interval. */
  ratio: number;
  ratioLower: number;
  ratioUpper: number;
  windowMinutes: number;
  windowEndAt: string;
  /** By chance: once in so many weeks for this reason; so many a week over all `reasonsLookedAt`. */
  chanceOnceInWeeks: number;
  chanceAllPerWeek: number;
  reasonsLookedAt: number;
  historyDays: number;
  /** What drives it, largest excess first. */
  byChannel: { channel: string; observed: number; expected?: number }[];
  byTouchpoint: { touchpoint: string; observed: number }[];
  /**
   * Of a reason's spike: the other reasons of the same contacts, most first. Of all contacts: the reasons with the largest
   * surplus, `expected` where they are known. A contact counts for each of its reasons. Older alerts do not say.
   */
  byReason?: { reason: string; label: string; observed: number; expected?: number }[];
  /** Up to three contacts, newest first; never a name. Those with the same words are one, its latest, and how many they are. */
  examples: { occurredAt: string; channel: string; summary?: string; times?: number }[];
  /** Most of its contacts come from one agent, team or channel that usually has far fewer: never an agent's name. */
  concentrations?: Concentration[];
  /** Hourly, oldest first: what the chart draws. */
  history: { startAt: string; observed: number; expected: number; upper: number }[];
  /** When the window began with which the spike was first seen; older alerts do not say. */
  sinceAt?: string;
  /** What the excess has cost since then, where contacts have a cost. */
  cost?: ExcessCost;
  /** Found in contacts long past (a replay): it is told also when it is over by then. */
  replayed?: true;
  /** Set once the count is back to normal. */
  endedAt?: string;
};

export type OverduePromiseFacts = {
  kind: "overdue-promise";
  promiseId: string;
  text: string;
  madeAt: string;
  dueAt: string;
  /** The agent's code or a Slack user id. */
  owner?: string;
  ownerSlackId?: string;
  team?: string;
  channel?: string;
  /** How it ended, when it did. */
  outcome?: "kept" | "moved" | "broken" | "withdrawn" | "reopened";
  endedAt?: string;
  /** Of a move: to when, and whether the customer was told; undefined when nobody said. */
  movedTo?: string;
  told?: boolean;
  /** How or why it ended: by which contact it was kept, why it was given up. */
  note?: string;
};

/** Many promises that became overdue at once; each has a signal of its own, of which this one is the group. */
export type OverduePromisesFacts = {
  kind: "overdue-promises";
  /** Where the one message about them is; several Slack channels are apart by spaces. */
  slackChannel: string;
  /** How many came, how many of them are still overdue, and how many of those somebody has. */
  promises: number;
  overdue: number;
  acknowledged: number;
  /** Given up, or moved without a word to the customer. */
  broken?: number;
  /** Of the one that is late the longest. */
  oldestDueAt: string | null;
  /** The sum of its promises' versions: as of then this was counted. */
  countedVersion: number;
  endedAt?: string;
};

/** Words that more customers say than ever before, whatever the contacts were coded. */
export type RisingTermFacts = {
  kind: "rising-term";
  /** In small letters; of at least five customers, never a name or a number. */
  term: string;
  /** What mostly the same contacts say too. */
  alsoSaid: string[];
  /** Contacts that say it in the window, of so many customers, and what was expected there. */
  observed: number;
  customers: number;
  expected: number;
  /** All contacts with words in the window; those of a reason that spikes are left out. */
  contacts: number;
  windowMinutes: number;
  windowEndAt: string;
  historyDays: number;
  termsLookedAt: number;
  /** What people coded them, most first; a contact counts for each of its reasons. */
  byReason: { reason: string; label: string; observed: number }[];
  uncoded: number;
  examples: SpikeFacts["examples"];
  endedAt?: string;
};

export type SourceSilentFacts = {
  kind: "source-silent";
  sourceId: string;
  sourceName: string;
  /** Nothing has been heard from it since then. */
  sinceAt: string;
  /** `usualLower` to `usualUpper` contacts are usual from `sinceAt` to then, at this time of the week. */
  asOf: string;
  usualLower: number;
  usualUpper: number;
  /** Set once it is heard again. */
  endedAt?: string;
};

/** A score lies below its target, as surely as its 90 % interval says. */
export type TouchpointBelowFacts = {
  kind: "touchpoint-below";
  touchpoint: string;
  touchpointLabel: string;
  metric: Metric;
  /** Of the contacts it is about, when the target is that channel's own. */
  channel?: string;
  target: number;
  score: number;
  lower: number;
  upper: number;
  answers: number;
  /** The days it was judged by, `2026-11-20`, both included. */
  first: string;
  last: string;
  /** Against as many days before. */
  change?: Estimate;
  /** Of all channels' target: each channel's own score, most answers first. */
  byChannel: { channel: string; score: number; lower: number; upper: number; answers: number }[];
  /** Of the surveys sent in those days, and in whose name that lets the score be told. */
  coverage: Coverage;
  voice: Voice;
  /** Not below any more since that day; it ends when that lasts. */
  clearSince?: string;
  endedAt?: string;
};

export type SignalFacts =
  | SpikeFacts
  | OverduePromiseFacts
  | OverduePromisesFacts
  | SourceSilentFacts
  | RisingTermFacts
  | TouchpointBelowFacts;
export type SignalKind = SignalFacts["kind"];

/** One row, one life cycle: anything worth an alert. */
export type Signal = {
  id: string;
  workspaceId: string;
  kind: SignalKind;
  subject: string;
  status: SignalStatus;
  team: string | null;
  facts: SignalFacts;
  version: number;
  openedAt: Date;
  acknowledgedAt: Date | null;
  /** Slack user id. */
  acknowledgedBy: string | null;
  /** An acknowledged promise goes back to open then, unless it is over. */
  acknowledgedUntil: Date | null;
  snoozedUntil: Date | null;
  resolvedAt: Date | null;
  /** Slack user id, or `earshot` when it ended by itself. */
  resolvedBy: string | null;
  /** How many levels above the owner have heard of it, and when the next one will, unless somebody acknowledges. */
  escalation: number;
  escalateAt: Date | null;
  /** The signal whose one message lists this one and others that came at once. */
  groupId: string | null;
};

/** One line of a signal's history, told in the alert's thread. `actor`: a Slack user id, or `earshot`. */
export type SignalEntry = {
  id: string;
  at: Date;
  actor: string;
  action: string;
  note: string | null;
  /** In a group's thread: the promise that it happened to. */
  member?: OverduePromiseFacts | null;
};
