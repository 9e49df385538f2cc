import { z } from "zod";

const workspace = z.object({ workspaceId: z.uuid() });

/**
 * Every job there is. Payloads carry ids only: the job reads the database when it runs.
 * `concurrency` is per process; `attempts` counts the first try.
 */
export const jobs = {
  /** Turns the workspace's unprocessed events into contacts, buckets and promises. */
  aggregate: { payload: workspace, attempts: 5, concurrency: 4 },
  /** Judges what the buckets say: spikes begin, go on, end. */
  detect: { payload: workspace, attempts: 5, concurrency: 2 },
  /** Judges each touchpoint's scores by their targets. */
  judgeTouchpoints: { payload: workspace, attempts: 3, concurrency: 1 },
  /** Works out when customers are silent by their own rhythm. */
  weighRhythms: { payload: workspace, attempts: 3, concurrency: 1 },
  /** Makes one Slack message agree with its signal. */
  deliver: { payload: z.object({ alertId: z.uuid() }), attempts: 3, concurrency: 8 },
  /** Says one word once, to a person or a channel. */
  notify: { payload: z.object({ noticeId: z.uuid() }), attempts: 3, concurrency: 4 },
  /** Counts a workspace's days anew at another zone's midnights, and its repeats by another window. */
  recount: { payload: workspace, attempts: 3, concurrency: 1 },
  /** Learns how the workspace's people code, and what uncoded contacts read like by it. */
  learnCoding: { payload: workspace, attempts: 2, concurrency: 1 },
  /** Counts the terms of days that are over, and tells which rise before any code does. */
  hearTerms: { payload: workspace, attempts: 2, concurrency: 1 },
  /** Does the merges and splits of reasons that people asked for. */
  recode: { payload: workspace, attempts: 3, concurrency: 1 },
  /** Looks for what nobody nudged: promises due, events, alerts, notices, snoozes and acknowledgements waiting. */
  sweep: { payload: z.object({}), attempts: 1, concurrency: 1 },
} as const satisfies Record<string, { payload: z.ZodType; attempts: number; concurrency: number }>;

export type JobName = keyof typeof jobs;
export type Payload<N extends JobName> = z.infer<(typeof jobs)[N]["payload"]>;

/** What the queue runs by itself, beside the nudges. A hint only: the worker sweeps without it too. */
export const schedules = [{ name: "sweep", everyMs: 2_000, payload: {} }] as const satisfies readonly {
  name: JobName;
  everyMs: number;
  payload: object;
}[];
