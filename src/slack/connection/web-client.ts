import { type Logger, LogLevel } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { SlackConfig } from "../../config.ts";
import type { Log } from "../../log.ts";

/** How every client of Slack here is set: nothing waits for ever and retrying is ours, by the alert's `due_at`. */
export function clientOptions(apiUrl: string | undefined, log: Log): WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    timeout: 5_000,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: slackLogger(log),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

export function createWebClient(config: Pick<SlackConfig, "botToken" | "apiUrl">, log: Log): WebClient {
  return new WebClient(config.botToken, clientOptions(config.apiUrl, log));
}

/** Slack's libraries log into ours. Their debug lines hold whole requests, so they go nowhere. */
export function slackLogger(log: Log): Logger {
  const say = (level: "warn" | "error") => (first: unknown) => {
    const line = first instanceof Error ? first.message : typeof first === "string" ? first : "slack";
    log[level]({ from: "slack" }, line.slice(0, 300));
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say("warn"),
    error: say("error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
