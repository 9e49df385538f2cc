import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decrypt, deriveSecret, encrypt, open, readSealKey, type SealKey, seal } from "../src/seal.ts";

const hex = (text: string) => Buffer.from(text, "hex");
const newKey = (): SealKey => {
  const key = readSealKey(randomBytes(32).toString("base64"));
  if (key === undefined) throw new Error("32 bytes are a key");
  return key;
};

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13 to 16. */
const longKey = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const words =
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
const cipher =
  "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
const place = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
const vectors = [
  {
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    words: "",
    place: "",
    cipher: "",
    tag: "530f8afbc74536b9a963b4f1c4cb738b",
  },
  {
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    words: "00".repeat(16),
    place: "",
    cipher: "cea7403d4d606b6e074ec5d3baf39d18",
    tag: "d0d1c8a799996bf0265b98b5d48ab919",
  },
  {
    key: longKey,
    nonce: "cafebabefacedbaddecaf888",
    words,
    place,
    cipher,
    tag: "76fc6ece0f4e1768cddf8853bb2d551b",
  },
];

describe("sealing", () => {
  it.each(vectors)("agrees with the published vector of tag $tag", (vector) => {
    const sealed = encrypt(hex(vector.key), hex(vector.nonce), hex(vector.words), hex(vector.place));
    expect(sealed.toString("hex")).toBe(vector.nonce + vector.cipher + vector.tag);
    expect(decrypt(hex(vector.key), sealed, hex(vector.place)).toString("hex")).toBe(vector.words);
  });

  it("opens what it sealed, in its place only", () => {
    const keys = [newKey()];
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), fc.string(), (secret, here, elsewhere) => {
        const sealed = seal(keys, secret, here);
        expect(open(keys, sealed, here)).toBe(secret);
        if (elsewhere !== here) expect(() => open(keys, sealed, elsewhere)).toThrow("another row");
      }),
    );
  });

  it("opens nothing in which a bit was flipped, or that was cut", () => {
    const keys = [newKey()];
    const sealed = seal(keys, "xoxb-1-secret", "row 1");
    fc.assert(
      fc.property(fc.nat(sealed.bytes.length - 1), fc.nat(7), (at, bit) => {
        const bytes = Buffer.from(sealed.bytes);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(() => open(keys, { ...sealed, bytes }, "row 1")).toThrow("changed");
        expect(() => open(keys, { ...sealed, bytes: sealed.bytes.subarray(0, at) }, "row 1")).toThrow(
          "changed",
        );
      }),
    );
  });

  it("seals with the newest key and opens with any that is known", () => {
    const [older, newer] = [newKey(), newKey()];
    const before = seal([older], "token", "row");
    expect(open([newer, older], before, "row")).toBe("token");
    expect(seal([newer, older], "token", "row").keyId).toBe(newer.id);
    expect(() => open([newer], before, "row")).toThrow(
      `key ${older.id}, which TOKEN_ENCRYPTION_KEY does not have`,
    );
  });

  it("seals the same secret differently each time", () => {
    const keys = [newKey()];
    expect(seal(keys, "token", "row").bytes).not.toEqual(seal(keys, "token", "row").bytes);
  });
});

describe("keys", () => {
  it("are 32 bytes in base64, with or without the last =", () => {
    const text = randomBytes(32).toString("base64");
    expect(readSealKey(text)?.bytes.toString("base64")).toBe(text);
    expect(readSealKey(text.replace("=", ""))?.id).toBe(readSealKey(text)?.id);
  });

  it.each([
    "",
    "secret",
    "a".repeat(32),
    `${randomBytes(31).toString("base64")}`,
    "*".repeat(43),
    randomBytes(32).toString("hex"),
  ])("are not %j", (text) => expect(readSealKey(text)).toBeUndefined());

  it("give a secret of their own for each use, the same one each time", () => {
    const keys = [newKey()];
    expect(deriveSecret(keys, "state")).toBe(deriveSecret(keys, "state"));
    expect(deriveSecret(keys, "state")).not.toBe(deriveSecret(keys, "other"));
    expect(deriveSecret(keys, "state")).toMatch(/^[0-9a-f]{64}$/);
  });
});
