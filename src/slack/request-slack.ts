import { AsyncLocalStorage } from "node:async_hooks";
import type { Slack } from "./slack.ts";

const ofRequest = new AsyncLocalStorage<Slack | undefined>();

/** Does one request's work with the Slack of its workspace. */
export function withSlack<T>(slack: Slack | undefined, work: () => T): T {
  return ofRequest.run(slack, work);
}

/**
 * What listeners are given: the Slack of the workspace whose request is being answered, whichever that is. Outside of a
 * request it does nothing and throws.
 */
export const requestSlack: Slack = new Proxy({} as Slack, {
  get(_, name) {
    const slack = ofRequest.getStore();
    if (slack === undefined) throw new Error("there is no Slack outside of a workspace's request");
    return Reflect.get(slack, name);
  },
});
