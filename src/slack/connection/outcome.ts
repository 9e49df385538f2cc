import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { messageOf } from "../../errors.ts";

/** What became of a call to Slack; a caller decides by this and never by an exception. */
export type Outcome<T> =
  | { kind: "ok"; value: T }
  | { kind: "rate-limited"; retryAfterMs: number }
  /** Archived, deleted, or not for this app: no retry helps until a person mends it. */
  | { kind: "channel-dead"; error: string }
  /** The answer was lost: it may have happened or not. */
  | { kind: "ambiguous"; error: string }
  /** The token is revoked or wrong. */
  | { kind: "unauthorized"; error: string }
  /** Slack said no, and why. */
  | { kind: "refused"; error: string };

export type Failure = Exclude<Outcome<never>, { kind: "ok" }>;

const UNAUTHORIZED = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "org_login_required",
]);
const CHANNEL_DEAD = new Set([
  "channel_not_found",
  "is_archived",
  "not_in_channel",
  "channel_is_archived",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_non_threadable_channel",
  "channel_type_not_supported",
  "user_not_found",
  "user_disabled",
  "user_not_visible",
  "cannot_dm_bot",
  "messages_tab_disabled",
]);
/** Slack's own trouble: whether it happened is not known. */
const UNCERTAIN = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"]);

/** Runs one call to Slack and says what became of it. */
export async function outcomeOf<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "ok", value: await call() };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: "rate-limited", retryAfterMs: Math.max(1, error.retryAfter) * 1000 };
  }
  if (error instanceof WebAPIHTTPError && error.statusCode === 429) {
    return { kind: "rate-limited", retryAfterMs: 30_000 };
  }
  if (!(error instanceof WebAPIPlatformError)) return { kind: "ambiguous", error: messageOf(error) };
  const reason = error.data.error;
  if (reason === "ratelimited" || reason === "rate_limited") {
    return { kind: "rate-limited", retryAfterMs: 30_000 };
  }
  if (UNAUTHORIZED.has(reason)) return { kind: "unauthorized", error: reason };
  if (CHANNEL_DEAD.has(reason)) return { kind: "channel-dead", error: reason };
  if (UNCERTAIN.has(reason)) return { kind: "ambiguous", error: reason };
  return { kind: "refused", error: reason };
}
