import type { RequestListener, Server, ServerResponse } from "node:http";
import {
  type CustomRoute,
  HTTPReceiver,
  HTTPReceiverDeferredRequestError,
  type HTTPReceiverOptions,
} from "@slack/bolt";
import { messageOf, SetupError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Route } from "../../route.ts";
import { slackLogger } from "./web-client.ts";

const SLACK_PATH = "/slack/events";
const TOLERANCE_SECONDS = 300;
const GRACE_MS = 5_000;

/**
 * Bolt's HTTP server, for Slack's requests and for every other route of the house.
 * @param signingSecret undefined: Slack's requests do not come here (Socket Mode, or no Slack), and are told so
 * @param installer what makes it install Earshot into workspaces; undefined: it does not
 */
export function createReceiver(
  signingSecret: string | undefined,
  routes: Route[],
  { log, now }: { log: Log; now: () => Date },
  installer?: Omit<HTTPReceiverOptions, "signingSecret">,
): HTTPReceiver {
  const own = signingSecret === undefined ? [noSlackRoute] : [];
  const receiver = new HTTPReceiver({
    ...installer,
    signingSecret: signingSecret ?? "",
    signatureVerification: signingSecret !== undefined,
    endpoints: signingSecret === undefined ? [] : [SLACK_PATH],
    customRoutes: [...own, ...routes] as CustomRoute[],
    logger: slackLogger(log),
    bodyLimit: 1024 * 1024,
    dispatchErrorHandler: ({ error, response }) => {
      const isUnknown = error instanceof HTTPReceiverDeferredRequestError;
      answer(
        response,
        isUnknown ? 404 : 400,
        isUnknown ? "There is nothing here" : "This address cannot be read",
      );
    },
    unhandledRequestHandler: ({ response }) => {
      log.error({}, "a request of Slack was not acknowledged in 3 s");
      answer(response, 503, "Not acknowledged in time");
    },
  });
  receiver.requestListener = refusingEarly(receiver.requestListener, now);
  return receiver;
}

/** @throws SetupError that names PORT when it cannot be listened on */
export async function listen(
  receiver: HTTPReceiver,
  port: number,
): Promise<{ server: Server; port: number }> {
  try {
    const server = (await receiver.start(port, { requestTimeout: 30_000, headersTimeout: 10_000 })) as Server;
    const address = server.address();
    return { server, port: typeof address === "object" && address !== null ? address.port : port };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") {
      throw new SetupError(`Port ${port} is taken by another program. Set PORT to a free one (0 takes any).`);
    }
    if (code === "EACCES")
      throw new SetupError(`Port ${port} is not allowed for this user. Set PORT above 1023.`);
    throw new SetupError(`Cannot listen on port ${port}: ${messageOf(error)}. Set PORT.`);
  }
}

/** No new requests; those under way may end, for 5 s at most. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/**
 * Bolt refuses what is 5 minutes old but takes what is a day ahead; a captured request would live that long. What is old is
 * Bolt's alone to judge, by the machine's clock: the demo's is put forward, and its clicks are signed now.
 */
function refusingEarly(next: RequestListener, now: () => Date): RequestListener {
  return (request, response) => {
    if (request.method === "POST" && request.url?.startsWith(SLACK_PATH)) {
      const said = request.headers["x-slack-request-timestamp"];
      const seconds = typeof said === "string" && /^\d{1,12}$/.test(said) ? Number(said) : Number.NaN;
      // A missing one is Bolt's to judge: Slack's own check of the certificate has none.
      if (said !== undefined && !(seconds - now().getTime() / 1000 <= TOLERANCE_SECONDS)) {
        request.resume();
        answer(response, 401, "The request's time is more than 5 minutes ahead of ours");
        return;
      }
    }
    next(request, response);
  };
}

const noSlackRoute: Route = {
  path: SLACK_PATH,
  method: ["POST"],
  handler: (request, response) => {
    request.resume();
    answer(
      response,
      503,
      "Slack is not connected over HTTP here. Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.",
    );
  },
};

function answer(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify({ errors: [{ path: "", message }] }));
}
