import { ANY_REASON } from "../contact.ts";
import type { SignalFacts } from "../signal/signal.ts";

/** A reason or a term that is not told in a channel for a time. */
export type Mute = {
  /** The reason's code, or the term in quotes: see `quotedTerm`. */
  reason: string;
  /** Null: in every channel. */
  slackChannel: string | null;
  mutedAt: Date;
  until: Date;
  /** Slack user id. */
  by: string;
};

/** The reason by which a signal is muted; undefined for all that is not about one reason. */
export function mutableReason(facts: SignalFacts): string | undefined {
  if (facts.kind !== "spike" || facts.channel !== undefined || facts.reason === ANY_REASON) return undefined;
  return facts.reason;
}

/** All by which a signal is muted, what it is told by first: its reason, or each of its terms. */
export function mutedBy(facts: SignalFacts): string[] {
  if (facts.kind === "rising-term") return [facts.term, ...facts.alsoSaid].map((term) => `"${term}"`);
  return [mutableReason(facts)].filter((reason) => reason !== undefined);
}

/** Words that a person put in any quotes, as a mute knows them: `"red light"`; undefined for what is none. */
export function quotedTerm(typed: string): string | undefined {
  const term = /^["“”„«»]\s*(.{1,80}?)\s*["“”„«»]$/u.exec(typed)?.[1];
  return term === undefined ? undefined : `"${term.toLowerCase().replaceAll(/\s+/g, " ")}"`;
}

const MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const LEAST_MS = 10 * 60_000;
const MOST_MS = 90 * 86_400_000;
const SPAN = /^(\d{1,4})\s*(m|min|h|d|w)[a-z]*$/i;

/** How long a mute is to last, as people write it (`4h`, `3d`, `2 weeks`), in ms: ten minutes to 90 days; undefined for what is none. */
export function parseMuteSpan(typed: string): number | undefined {
  const [, number, unit] = SPAN.exec(typed.trim()) ?? [];
  const ms = Number(number) * (MS[unit?.toLowerCase().slice(0, 1) ?? ""] ?? Number.NaN);
  return ms >= LEAST_MS && ms <= MOST_MS ? ms : undefined;
}

/** What a person asks: the reason's words, for how long (empty: not said), and whether in every channel. */
export type AskedMute = { reason: string; span: string; everywhere: boolean };

/** `late delivery 3d everywhere`: the span is the last word or two. */
export function readMute(typed: string): AskedMute {
  const { reason: words, everywhere } = readUnmute(typed);
  const [, reason = words, span = ""] = /^(.*?)\s+(\d+\s*[a-z]+)$/i.exec(words) ?? [];
  return { reason, span, everywhere };
}

/** `late delivery everywhere`. */
export function readUnmute(typed: string): AskedMute {
  const reason = typed.trim().replace(/\s+everywhere$/i, "");
  return { reason, span: "", everywhere: reason !== typed.trim() };
}
