import type { IncomingMessage } from "node:http";
import type { Deps } from "../deps.ts";
import type { Source } from "../store/sources.ts";
import { Refusal } from "./answer.ts";
import { remember } from "./remember.ts";
import { verifySignature } from "./verify.ts";

/** How long a rotated or disabled key may still work: the price of no query per request. */
const SOURCE_TTL_MS = 5_000;

export type Sources = Record<"byId" | "byToken", (key: string) => Promise<Source | null>>;

/** The sources of the store, each looked up once for all who ask within a few seconds. */
export function rememberSources({ store, now }: Pick<Deps, "store" | "now">): Sources {
  const options = { ttlMs: SOURCE_TTL_MS, most: 1_000, now };
  return {
    byId: remember((id) => store.sources.byId(id), options),
    byToken: remember((token) => store.sources.byToken(token), options),
  };
}

export type Authenticate = (req: IncomingMessage, body: Buffer) => Promise<Source>;

/**
 * Who sent a request in our own words: by its Standard Webhooks signature and `?source=`, or by its bearer token. A
 * signature that is there is judged, whatever token comes with it.
 * @throws Refusal 401
 */
export function authenticator({ byId, byToken }: Sources, now: () => Date): Authenticate {
  return async (req, body) => {
    const signature = header(req, "webhook-signature");
    if (signature !== undefined) {
      const known = await byId(sourceParameter(req));
      // The secret of another kind is made by its system, for its own scheme: decoded as ours it may be no key at all.
      const source = known?.kind === "generic" ? known : null;
      const headers = {
        id: header(req, "webhook-id"),
        timestamp: header(req, "webhook-timestamp"),
        signature,
      };
      const verdict = verifySignature(headers, body, source?.secrets ?? [], now());
      if (!verdict.ok) throw unauthorized(verdict.why);
      if (source === null) throw unauthorized("no such source");
      return source;
    }
    const token = /^Bearer +([\w.~+/=-]{1,200})$/i.exec(req.headers.authorization ?? "")?.[1];
    const source = token === undefined ? null : await byToken(token);
    if (source === null) throw unauthorized("no source has this token");
    return source;
  };
}

/**
 * Refuses a request without keys before its body is read.
 * @throws Refusal 401
 */
export function checkHasKeys(req: IncomingMessage): void {
  if (header(req, "webhook-signature") !== undefined) {
    sourceParameter(req);
    return;
  }
  if (req.headers.authorization === undefined) {
    throw unauthorized(
      "sign the request (webhook-id, webhook-timestamp, webhook-signature) or send a bearer token",
    );
  }
}

function sourceParameter(req: IncomingMessage): string {
  const source = /[?&]source=([\w-]{1,64})(?:&|$)/.exec(req.url ?? "")?.[1];
  if (source === undefined) throw unauthorized("a signed request names its source: ?source=src_...");
  return source;
}

export function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

/** What a request without the right keys gets. */
export function unauthorized(why: string): Refusal {
  return new Refusal(401, `Unauthorized: ${why}`, { "www-authenticate": "Bearer" });
}
