import { createHmac } from "node:crypto";
import type { connectors } from "../../src/connectors/registry.ts";
import { type Answer, send } from "./server.ts";

export type Kind = keyof typeof connectors;

/** What the systems of these tests sign with, unless a test says otherwise. */
export const SECRET = "issued-by-the-system";

const hmac = (algorithm: string, secret: string, text: string) =>
  createHmac(algorithm, secret).update(text).digest();

/** As each system signs. */
export const headersOf: Record<Kind, (body: string, secret: string, at: Date) => Record<string, string>> = {
  zendesk: (body, secret, at) => {
    const timestamp = at.toISOString();
    return {
      "x-zendesk-webhook-signature": hmac("sha256", secret, timestamp + body).toString("base64"),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    };
  },
  intercom: (body, secret) => ({ "x-hub-signature": `sha1=${hmac("sha1", secret, body).toString("hex")}` }),
  typeform: (body, secret) => ({
    "typeform-signature": `sha256=${hmac("sha256", secret, body).toString("base64")}`,
  }),
};

type Delivery = { secret?: string; at: Date; headers?: Record<string, string> };

/** Delivers a payload to `/v1/hooks/...` at `url`, as a system of this kind does. */
export function deliver(
  url: string,
  kind: Kind,
  payload: unknown,
  { secret = SECRET, at, headers = {} }: Delivery,
): Promise<Answer> {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  return send(url, {
    headers: { "content-type": "application/json", ...headersOf[kind](body, secret, at), ...headers },
    body,
  });
}
