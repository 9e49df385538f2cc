import type { Contact } from "../domain/contact.ts";
import type { Feedback } from "../domain/touchpoint/feedback.ts";
import type { HeaderOf, Verdict } from "./signature.ts";

/** An item in our words with the sender's values: those it cannot do without are still to be judged. */
export type Draft<Item> = { [Field in keyof Item]?: unknown };

/**
 * What a delivery turns out to be. `paths` tells where in the sender's words a field of ours was read, so that what is
 * wrong with it can be said in words the sender knows: `occurredAt` is its `time`.
 */
export type Mapped =
  | { kind: "contact"; item: Draft<Contact>; paths: { [Field in keyof Contact]?: string } }
  | { kind: "feedback"; item: Draft<Feedback>; paths: { [Field in keyof Feedback]?: string } }
  | { kind: "nothing" }
  | { kind: "wrong"; path: string; message: string };

/**
 * One system that sends in its own words. A value that an item cannot do without goes through as it came, to be judged;
 * one that it can do without is made to fit or left out, because no system sends a delivery a second time, better.
 */
export type Connector = {
  /** In lower case: a request without it is not read. */
  signatureHeader: string;
  /** Judges the signature over the raw body by the secrets the system issued, newest first. */
  verify(header: HeaderOf, body: Buffer, secrets: readonly string[], now: Date): Verdict;
  map(payload: unknown): Mapped;
};
