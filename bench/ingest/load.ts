import { connect, type Socket } from "node:net";
import { sign } from "../../src/webhooks/verify.ts";

/** What the parent asks for. With a `rate` (requests a second) the loop is open: requests come whether answered or not. */
export type Load = {
  port: number;
  path: string;
  secret: string;
  seconds: number;
  connections: number;
  rate?: number;
  run: string;
};

/** Milliseconds are from when a request was ready to go (and a connection not yet free) to its answer; the 202s only. */
export type Measured = {
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  statuses: Record<string, number>;
};

process.on("message", (load: Load) => {
  void measure(load).then((measured) => process.send?.(measured));
});

/**
 * A generator of our own, with requests signed and laid out beforehand: on two cores it must leave the server its share,
 * and the common ones spend more on a request than the server does.
 */
async function measure(load: Load): Promise<Measured> {
  const { seconds, rate, connections } = load;
  let made = 0;
  const request = () => requestBytes(load, `${load.run}-${made++}`);
  const ready = Array.from({ length: seconds * (rate ?? 8_000) }, request);
  let sent = 0;
  const next = () => ready[sent++] ?? request();
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  const answered = (status: string, since: number) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === "202") milliseconds.push(performance.now() - since);
  };
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(load.port)));
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  if (rate === undefined) await Promise.all(lines.map((line) => closedLoop(line, next, answered, endsAt)));
  else await openLoop(lines, next, answered, { startedAt, endsAt, rate });
  for (const { socket } of lines) socket.destroy();
  milliseconds.sort((a, b) => a - b);
  const quantile = (q: number) =>
    milliseconds[Math.min(Math.floor(milliseconds.length * q), milliseconds.length - 1)] ?? 0;
  return {
    perSecond: milliseconds.length / ((performance.now() - startedAt) / 1000),
    p50: quantile(0.5),
    p99: quantile(0.99),
    max: quantile(1),
    statuses,
  };
}

type Answered = (status: string, since: number) => void;

async function closedLoop(line: Line, next: () => Buffer, answered: Answered, endsAt: number): Promise<void> {
  while (performance.now() < endsAt) {
    const since = performance.now();
    answered(await line.ask(next()), since);
  }
}

async function openLoop(
  lines: Line[],
  next: () => Buffer,
  answered: Answered,
  { startedAt, endsAt, rate }: { startedAt: number; endsAt: number; rate: number },
): Promise<void> {
  const free = [...lines];
  const due: number[] = [];
  const under = new Set<Promise<void>>();
  let come = 0;
  const pump = () => {
    while (due.length > 0 && free.length > 0) {
      const line = free.shift();
      const since = due.shift();
      if (line === undefined || since === undefined) return;
      const asked = line.ask(next()).then((status) => {
        answered(status, since);
        free.push(line);
        under.delete(asked);
        pump();
      });
      under.add(asked);
    }
  };
  while (performance.now() < endsAt) {
    const now = performance.now();
    for (; come < ((now - startedAt) / 1000) * rate; come++) due.push(now);
    pump();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (due.length > 0 || under.size > 0) await Promise.race(under);
}

type Line = { socket: Socket; ask(request: Buffer): Promise<string> };

/** One kept-alive connection; resolves each request with the answer's status. */
async function openLine(port: number): Promise<Line> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let status = "";
  let resolveAnswer: (status: string) => void = () => undefined;
  socket.on("data", (chunk: Buffer) => {
    if (status === "") status = chunk.toString("latin1", 9, 12);
    // Every answer is a JSON object: its brace is the last byte.
    if (chunk.at(-1) !== 0x7d) return;
    const whole = status;
    status = "";
    resolveAnswer(whole);
  });
  // An idle connection that the server closed, or one that broke, is counted and not waited for.
  socket.on("error", () => undefined);
  socket.on("close", () => resolveAnswer("closed"));
  return {
    socket,
    ask: (request) =>
      new Promise((resolve) => {
        resolveAnswer = resolve;
        if (socket.destroyed) resolve("closed");
        else socket.write(request);
      }),
  };
}

function requestBytes({ path, secret }: Load, id: string): Buffer {
  const body = JSON.stringify({
    id,
    occurredAt: new Date().toISOString(),
    channel: "phone",
    direction: "inbound",
    customer: { id: `c-${id}`, phone: "+358 40 123 4567" },
    reasons: ["invoice-wrong", "late-delivery"],
    touchpoint: "invoice",
    agent: "maija",
    summary: "The invoice of October is charged twice and the parcel has not come",
    waitSeconds: 340,
    handleSeconds: 410,
  });
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const head = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    `webhook-id: ${id}`,
    `webhook-timestamp: ${timestamp}`,
    `webhook-signature: ${sign(secret, id, timestamp, body)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
