import { AsyncLocalStorage } from "node:async_hooks";
import type { Slack } from "./connection/slack.ts";
import type { Words } from "./language/words.ts";

/** What one request is answered with: the Slack of its workspace, in the words of its reader. */
type Answering = { slack: Slack | undefined; words: Words };

const ofRequest = new AsyncLocalStorage<Answering>();

/** Does one request's work with the Slack of its workspace and in its reader's language. */
export function answering<T>(request: Answering, work: () => T): T {
  return ofRequest.run(request, work);
}

/**
 * What listeners are given: the Slack of the workspace whose request is being answered, whichever that is. Outside of a
 * request it does nothing and throws.
 */
export const requestSlack: Slack = ofTheRequest<Slack>("Slack", ({ slack }) => slack);

/** The words of whoever made the request: what only they will see. */
export const requestWords: Words = ofTheRequest<Words>("reader", ({ words }) => words);

function ofTheRequest<T extends object>(what: string, part: (request: Answering) => T | undefined): T {
  return new Proxy({} as T, {
    get(_, name) {
      const request = ofRequest.getStore();
      const found = request && part(request);
      if (found === undefined) throw new Error(`there is no ${what} outside of a workspace's request`);
      return Reflect.get(found, name);
    },
  });
}
