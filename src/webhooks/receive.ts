import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { Deps } from "../deps.ts";
import { PermanentError, StoreUnavailableError } from "../errors.ts";
import type { EventKind, Taken } from "../store/events.ts";
import type { Source } from "../store/sources.ts";
import { answerJson, discardRest, Refusal, tryLater } from "./answer.ts";
import { type Authenticate, authenticator, checkHasKeys } from "./authenticate.ts";
import { checkContentType, parseJson, readBody } from "./body.ts";
import { nudger } from "./nudge.ts";
import { parseItems } from "./parse.ts";

/** More at once only wait for each other: the excess is told to come back, and the others stay quick. */
const MOST_IN_FLIGHT = 1_000;
const DRAIN_MS = 5_000;

export type Receive = (
  kind: EventKind,
  route: string,
  schema: z.ZodType<{ id: string }>,
) => (req: IncomingMessage, res: ServerResponse) => Promise<void>;

type ReceiveDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/** The way in: verify, parse, store, nudge, 202. `drain` takes nothing more in and resolves when all is stored. */
export function receiver(deps: ReceiveDeps): {
  receive: Receive;
  drain(): Promise<void>;
  draining(): boolean;
} {
  const { store, metrics } = deps;
  const authenticate = authenticator(deps);
  const nudge = nudger(deps);
  let inFlight = 0;
  let draining = false;
  let lastAnswered: () => void = () => undefined;

  const receive: Receive = (kind, route, schema) => async (req, res) => {
    const stopTimer = metrics.requestSeconds.startTimer({ route });
    inFlight += 1;
    try {
      if (draining) throw tryLater("Earshot is stopping", 5);
      if (inFlight > MOST_IN_FLIGHT) throw tryLater("Too many requests at once", 1);
      const { source, events } = await read(req, authenticate, schema);
      const taken = await store.events.add({
        workspaceId: source.workspaceId,
        sourceId: source.id,
        kind,
        events,
      });
      answerJson(res, 202, taken);
      if (taken.accepted > 0) nudge(source.workspaceId);
      count(deps, kind, taken);
    } catch (error) {
      refuse(deps, route, error, req, res);
    } finally {
      inFlight -= 1;
      if (inFlight === 0) lastAnswered();
      stopTimer();
      metrics.requests.inc({ route, status: res.statusCode });
    }
  };

  return {
    receive,
    draining: () => draining,
    async drain() {
      draining = true;
      const answered = new Promise<void>((resolve) => {
        if (inFlight === 0) resolve();
        lastAnswered = resolve;
        // Who still sends its body by then is not acknowledged, and sends it again.
        setTimeout(resolve, DRAIN_MS).unref();
      });
      await answered;
      await store.events.idle();
    },
  };
}

async function read(req: IncomingMessage, authenticate: Authenticate, schema: z.ZodType<{ id: string }>) {
  checkContentType(req);
  checkHasKeys(req);
  const body = await readBody(req);
  const source: Source = await authenticate(req, body);
  return { source, events: parseItems(parseJson(body), schema) };
}

function count({ metrics }: Pick<Deps, "metrics">, kind: EventKind, { accepted, duplicates }: Taken): void {
  if (accepted > 0) metrics.events.inc({ kind, outcome: "accepted" }, accepted);
  if (duplicates > 0) metrics.events.inc({ kind, outcome: "duplicate" }, duplicates);
}

function refuse(
  { log }: Pick<Deps, "log">,
  route: string,
  error: unknown,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const { status, problems, headers } = asRefusal(error);
  // The names and codes of errors only: their messages may hold what the sender sent.
  if (status >= 500) log.warn({ route, status, cause: causeOf(error) }, "events were not taken");
  else log.debug({ route, status, problems: problems.length }, "a request was refused");
  answerJson(res, status, { errors: problems }, headers);
  discardRest(req);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof PermanentError) return new Refusal(422, "An item holds what cannot be stored");
  if (error instanceof StoreUnavailableError) {
    return tryLater("Nothing was stored: the store is away or busy. Send it again later");
  }
  return new Refusal(500, "Nothing was stored: Earshot failed at this request");
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof Error)) return typeof cause;
  return "code" in cause ? `${cause.name} ${cause.code}` : cause.name;
}
