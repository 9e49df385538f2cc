/** Slack as the jobs reach it. */
export type Slack = Record<string, never>;
