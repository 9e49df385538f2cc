import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deps } from "../deps.ts";
import { messageOf } from "../errors.ts";
import type { Route } from "../route.ts";
import { answerJson, discardRest } from "./answer.ts";
import { authenticator, rememberSources } from "./authenticate.ts";
import { direct } from "./direct.ts";
import { answerMetrics, answerReady, type Checks } from "./health.ts";
import { HOOKS_PATH, hooks } from "./hooks.ts";
import { openApi } from "./openapi.ts";
import { receiver } from "./receive.ts";
import { eventSchemas } from "./schemas.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void;

type RouteDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

// Bolt finds a route by path and method together: only a route that takes every method can say 405.
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Everything senders and operators reach over HTTP. `drain` makes the ingest refuse with 503 and resolves when all that
 * it acknowledged is stored: call it before the server and the store are closed.
 */
export function webhookRoutes(
  deps: RouteDeps,
  checks: Checks,
  { publicUrl }: { publicUrl?: string | undefined } = {},
): { routes: Route[]; drain(): Promise<void> } {
  const { receive, drain, draining } = receiver(deps);
  const schemas = eventSchemas(deps.now);
  const sources = rememberSources(deps);
  const authenticate = authenticator(sources, deps.now);
  const post = (path: string, kind: keyof typeof schemas) =>
    route(deps, ["POST"], path, receive(path, direct(kind, schemas[kind], authenticate)));
  const hook = receive(HOOKS_PATH, hooks(schemas, sources, deps.now));
  const get = (path: string, handler: Handler) => route(deps, ["GET", "HEAD"], path, handler);
  const document = openApi(publicUrl);
  // Bolt tries the routes in this order at every request: the busiest first.
  const routes = [
    post("/v1/contacts", "contact"),
    post("/v1/feedback", "feedback"),
    post("/v1/promises", "promise"),
    post("/v1/surveys", "survey"),
    post("/v1/codings", "coding"),
    // Intercom asks by HEAD whether the address is one.
    route(deps, ["POST", "HEAD"], HOOKS_PATH, (req, res) =>
      req.method === "HEAD" ? answerJson(res, 200, {}) : hook(req, res),
    ),
    get("/healthz", (_req, res) => answerJson(res, 200, { status: "ok", service: "earshot" })),
    get("/readyz", (_req, res) => answerReady(res, checks, draining(), deps.log)),
    get("/metrics", (_req, res) => answerMetrics(res, deps)),
    get("/openapi.json", (_req, res) => answerJson(res, 200, document)),
  ];
  return { routes, drain };
}

/** Answers 404 in JSON to what no other route took: put it last. */
export const notFoundRoute: Route = {
  path: "/{*path}",
  method: METHODS,
  handler: (req, res) => {
    answerJson(res, 404, { errors: [{ path: "", message: "There is nothing here; see /openapi.json" }] });
    discardRest(req);
  },
};

function route(
  { log }: Pick<Deps, "log">,
  allowed: [string, ...string[]],
  path: string,
  handler: Handler,
): Route {
  return {
    path,
    method: METHODS,
    handler: (req, res) => {
      if (!allowed.includes(req.method ?? "")) {
        answerJson(
          res,
          405,
          { errors: [{ path: "", message: `Use ${allowed[0]} here` }] },
          { allow: allowed.join(", ") },
        );
        discardRest(req);
        return;
      }
      Promise.resolve(handler(req, res)).catch((error: unknown) => {
        // The answer itself failed: the sender is gone, or the response was begun.
        log.error(
          { route: path, error: error instanceof Error ? error.name : messageOf(error) },
          "no answer was given",
        );
        res.destroy();
      });
    },
  };
}
