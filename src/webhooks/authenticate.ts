import type { IncomingMessage } from "node:http";
import type { Deps } from "../deps.ts";
import type { Source } from "../store/sources.ts";
import { Refusal } from "./answer.ts";
import { remember } from "./remember.ts";
import { verifySignature } from "./verify.ts";

/** How long a rotated or disabled key may still work: the price of no query per request. */
const SOURCE_TTL_MS = 5_000;

export type Authenticate = (req: IncomingMessage, body: Buffer) => Promise<Source>;

/**
 * Who sent a request: by its Standard Webhooks signature and `?source=`, or by its bearer token. A signature that is
 * there is judged, whatever token comes with it.
 * @throws Refusal 401
 */
export function authenticator({ store, now }: Pick<Deps, "store" | "now">): Authenticate {
  const options = { ttlMs: SOURCE_TTL_MS, most: 1_000, now };
  const byId = remember((id) => store.sources.byId(id), options);
  const byToken = remember((token) => store.sources.byToken(token), options);
  return async (req, body) => {
    const signature = header(req, "webhook-signature");
    if (signature !== undefined) {
      const source = await byId(sourceParameter(req));
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

function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

function unauthorized(why: string): Refusal {
  return new Refusal(401, `Unauthorized: ${why}`, { "www-authenticate": "Bearer" });
}
