import { createHmac } from "node:crypto";
import { judge, refuse, type Verdict } from "../connectors/signature.ts";

const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 8;

/** The three Standard Webhooks headers as they came. */
export type SignatureHeaders = {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
};

/**
 * Judges a Standard Webhooks signature over the raw body: the timestamp is digits only and within five minutes of
 * `now`, and one of at most eight `v1` signatures is exactly the one that one of `secrets` (`whsec_<base64>`) makes.
 */
export function verifySignature(
  { id, timestamp, signature }: SignatureHeaders,
  body: Buffer,
  secrets: readonly string[],
  now: Date,
): Verdict {
  if (id === undefined || !/^[\x21-\x7e]{1,256}$/.test(id)) {
    return refuse("webhook-id must be 1 to 256 visible ASCII characters");
  }
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    return refuse("webhook-timestamp must be seconds since 1970, digits only");
  }
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    return refuse("webhook-timestamp is more than 5 minutes from the time here");
  }
  const given = (signature ?? "").split(" ");
  if (given.length > MOST_SIGNATURES) return refuse("webhook-signature holds more than 8 signatures");
  return judge(
    given,
    secrets.map((secret) => sign(secret, id, timestamp, body)),
  );
}

/** `v1,<base64>` of `id.timestamp.body` by the secret `whsec_<base64>`. */
export function sign(secret: string, id: string, timestamp: string, body: Buffer | string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const hmac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest("base64")}`;
}
