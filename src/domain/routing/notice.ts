import type { Refusal } from "../reason/catalogue.ts";
import type { MendNumbers } from "../reason/mended.ts";
import type { DigestContent } from "./digest.ts";
import type { DigestPace } from "./digest-time.ts";

/** A word said once to a person or a channel, as it is kept until it is said. */
export type NoticeFacts =
  /** To the owner: the promise is due soon. Said to the team instead when the owner cannot act on it. */
  | { kind: "reminder"; dueAt: string }
  /** To a lead or the next level: an overdue promise that nobody acknowledged. `noLead`: the team has none, so a channel hears it. */
  | { kind: "escalation"; level: number; noLead?: true }
  /** To whoever acknowledged: it is open again. */
  | { kind: "acknowledgement-expired" }
  /** To the owner: a contact kept it. `others`: how many open promises to the same customer it could have been. */
  | { kind: "kept-by-evidence"; contactId: string; channel: string; reachedAt: string; others: number }
  /** To the new owner. `by`: a Slack user id. */
  | { kind: "handed-over"; by: string }
  /** To the team's channel, about `[from, to)`. */
  | { kind: "week"; week: string; from: string; to: string }
  /** To the team's channel, once a week: its customers of whom nothing is heard. */
  | { kind: "silent" }
  /** To a channel: its digest, due `at`. `content` is what it tells, kept when it is first put together. */
  | { kind: "digest"; pace: DigestPace; at: string; content?: DigestContent }
  /** To a channel: the workspace's report of the week before `at`. */
  | { kind: "report"; at: string }
  /** To a reason's channel: what became of it since it was said to be mended on that day. */
  | { kind: "mend"; mendedOn: string; standing: MendNumbers }
  /** To the default channel: codes that are not in the catalogue yet. */
  | { kind: "new-reasons"; codes: string[] }
  /** To whoever asked: a merge of `code` into `reason`, or its split from there, is done, or why not. */
  | {
      kind: "recoded";
      deed: "merge" | "split";
      code: string;
      /** Its label. */
      reason: string;
      /** Contacts that moved, and those of them that mentioned both. */
      moved: number;
      both: number;
      refusal?: Refusal;
    }
  /** To the default channel: days are counted by the midnights of that zone now. */
  | { kind: "days-cut"; zone: string }
  /** To whoever asked, or the default channel: it failed so often that it is not tried any more. */
  | { kind: "recoding-stuck"; deed: "merge" | "split"; code: string; into: string; error: string }
  /** To a channel: what a mute kept from it; `observed` against `expected` of the largest one. */
  | {
      kind: "mute-ended";
      reason: string;
      mutedAt: string;
      spikes: number;
      goingOn: number;
      observed: number;
      expected: number;
    };

export type NoticeKind = NoticeFacts["kind"];
export type OwnerAway = "away" | "removed" | "unknown";

export type Notice = {
  id: string;
  workspaceId: string;
  /** The same key is the same word. */
  key: string;
  /** A Slack user's or channel's id, or a channel's name. */
  slackTo: string;
  /** The promise's or signal's id, or the team's or reason's code. */
  subject: string;
  facts: NoticeFacts;
  createdAt: Date;
  attempts: number;
};

/** What is to be said from `at` on (`dueAt` when later than that). */
export type NewNotice = Pick<Notice, "key" | "slackTo" | "subject" | "facts"> & { at: Date; dueAt?: Date };
