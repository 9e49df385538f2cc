import { setTimeout as delay } from "node:timers/promises";
import { SocketModeReceiver } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import type { SlackConfig } from "../../config.ts";
import { messageOf, SetupError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { clientOptions, slackLogger } from "./web-client.ts";

export type Socket = {
  receiver: SocketModeReceiver;
  /**
   * Connects. A Slack that is away does not stop the start: it is tried again.
   * @throws SetupError when Slack refuses the app token
   */
  open(): Promise<void>;
  close(): Promise<void>;
};

const MOST_WAIT_MS = 60_000;

/**
 * Slack's requests over a web socket, for a machine that Slack cannot reach. Connecting again is ours:
 * the library's own way ends the process when Slack stays away.
 */
export function createSocket(
  { appToken = "", apiUrl }: SlackConfig,
  { log, retryMs = 500 }: { log: Log; retryMs?: number },
): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, log) },
  });
  const closing = new AbortController();
  /** True while somebody is at it already: two connections would hear everything twice. */
  let isConnecting = false;

  async function keepTrying(): Promise<void> {
    isConnecting = true;
    for (let failures = 1; !closing.signal.aborted; failures += 1) {
      const waitMs = Math.min(MOST_WAIT_MS, retryMs * 2 ** Math.min(failures - 1, 10));
      await delay(waitMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      try {
        await receiver.start();
        log.info({ failures }, "Socket Mode is connected again");
        break;
      } catch (error) {
        log.warn({ error: messageOf(error), failures }, "Socket Mode is not connected; trying again");
      }
    }
    isConnecting = false;
  }

  receiver.client.on("disconnected", () => {
    if (!isConnecting) void keepTrying();
  });
  return {
    receiver,
    async open() {
      isConnecting = true;
      try {
        await receiver.start();
        isConnecting = false;
      } catch (error) {
        if (error instanceof WebAPIPlatformError) {
          throw new SetupError(
            `Slack refuses Socket Mode: ${error.data.error}. Check SLACK_APP_TOKEN (xapp-..., scope connections:write).`,
          );
        }
        log.warn({ error: messageOf(error) }, "Socket Mode is not connected; trying again");
        void keepTrying();
      }
    },
    async close() {
      closing.abort();
      await receiver.stop();
    },
  };
}
