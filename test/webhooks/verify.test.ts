import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { sign, verifySignature } from "../../src/webhooks/verify.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const timestamp = "1614265330";
const body = Buffer.from('{"test": 2432232314}');
const now = new Date(1614265330_000);
// The example that Standard Webhooks and Svix publish.
const signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const headers = { id, timestamp, signature };

test("the published example is accepted and made", () => {
  expect(sign(secret, id, timestamp, body)).toBe(signature);
  expect(verifySignature(headers, body, [secret], now)).toEqual({ ok: true });
});

test("the key is what is after whsec_, decoded, and the text is id.timestamp.body", () => {
  const key = Buffer.from(Array.from({ length: 25 }, (_, n) => n + 1));
  const expected = createHmac("sha256", key).update("a.1.Hi There").digest("base64");
  expect(sign(`whsec_${key.toString("base64")}`, "a", "1", "Hi There")).toBe(`v1,${expected}`);
});

test("what the reference library signs is accepted, whatever the body", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.stringMatching(/^[\w-]{1,40}$/), (text, messageId) => {
      const signed = new Webhook(secret).sign(messageId, now, text);
      const given = { id: messageId, timestamp, signature: signed };
      expect(verifySignature(given, Buffer.from(text), [other, secret], now).ok).toBe(true);
    }),
  );
});

test("no flipped bit of the body, id, timestamp, signature or secret is accepted", () => {
  const parts = {
    body,
    id: Buffer.from(id),
    timestamp: Buffer.from(timestamp),
    signature: Buffer.from(signature),
  };
  for (const [name, part] of Object.entries(parts)) {
    for (let bit = 0; bit < part.length * 8; bit++) {
      const flipped = Buffer.from(part);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const mutant = { ...headers, ...(name === "body" ? {} : { [name]: flipped.toString("latin1") }) };
      const verdict = verifySignature(mutant, name === "body" ? flipped : body, [secret], now);
      expect(verdict.ok, `${name}, bit ${bit}`).toBe(false);
    }
  }
});

test("no inserted, removed or replaced byte is accepted", () => {
  const edit = fc.record({
    part: fc.constantFrom("body", "id", "timestamp", "signature"),
    at: fc.nat(),
    remove: fc.nat({ max: 2 }),
    insert: fc.uint8Array({ maxLength: 3 }),
  });
  fc.assert(
    fc.property(edit, ({ part, at, remove, insert }) => {
      const whole = part === "body" ? body : Buffer.from(headers[part as keyof typeof headers], "latin1");
      const place = at % (whole.length + 1);
      const edited = Buffer.concat([whole.subarray(0, place), insert, whole.subarray(place + remove)]);
      fc.pre(!edited.equals(whole));
      // A list of signatures may hold others beside the right one.
      fc.pre(!(part === "signature" && edited.toString("latin1").split(" ").includes(signature)));
      const mutant = part === "body" ? headers : { ...headers, [part]: edited.toString("latin1") };
      expect(verifySignature(mutant, part === "body" ? edited : body, [secret], now).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["a list that holds the right one", { signature: `v1,AAAA v1a,x ${signature}` }, true],
  ["the right one as the eighth", { signature: `${"v1,x ".repeat(7)}${signature}` }, true],
  ["the right one as the ninth", { signature: `${"v1,x ".repeat(8)}${signature}` }, false],
  ["another version's name", { signature: signature.replace("v1", "v2") }, false],
  ["another spelling of the same base64", { signature: signature.replace("1OE=", "1OF=") }, false],
  ["no padding", { signature: signature.replace("=", "") }, false],
  ["an empty signature", { signature: "" }, false],
  ["no signature", { signature: undefined }, false],
  ["no id", { id: undefined }, false],
  ["no timestamp", { timestamp: undefined }, false],
  ["a timestamp with letters after it", { timestamp: `${timestamp}abc` }, false],
  ["a timestamp in milliseconds", { timestamp: `${timestamp}000` }, false],
  ["a timestamp with a sign", { timestamp: `+${timestamp}` }, false],
  ["an empty timestamp", { timestamp: "" }, false],
])("%s: accepted is %s", (_what, change, accepted) => {
  expect(verifySignature({ ...headers, ...change }, body, [secret], now).ok).toBe(accepted);
});

test.each([
  [-301, false],
  [-300, true],
  [300, true],
  [301, false],
  [86_400, false],
])("%d s from the time here: accepted is %s", (seconds, accepted) => {
  const at = new Date(now.getTime() + seconds * 1000);
  expect(verifySignature(headers, body, [secret], at).ok).toBe(accepted);
});

test("both secrets of a rotation are accepted, a third is not, and no secret accepts nothing", () => {
  expect(verifySignature(headers, body, [other, secret], now).ok).toBe(true);
  expect(verifySignature(headers, body, [other], now).ok).toBe(false);
  expect(verifySignature(headers, body, [], now).ok).toBe(false);
});
