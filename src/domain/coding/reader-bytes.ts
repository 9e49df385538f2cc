import type { ReasonReader } from "./reason-reader.ts";
import { FEATURES } from "./text-features.ts";

/** Grows when a text's features or the bytes change: an older reader is then of no use. */
export const READER_VERSION = 1;

/** A reader as bytes: the header's length, the header in JSON, the features it knows, and their weights row by row. */
export function readerToBytes({ model, temperature }: ReasonReader): Uint8Array {
  const { reasons, priors, rows, weights } = model;
  const features = new Uint32Array(weights.length / reasons.length);
  for (let feature = 0; feature < FEATURES; feature += 1) {
    const row = rows[feature] ?? -1;
    if (row >= 0) features[row] = feature;
  }
  const header = new TextEncoder().encode(
    JSON.stringify({ temperature, reasons, priors: [...priors], features: features.length }),
  );
  const bytes = new Uint8Array(4 + header.length + features.byteLength + weights.byteLength);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  bytes.set(bytesOf(features), 4 + header.length);
  bytes.set(bytesOf(weights), 4 + header.length + features.byteLength);
  return bytes;
}

/** The reader of such bytes. @throws SyntaxError for bytes that are none */
export function readerFromBytes(bytes: Uint8Array): ReasonReader {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const { temperature, reasons, priors, features } = header as {
    temperature: number;
    reasons: string[];
    priors: number[];
    features: number;
  };
  // copied (a Buffer's slice is not), because numbers of four bytes must begin at a multiple of four
  const rest = new Uint8Array(bytes.subarray(4 + length));
  const places = new Uint32Array(rest.buffer, 0, features);
  const rows = new Int32Array(FEATURES).fill(-1);
  places.forEach((feature, row) => {
    rows[feature] = row;
  });
  const weights = new Float32Array(rest.buffer, features * 4, features * reasons.length);
  return { temperature, model: { reasons, rows, weights, priors: Float64Array.from(priors) } };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
