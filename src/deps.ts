import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Enqueue } from "./queue/enqueue.ts";
import type { SlackFor } from "./slack/connection/slack.ts";
import type { Store } from "./store/index.ts";

/** All that a handler may reach. A function asks for the slice it uses: `Pick<Deps, "store" | "now">`. */
export type Deps = {
  store: Store;
  enqueue: Enqueue;
  slackFor: SlackFor;
  now: () => Date;
  log: Log;
  metrics: Metrics;
};
