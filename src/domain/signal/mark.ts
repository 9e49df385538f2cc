import type { SignalKind } from "./signal.ts";

/** How many people found an alert useful, and how many did not. */
export type Marks = { useful: number; notUseful: number };

/** Whose alerts people may find useful or not: what Earshot has worked out by itself, by chance wrongly. */
export const markableKinds: readonly SignalKind[] = ["spike", "touchpoint-below", "rising-term"];
export const isMarkable = (kind: SignalKind): boolean => markableKinds.includes(kind);
