import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** A key of 32 bytes; its id tells which one a secret was sealed with, and nothing of the key. */
export type SealKey = { id: string; bytes: Buffer };
/** `bytes`: 12 of nonce, the encrypted words, 16 of tag. */
export type Sealed = { keyId: string; bytes: Buffer };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key that 32 bytes in base64 are; undefined when they are not. */
export function readSealKey(base64: string): SealKey | undefined {
  const bytes = Buffer.from(base64, "base64");
  // Node skips what is not base64: only what comes out the same was meant.
  const isWhole =
    bytes.length === 32 && bytes.toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "");
  return isWhole ? { id: keyIdOf(bytes), bytes } : undefined;
}

/**
 * Encrypts a secret by AES-256-GCM (NIST SP 800-38D) with the newest key.
 * @param keys newest first, at least one
 * @param place where it is kept: it opens there only
 */
export function seal(keys: readonly SealKey[], secret: string, place: string): Sealed {
  const key = newestOf(keys);
  const nonce = randomBytes(NONCE_BYTES);
  return { keyId: key.id, bytes: encrypt(key.bytes, nonce, Buffer.from(secret), Buffer.from(place)) };
}

/** The secret. @throws Error when its key is not known, or it was changed, or sealed for another place */
export function open(keys: readonly SealKey[], { keyId, bytes }: Sealed, place: string): string {
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined)
    throw new Error(`it is sealed with key ${keyId}, which TOKEN_ENCRYPTION_KEY does not have`);
  try {
    return decrypt(key.bytes, bytes, Buffer.from(place)).toString();
  } catch (error) {
    throw new Error("it was changed, or belongs to another row", { cause: error });
  }
}

/** Another secret, made of the newest key for one use alone: 32 bytes in hex (HKDF, RFC 5869). */
export function deriveSecret(keys: readonly SealKey[], use: string): string {
  return Buffer.from(hkdfSync("sha256", newestOf(keys).bytes, "", use, 32)).toString("hex");
}

/** Nonce, encrypted words and tag in one. */
export function encrypt(key: Buffer, nonce: Buffer, words: Buffer, place: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(place);
  return Buffer.concat([nonce, cipher.update(words), cipher.final(), cipher.getAuthTag()]);
}

/** The words of what `encrypt` made. @throws when a bit of it, or of the place, is another */
export function decrypt(key: Buffer, sealed: Buffer, place: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error("too short");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(place).setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

function newestOf([newest]: readonly SealKey[]): SealKey {
  if (newest === undefined) throw new Error("there is no key to seal with");
  return newest;
}

function keyIdOf(bytes: Buffer): string {
  return createHash("sha256").update("earshot seal key").update(bytes).digest("hex").slice(0, 8);
}
