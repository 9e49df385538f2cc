import type { IncomingMessage, ServerResponse } from "node:http";

/** What is wrong with a request, and where: `[3].customer.phone`; the path is empty for the whole body. */
export type Problem = { path: string; message: string };

/**
 * Thrown to end a request with this status and these problems.
 * No Error: under overload the stack that nobody reads would cost more than the answer.
 */
export class Refusal {
  readonly status: number;
  readonly problems: Problem[];
  readonly headers: Record<string, string>;

  constructor(status: number, problems: Problem[] | string, headers: Record<string, string> = {}) {
    this.status = status;
    this.problems = typeof problems === "string" ? [{ path: "", message: problems }] : problems;
    this.headers = headers;
  }
}

/** Tells a sender to come back: what it sent is not stored. */
export function tryLater(message: string, seconds = 2): Refusal {
  return new Refusal(503, message, { "retry-after": `${seconds}` });
}

export function answerJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  res.end(text);
}

const DISCARD_BYTES = 8 * 1024 * 1024;
const DISCARD_MS = 5_000;

/**
 * Reads on past an answer given early, so that the sender gets to see it: closing on unread bytes resets the
 * connection and the answer is lost. Whoever sends much more, or slowly, is cut off.
 */
export function discardRest(req: IncomingMessage): void {
  if (req.complete) return;
  const cut = () => req.socket.destroy();
  const timer = setTimeout(cut, DISCARD_MS).unref();
  let seen = 0;
  req.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > DISCARD_BYTES) cut();
  });
  req.once("close", () => clearTimeout(timer));
  req.resume();
}
