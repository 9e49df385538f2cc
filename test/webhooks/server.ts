import { createServer, request as httpRequest } from "node:http";
import { pino } from "pino";
import { createMetrics } from "../../src/metrics.ts";
import type { Enqueue } from "../../src/queue/enqueue.ts";
import type { Route } from "../../src/route.ts";
import type { Store } from "../../src/store/index.ts";
import { notFoundRoute, webhookRoutes } from "../../src/webhooks/routes.ts";
import { sign } from "../../src/webhooks/verify.ts";

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: unknown;
};

export type TestServer = Awaited<ReturnType<typeof serve>>;

/** The webhook routes on a real server with a port of its own; all that is logged is in `logged`. */
export async function serve(store: Store, options: { now?: () => Date; enqueue?: Enqueue } = {}) {
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => lines.push(line) });
  const metrics = createMetrics();
  const nudges: string[] = [];
  const enqueue: Enqueue =
    options.enqueue ?? (async (_name, payload) => void nudges.push(JSON.stringify(payload)));
  const now = options.now ?? (() => new Date());
  const { routes, drain } = webhookRoutes({ store, enqueue, now, log, metrics }, { database: store.ping });
  const server = createServer((req, res) =>
    find([...routes, notFoundRoute], req.url ?? "/").handler(req, res),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    logged: () => lines.join(""),
    nudges,
    routes,
    log,
    drain,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As Bolt does it: by path, whatever the query. */
function find(routes: Route[], url: string): Route {
  const { pathname } = new URL(url, "http://localhost");
  const isMatch = ({ path }: Route) => new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`).test(pathname);
  return routes.filter((route) => route !== notFoundRoute).find(isMatch) ?? notFoundRoute;
}

/** Any bytes with any headers, and whatever came back. */
export async function send(
  url: string,
  {
    method = "POST",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Buffer | string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = httpRequest(url, { method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = text !== "" && `${res.headers["content-type"]}`.startsWith("application/json");
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          text,
          json: isJson ? JSON.parse(text) : undefined,
        });
      });
      res.on("error", reject);
    });
    req.on("error", reject);
    req.end(body);
  });
}

/** A JSON body with a bearer token. */
export function sendWithToken(url: string, token: string, body: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return send(url, {
    headers,
    body: Buffer.isBuffer(body) || typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Headers of a Standard Webhooks sender. */
export function signedHeaders(
  secret: string,
  body: Buffer | string,
  at: Date,
  id = "msg_1",
): Record<string, string> {
  const timestamp = `${Math.floor(at.getTime() / 1000)}`;
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": sign(secret, id, timestamp, body),
  };
}
