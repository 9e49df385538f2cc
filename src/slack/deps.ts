import type { Deps } from "../deps.ts";
import type { Slack } from "./slack.ts";

/** What a listener may reach; `slack` is that of the request's workspace. */
export type ListenerDeps = Deps & { slack: Slack };

/** What bringing an alert up to date takes. */
export type DeliveryDeps = Pick<Deps, "store" | "now" | "log"> & { slack: Slack };
