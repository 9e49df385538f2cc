import type { Server } from "node:http";
import { App, type Authorize } from "@slack/bolt";
import type { Config, SlackConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import type { Route } from "../route.ts";
import { installerOptions } from "./connection/installer.ts";
import { createReceiver, listen, stopListening } from "./connection/receiver.ts";
import { createSocket } from "./connection/socket.ts";
import { clientOptions, slackLogger } from "./connection/web-client.ts";
import type { ListenerDeps } from "./deps.ts";
import { gate } from "./gate.ts";
import { registerCustomer } from "./listeners/customer/customer.ts";
import { registerCustomerShare } from "./listeners/customer/share.ts";
import { registerHome } from "./listeners/home/home.ts";
import { registerPromiseActForms } from "./listeners/promise/act-forms.ts";
import { registerPromiseClicks } from "./listeners/promise/clicks.ts";
import { registerPromiseForm } from "./listeners/promise/form.ts";
import { registerPromise } from "./listeners/promise/promise.ts";
import { registerEarshot } from "./listeners/settings/earshot.ts";
import { registerAlertClicks } from "./listeners/signal/alert-clicks.ts";
import { registerMarks } from "./listeners/signal/marks.ts";
import { registerSignals } from "./listeners/signal/signals.ts";
import { registerUninstalled } from "./listeners/uninstalled.ts";
import { requestSlack, requestWords } from "./request.ts";

export type SlackApp = {
  /** Listens; 0 takes any free port. Returns the port. @throws SetupError that names the fix */
  start(port: number): Promise<number>;
  /** Takes no more in and waits for what was taken. */
  stop(): Promise<void>;
};

/**
 * The web side: Bolt's server with the house's routes, and Slack's clicks and commands over HTTP or, with an app
 * token, over Socket Mode. Without a Slack the routes work all the same.
 */
export function createSlackApp(
  deps: Deps,
  config: Pick<Config, "slack"> & Partial<Pick<Config, "oauth">>,
  { routes }: { routes: Route[] },
): SlackApp {
  const { slack, oauth } = config;
  const isSocketMode = slack?.appToken !== undefined;
  const receiver = createReceiver(
    isSocketMode ? undefined : (slack ?? oauth)?.signingSecret,
    routes,
    deps,
    oauth && installerOptions(oauth, deps),
  );
  const socket = slack && isSocketMode ? createSocket(slack, deps) : undefined;
  const taken = gate(deps);
  const connected = slack ?? oauth;
  if (connected !== undefined) {
    const app = new App({
      receiver: socket?.receiver ?? receiver,
      // Of many workspaces Bolt's installer knows the tokens.
      ...(slack && { authorize: authorizeWith(slack) }),
      clientOptions: clientOptions(connected.apiUrl, deps.log),
      logger: slackLogger(deps.log),
    });
    taken.register(app);
    registerListeners(app, { ...deps, slack: requestSlack, words: requestWords });
  }
  let server: Server | undefined;
  return {
    async start(port) {
      const listening = await listen(receiver, port);
      server = listening.server;
      await socket?.open().catch(async (error: unknown) => {
        await stopListening(listening.server);
        throw error;
      });
      return listening.port;
    },
    async stop() {
      await socket?.close();
      if (server !== undefined) await stopListening(server);
      await taken.finished();
    },
  };
}

function registerListeners(app: App, deps: ListenerDeps): void {
  registerAlertClicks(app, deps);
  registerMarks(app, deps);
  registerCustomer(app, deps);
  registerCustomerShare(app, deps);
  registerSignals(app, deps);
  registerPromise(app, deps);
  registerPromiseForm(app, deps);
  registerPromiseClicks(app, deps);
  registerPromiseActForms(app, deps);
  registerEarshot(app, deps);
  registerHome(app, deps);
  registerUninstalled(app, deps);
}

/** One token for the one team; which team may use it is the gate's to say. */
function authorizeWith(slack: SlackConfig): Authorize<boolean> {
  return async () => ({ botToken: slack.botToken });
}
