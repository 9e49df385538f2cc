import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** How the next call of a method goes wrong. `accepted` ones happen all the same: only the answer is lost or late. */
export type Mood =
  | { kind: "reset"; accepted: boolean }
  | { kind: "status"; status: number; accepted: boolean }
  | { kind: "hang"; accepted: boolean }
  | { kind: "rate-limited"; retryAfterSeconds: number }
  | { kind: "slow"; ms: number }
  | { kind: "error"; error: string };

export type StubMessage = {
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  attachments?: { color?: string; blocks?: { type: string }[] }[];
  blocks?: { type: string }[];
  metadata?: { event_type: string; event_payload: Record<string, string> };
  edits: number;
};

type Body = Record<string, unknown>;

/** A Slack Web API that misbehaves on order, over real HTTP. */
export async function startSlackStub(now: () => Date = () => new Date()) {
  const messages: StubMessage[] = [];
  const calls: { method: string; channel: string }[] = [];
  const moods = new Map<string, Mood[]>();
  const archived = new Set<string>();
  let count = 0;
  let slowOnes = 0;

  const methods: Record<string, (body: Body) => object> = {
    "chat.postMessage": (body) => {
      count += 1;
      const ts = `${Math.floor(now().getTime() / 1000)}.${String(count).padStart(6, "0")}`;
      messages.push({ ...(body as unknown as StubMessage), ts, edits: 0 });
      return { ok: true, channel: body.channel, ts };
    },
    "chat.update": (body) => {
      const message = messages.find(({ channel, ts }) => channel === body.channel && ts === body.ts);
      if (message === undefined) return { ok: false, error: "message_not_found" };
      Object.assign(message, body, { edits: message.edits + 1 });
      return { ok: true, channel: body.channel, ts: body.ts };
    },
    "chat.delete": (body) => {
      const at = messages.findIndex(({ channel, ts }) => channel === body.channel && ts === body.ts);
      if (at < 0) return { ok: false, error: "message_not_found" };
      messages.splice(at, 1);
      return { ok: true };
    },
    "conversations.history": (body) => ({
      ok: true,
      messages: messages
        .filter(
          (each) =>
            each.channel === body.channel && !each.thread_ts && Number(each.ts) >= Number(body.oldest ?? 0),
        )
        .reverse(),
    }),
    "conversations.replies": (body) => ({
      ok: true,
      messages: messages.filter(
        (each) => each.channel === body.channel && (each.thread_ts === body.ts || each.ts === body.ts),
      ),
    }),
    "users.info": (body) => ({
      ok: true,
      user: {
        id: body.user,
        tz: "Europe/Helsinki",
        profile: { display_name: String(body.user).slice(1).toLowerCase() },
      },
    }),
    "chat.getPermalink": (body) => ({ ok: true, permalink: `https://slack.example/${body.message_ts}` }),
    "auth.test": () => ({ ok: true, team_id: "T0STUB", team: "Stub", user_id: "U0BOT" }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? "").replace(/^\/api\//, "");
    const body = await read(request);
    calls.push({ method, channel: String(body.channel ?? "") });
    const run = () => methods[method]?.(body) ?? { ok: false, error: "unknown_method" };
    const mood = moods.get(method)?.shift();
    if (mood !== undefined && "accepted" in mood && mood.accepted) run();
    switch (mood?.kind) {
      case "reset":
        request.socket.destroy();
        return;
      case "status":
        response.writeHead(mood.status).end("trouble");
        return;
      case "hang":
        return;
      case "rate-limited":
        response.writeHead(429, { "retry-after": `${mood.retryAfterSeconds}` }).end();
        return;
      case "error":
        return json(response, { ok: false, error: mood.error });
      case "slow":
        slowOnes += 1;
        await delay(mood.ms);
        slowOnes -= 1;
        return json(response, run());
      default:
        return json(
          response,
          archived.has(String(body.channel)) ? { ok: false, error: "is_archived" } : run(),
        );
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    apiUrl: `http://127.0.0.1:${address.port}/api/`,
    /** Top-level messages of a channel, oldest first. */
    posts: (channel: string) => messages.filter((each) => each.channel === channel && !each.thread_ts),
    replies: (channel: string, ts: string) =>
      messages.filter((each) => each.channel === channel && each.thread_ts === ts),
    /** A message that Slack had kept back turns up. */
    insert: (message: Omit<StubMessage, "ts" | "edits">) => {
      methods["chat.postMessage"]?.(message);
    },
    forget: (channel: string) => {
      for (const message of messages.filter((each) => each.channel === channel))
        messages.splice(messages.indexOf(message), 1);
    },
    archive: (channel: string) => archived.add(channel),
    /** The next calls of this method go like this, one mood each. */
    next: (method: string, ...wanted: Mood[]) => moods.set(method, [...(moods.get(method) ?? []), ...wanted]),
    /** Whether everything that was slow has happened by now. */
    isQuiet: () => slowOnes === 0,
    /** From here on nothing goes wrong. */
    calm: () => moods.clear(),
    calls: (method: string) => calls.filter((call) => call.method === method).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SlackStub = Awaited<ReturnType<typeof startSlackStub>>;

async function read(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const fields = new URLSearchParams(Buffer.concat(parts).toString());
  const body: Body = {};
  for (const [name, value] of fields) body[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  return body;
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
