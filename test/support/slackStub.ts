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
  blocks?: {
    type: string;
    block_id?: string;
    elements?: { action_id?: string }[];
    text?: { text: string };
  }[];
  client_msg_id?: string;
  metadata?: { event_type: string; event_payload: Record<string, string> };
  edits: number;
};

/** What `conversations.info` says of a channel. */
export type StubChannel = {
  id: string;
  name: string;
  is_archived?: boolean;
  is_private?: boolean;
  is_member?: boolean;
};

type Body = Record<string, unknown>;

/** A Slack Web API that misbehaves on order, over real HTTP. */
export async function startSlackStub(now: () => Date = () => new Date()) {
  const messages: StubMessage[] = [];
  const calls: { method: string; channel: string; token: string }[] = [];
  const moods = new Map<string, Mood[]>();
  const archived = new Set<string>();
  const people = new Map<
    string,
    { deleted?: boolean; locale?: string; status_emoji?: string; status_text?: string }
  >();
  const channels = new Map<string, StubChannel>();
  const groups = new Map<string, string[]>();
  const answers: string[] = [];
  const grants = new Map<string, object>();
  const tokens = new Map<string, string | null>();
  const headers: Record<string, string> = { "content-type": "application/json" };
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
      // The first ones, and no more than apps outside of its marketplace get.
      messages: messages
        .filter(
          (each) =>
            each.channel === body.channel &&
            (each.ts === body.ts ||
              (each.thread_ts === body.ts && Number(each.ts) >= Number(body.oldest ?? 0))),
        )
        .slice(0, 15),
    }),
    "users.info": (body) => ({
      ok: true,
      user: {
        id: body.user,
        tz: "Europe/Helsinki",
        deleted: people.get(String(body.user))?.deleted ?? false,
        locale: people.get(String(body.user))?.locale ?? "en-US",
        profile: { display_name: String(body.user).slice(1).toLowerCase(), ...people.get(String(body.user)) },
      },
    }),
    "chat.getPermalink": (body) => ({ ok: true, permalink: `https://slack.example/${body.message_ts}` }),
    "auth.test": () => ({ ok: true, team_id: "T0STUB", team: "Stub", user_id: "U0BOT", user: "earshot" }),
    // A `response_url` of our own.
    answers: ({ text }) => {
      answers.push(String(text));
      return { ok: true };
    },
    "oauth.v2.access": (body) => {
      const granted = grants.get(String(body.code));
      grants.delete(String(body.code));
      return granted ? { ok: true, ...granted } : { ok: false, error: "invalid_code" };
    },
    "apps.connections.open": () => ({ ok: true, url: "ws://127.0.0.1:1/" }),
    "conversations.info": (body) => {
      const channel = channels.get(String(body.channel));
      return channel === undefined ? { ok: false, error: "channel_not_found" } : { ok: true, channel };
    },
    "conversations.list": (body) => {
      const withPrivate = String(body.types).includes("private_channel");
      return { ok: true, channels: [...channels.values()].filter((each) => withPrivate || !each.is_private) };
    },
    "usergroups.users.list": (body) => {
      const users = groups.get(String(body.usergroup));
      return users === undefined ? { ok: false, error: "no_such_subteam" } : { ok: true, users };
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? "").replace(/^\/api\//, "");
    const body = await read(request);
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    calls.push({ method, channel: String(body.channel ?? ""), token });
    const team = tokens.get(token);
    if (team === null) return json(response, { ok: false, error: "token_revoked" }, headers);
    const run = () => {
      const said = methods[method]?.(body) ?? { ok: false, error: "unknown_method" };
      return method === "auth.test" && team ? { ...said, team_id: team, bot_id: "B0EARSHOT" } : said;
    };
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
        return json(response, { ok: false, error: mood.error }, headers);
      case "slow":
        slowOnes += 1;
        await delay(mood.ms);
        slowOnes -= 1;
        return json(response, run(), headers);
      default:
        return json(
          response,
          archived.has(String(body.channel)) ? { ok: false, error: "is_archived" } : run(),
          headers,
        );
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    apiUrl: `http://127.0.0.1:${address.port}/api/`,
    /** All that stands in Slack. */
    messages: messages as readonly StubMessage[],
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
    /** What the directory says of somebody. */
    people,
    /** Channels and user groups that Slack knows. */
    know: (known: StubChannel[], members: Record<string, string[]> = {}) => {
      for (const channel of known) channels.set(channel.id, channel);
      for (const [id, users] of Object.entries(members)) groups.set(id, users);
    },
    /** What was said to `apiUrl + "answers"`, a `response_url`. */
    answers,
    /** What one code is exchanged for, once: the token's answers are of this team. */
    grant: (code: string, token: string, team: string, granted: object) => {
      grants.set(code, { access_token: token, token_type: "bot", ...granted });
      tokens.set(token, team);
    },
    /** From here on this token opens nothing. */
    revokeToken: (token: string) => tokens.set(token, null),
    /** With which tokens this method was called, one for each call. */
    tokensOf: (method: string) => calls.filter((call) => call.method === method).map(({ token }) => token),
    /** From here on every answer names these scopes. */
    give: (scopes: string[]) => {
      headers["x-oauth-scopes"] = scopes.join(",");
    },
    /** From here on every answer is dated so. */
    date: (at: Date) => {
      headers.date = at.toUTCString();
    },
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
  const sent = Buffer.concat(parts).toString();
  if (request.headers["content-type"]?.startsWith("application/json")) return JSON.parse(sent);
  const fields = new URLSearchParams(sent);
  const body: Body = {};
  for (const [name, value] of fields) body[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  return body;
}

function json(response: ServerResponse, body: object, headers: Record<string, string>): void {
  response.writeHead(200, headers).end(JSON.stringify(body));
}
