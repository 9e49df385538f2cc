import { expect, test } from "vitest";
import { connectorFor, connectors } from "../../src/connectors/registry.ts";
import type { HeaderOf } from "../../src/connectors/signature.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

// Made by openssl: dgst -sha256 (intercom: -sha1) -hmac <secret>, in base64 (intercom: hex).
const signed = {
  zendesk: {
    secret: "zendesk-issued-secret",
    body: '{"type":"zen:event-type:ticket.created","id":"ev-1"}',
    headers: {
      "x-zendesk-webhook-signature": "RyTQ5g67lRayAQdeBoDNltwa6Ap9VR6jguzFqnoByQs=",
      "x-zendesk-webhook-signature-timestamp": "2026-11-20T12:00:00Z",
    },
  },
  intercom: {
    secret: "intercom-client-secret",
    body: '{"type":"notification_event","topic":"ping"}',
    headers: { "x-hub-signature": "sha1=9e8917a4fdd555230bacda28c913e3e456660272" },
  },
  typeform: {
    secret: "typeform-chosen-secret",
    body: '{"event_id":"ev-1","event_type":"form_response"}',
    headers: { "typeform-signature": "sha256=8P6u3uEQf9/8x/87mTgi9BZAvSNd+38qfW3tXlQUmiU=" },
  },
} as const;

const kinds = Object.keys(connectors) as (keyof typeof connectors)[];
const headersOf = (headers: Record<string, string | undefined>): HeaderOf => {
  return (name) => headers[name];
};

test.each(kinds)("%s: its own signature is accepted, by the new secret or the one before it", (kind) => {
  const { secret, body, headers } = signed[kind];
  const verify = (secrets: string[]) =>
    connectors[kind].verify(headersOf(headers), Buffer.from(body), secrets, NOW).ok;
  expect(verify([secret])).toBe(true);
  expect(verify(["the-next-secret", secret])).toBe(true);
  expect(verify(["the-next-secret"])).toBe(false);
  expect(verify([])).toBe(false);
});

test.each(kinds)("%s: no flipped bit of the body or a header is accepted", (kind) => {
  const { secret, body, headers } = signed[kind];
  const flipped = (text: string, bit: number) => {
    const bytes = Buffer.from(text);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes;
  };
  const verify = (given: Record<string, string>, bytes: Buffer) =>
    connectors[kind].verify(headersOf(given), bytes, [secret], NOW).ok;
  for (let bit = 0; bit < body.length * 8; bit++) expect(verify(headers, flipped(body, bit))).toBe(false);
  for (const [name, value] of Object.entries(headers)) {
    for (let bit = 0; bit < value.length * 8; bit++) {
      const mutant = { ...headers, [name]: flipped(value, bit).toString("latin1") };
      expect(verify(mutant, Buffer.from(body)), `${name}, bit ${bit}`).toBe(false);
    }
  }
});

test.each(kinds)("%s: a header that is missing, empty, or without its scheme's name is refused", (kind) => {
  const { secret, body, headers } = signed[kind];
  for (const [name, value] of Object.entries(headers)) {
    for (const wrong of [
      undefined,
      "",
      value.replace(/^sha\d+=/, "md5="),
      `${value} `,
      `${value},${value}`,
    ]) {
      if (wrong === value) continue;
      const given = headersOf({ ...headers, [name]: wrong });
      expect(connectors[kind].verify(given, Buffer.from(body), [secret], NOW).ok, `${name}: ${wrong}`).toBe(
        false,
      );
    }
  }
});

test.each([
  [-301, false],
  [-300, true],
  [300, true],
  [301, false],
])("zendesk: signed %d s from the time here, accepted is %s", (seconds, accepted) => {
  const { secret, body, headers } = signed.zendesk;
  const at = new Date(NOW.getTime() + seconds * 1000);
  expect(connectors.zendesk.verify(headersOf(headers), Buffer.from(body), [secret], at).ok).toBe(accepted);
});

test.each(["constructor", "__proto__", "toString", "generic", ""])("%j has no connector", (kind) => {
  expect(connectorFor(kind)).toBeUndefined();
});
