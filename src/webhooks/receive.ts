import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deps } from "../deps.ts";
import { PermanentError, StoreUnavailableError } from "../errors.ts";
import type { EventKind, NewEvents, Taken } from "../store/events.ts";
import { answerJson, discardRest, Refusal, tryLater } from "./answer.ts";
import { checkContentType, readBody } from "./body.ts";
import { nudger } from "./nudge.ts";
import { openRoom } from "./room.ts";

const DRAIN_MS = 5_000;

/** How one kind of request is understood. */
export type Way = {
  /** @throws Refusal 401 for a request without keys, before its body is read */
  checkKeys(req: IncomingMessage): void;
  /**
   * Verifies, then parses; undefined when it says nothing that we keep.
   * @throws Refusal
   */
  understand(req: IncomingMessage, body: Buffer): Promise<NewEvents | undefined>;
};

export type Receive = (
  route: string,
  way: Way,
) => (req: IncomingMessage, res: ServerResponse) => Promise<void>;

type ReceiveDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/** The way in: verify, parse, store, nudge, 202. `drain` takes nothing more in and resolves when all is stored. */
export function receiver(deps: ReceiveDeps): {
  receive: Receive;
  drain(): Promise<void>;
  draining(): boolean;
} {
  const { store, metrics } = deps;
  const nudge = nudger(deps);
  const tell = teller(deps);
  const room = openRoom(deps.now);
  let open = 0;
  let draining = false;
  let lastAnswered: () => void = () => undefined;

  function checkRoom(): void {
    if (draining) throw tryLater("Earshot is stopping", 5);
    if (room.isFull()) throw tryLater("Too many requests at once", 1);
  }

  const receive: Receive = (route, way) => async (req, res) => {
    const stopTimer = metrics.requestSeconds.startTimer({ route });
    open += 1;
    try {
      // Before the body is read, and again after it: who sends slowly takes no one's room.
      checkRoom();
      checkContentType(req);
      way.checkKeys(req);
      const body = await readBody(req);
      checkRoom();
      room.enter();
      answerJson(res, 202, await take(way, req, body).finally(room.leave));
    } catch (error) {
      refuse(error, req, res, (refusal) => tell(route, refusal, error));
    } finally {
      open -= 1;
      if (open === 0) lastAnswered();
      stopTimer();
      metrics.requests.inc({ route, status: res.statusCode });
    }
  };

  async function take(way: Way, req: IncomingMessage, body: Buffer) {
    const request = await way.understand(req, body);
    if (request === undefined) return { accepted: 0, duplicates: 0, ignored: 1 };
    const taken = await store.events.add(request);
    if (taken.accepted > 0) nudge(request.workspaceId);
    count(deps, request.kind, taken);
    return taken;
  }

  return {
    receive,
    draining: () => draining,
    async drain() {
      draining = true;
      const answered = new Promise<void>((resolve) => {
        if (open === 0) resolve();
        lastAnswered = resolve;
        // Who still sends its body by then is not acknowledged, and sends it again.
        setTimeout(resolve, DRAIN_MS).unref();
      });
      await answered;
      await store.events.idle();
    },
  };
}

function count({ metrics }: Pick<Deps, "metrics">, kind: EventKind, { accepted, duplicates }: Taken): void {
  if (accepted > 0) metrics.events.inc({ kind, outcome: "accepted" }, accepted);
  if (duplicates > 0) metrics.events.inc({ kind, outcome: "duplicate" }, duplicates);
}

function refuse(
  error: unknown,
  req: IncomingMessage,
  res: ServerResponse,
  tell: (refusal: Refusal) => void,
): void {
  const refusal = asRefusal(error);
  tell(refusal);
  answerJson(res, refusal.status, { errors: refusal.problems }, refusal.headers);
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

/**
 * Logs what was refused: the names and codes of errors only, because their messages may hold what the sender sent.
 * While the store is away that is one line a second, not one a request.
 */
function teller({ log, now }: Pick<Deps, "log" | "now">) {
  let untold = 0;
  let toldAt = 0;
  return (route: string, { status, problems }: Refusal, error: unknown): void => {
    if (status < 500) {
      log.debug({ route, status, problems: problems.length }, "a request was refused");
      return;
    }
    untold += 1;
    if (Math.abs(now().getTime() - toldAt) < 1_000) return;
    log.warn({ route, status, cause: causeOf(error), requests: untold }, "events were not taken");
    untold = 0;
    toldAt = now().getTime();
  };
}

function causeOf(error: unknown): string {
  if (error instanceof Refusal) return error.problems.map(({ message }) => message).join("; ");
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof Error)) return typeof cause;
  return "code" in cause ? `${cause.name} ${cause.code}` : cause.name;
}
