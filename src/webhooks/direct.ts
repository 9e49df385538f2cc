import type { EventKind } from "../store/events.ts";
import { type Authenticate, checkHasKeys } from "./authenticate.ts";
import { parseJson } from "./body.ts";
import { type ItemSchema, parseItems } from "./parse.ts";
import type { Way } from "./receive.ts";

/** A request in our own words: one item of this kind, or many. */
export function direct(kind: EventKind, schema: ItemSchema, authenticate: Authenticate): Way {
  return {
    checkKeys: checkHasKeys,
    async understand(req, body) {
      const { id: sourceId, workspaceId } = await authenticate(req, body);
      return { workspaceId, sourceId, kind, events: parseItems(parseJson(body), schema) };
    },
  };
}
