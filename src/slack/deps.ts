import type { Deps } from "../deps.ts";
import type { Slack } from "./connection/slack.ts";
import type { Words } from "./language/words.ts";

/** What a listener may reach; `slack` is that of the request's workspace, `words` are those of whoever made it. */
export type ListenerDeps = Deps & { slack: Slack; words: Words };

/** What bringing an alert up to date takes. */
export type DeliveryDeps = Pick<Deps, "store" | "now" | "log"> & { slack: Slack };
