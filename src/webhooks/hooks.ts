import type { IncomingMessage } from "node:http";
import type { Mapped } from "../connectors/connector.ts";
import { connectorFor, connectors } from "../connectors/registry.ts";
import type { NewEvents } from "../store/events.ts";
import { Refusal } from "./answer.ts";
import { header, type Sources, unauthorized } from "./authenticate.ts";
import { parseJson } from "./body.ts";
import { parseItems } from "./parse.ts";
import type { Way } from "./receive.ts";
import type { EventSchemas } from "./schemas.ts";

export const HOOKS_PATH = "/v1/hooks/:source";

/**
 * A request in the words of another system: the source that its path names has a kind, and the kind has a connector.
 * A wrong address is a 401 like every wrong key: at a 404 some systems switch the webhook off for good.
 */
export function hooks(schemas: EventSchemas, { byId }: Pick<Sources, "byId">, now: () => Date): Way {
  return {
    checkKeys(req) {
      sourceIn(req);
      const isSigned = Object.values(connectors).some(
        ({ signatureHeader }) => header(req, signatureHeader) !== undefined,
      );
      if (!isSigned) throw unauthorized("the request is not signed");
    },

    async understand(req, body) {
      const source = await byId(sourceIn(req));
      const connector = connectorFor(source?.kind ?? "");
      if (source === null || connector === undefined) {
        throw unauthorized("no such source, or one that sends in our own words to /v1/contacts");
      }
      if (source.secrets.length === 0) {
        throw unauthorized("the source has no secret yet: earshot source rotate <source> --secret <secret>");
      }
      const verdict = connector.verify((name) => header(req, name), body, source.secrets, now());
      if (!verdict.ok) throw unauthorized(verdict.why);
      const heard = eventsOf(connector.map(parseJson(body)), schemas);
      return heard && { workspaceId: source.workspaceId, sourceId: source.id, ...heard };
    },
  };
}

/** @throws Refusal 422 with the paths of the sender's own fields */
function eventsOf(mapped: Mapped, schemas: EventSchemas): Pick<NewEvents, "kind" | "events"> | undefined {
  if (mapped.kind === "nothing") return undefined;
  if (mapped.kind === "wrong") throw new Refusal(422, [{ path: mapped.path, message: mapped.message }]);
  const { kind, item } = mapped;
  try {
    return { kind, events: parseItems(item, schemas[kind]) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const paths: Record<string, string | undefined> = mapped.paths;
    const problems = error.problems.map(({ path, message }) => ({ path: paths[path] ?? path, message }));
    throw new Refusal(error.status, problems);
  }
}

function sourceIn(req: IncomingMessage): string {
  const source = /^\/v1\/hooks\/([\w-]{1,64})\/?(?:\?|$)/.exec(req.url ?? "")?.[1];
  if (source === undefined) throw unauthorized("the address ends in the source's id: /v1/hooks/src_...");
  return source;
}
