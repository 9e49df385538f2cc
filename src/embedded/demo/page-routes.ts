import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { messageOf } from "../../errors.ts";
import type { Route } from "../../route.ts";
import type { Story } from "../company/story.ts";
import type { Json } from "../slack/blocks.ts";
import { readManifest } from "../slack/manifest.ts";
import type { LocalSlack, MemberName } from "../slack/slack.ts";
import { deed, type Levers, perform } from "./acts.ts";
import type { DemoClock } from "./clock.ts";

/**
 * The page at `/demo`: its files, the state it draws, a stream that says when to look again, and what people do.
 * `close` ends the streams, without which the server would wait for the browsers.
 */
export function demoPage(
  slack: LocalSlack,
  story: Story,
  clock: DemoClock,
  levers: Levers,
): { routes: Route[]; close(): void } {
  const folder = pageFolder();
  const streams = new Set<ServerResponse>();
  const answering =
    (work: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      work(request, response).catch((error: unknown) =>
        sendJson(response, 500, { ok: false, error: messageOf(error) }),
      );
    };
  const file = (path: string, name: string): Route => ({
    path,
    method: "GET",
    handler: answering(async (_, response) => {
      const body = await readFile(join(folder, name));
      response.writeHead(200, { "content-type": TYPES[name.slice(name.lastIndexOf("."))], ...SAFE });
      response.end(body);
    }),
  });
  const routes = [
    file("/demo", "index.html"),
    ...FILES.map((name) => file(`/demo/${name}`, name)),
    {
      path: "/demo/state",
      method: "GET",
      handler: answering((request, response) => sendState(slack, story, clock, request, response)),
    },
    {
      path: "/demo/events",
      method: "GET",
      handler: (_: IncomingMessage, response: ServerResponse) =>
        streamChanges([slack, story, clock], response, streams),
    },
    {
      path: "/demo/act",
      method: "POST",
      handler: answering((request, response) => act(slack, levers, request, response)),
    },
  ];
  return {
    routes,
    close: () => {
      for (const stream of streams) stream.end();
    },
  };
}

const FILES = [
  "page.css",
  "blocks.css",
  "forms.css",
  "phone.css",
  "main.js",
  "message.js",
  "composer.js",
  "modal.js",
  "blocks.js",
  "inputs.js",
  "words.js",
  "chart.js",
  "clock.js",
  "clock-bar.js",
  "tour.js",
  "dom.js",
];
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};
/** Nothing but our own files may run or style the page, whatever a customer wrote. */
const SAFE = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};
const ROLES: Record<MemberName, string> = { maija: "agent", otto: "lead", noor: "member", admin: "admin" };

async function sendState(
  slack: LocalSlack,
  story: Story,
  clock: DemoClock,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const as = new URL(request.url ?? "/", "http://localhost").searchParams.get("as") ?? "";
  const known = as in slack.users ? (as as MemberName) : "maija";
  sendJson(response, 200, { ...(await stateFor(slack, story, known)), clock: clock.changes });
}

/** Everything the page shows to this person. */
async function stateFor(slack: LocalSlack, story: Story, as: MemberName): Promise<Json> {
  const { commands, shortcuts } = readManifest();
  const conversation = async (id: string): Promise<Json> => {
    const messages = await slack.messages(id);
    const started = messages.filter((message) => Number(message.reply_count) > 0);
    const threads = await Promise.all(started.map(async ({ ts }) => [ts, await slack.replies(id, ts)]));
    return { id, messages, threads: Object.fromEntries(threads) };
  };
  const direct = await slack.directChannel(as);
  return {
    team: slack.team,
    me: slack.users[as],
    people: Object.values(slack.users).map((person) => ({ ...person, role: ROLES[person.name] })),
    bot: { id: slack.botUserId, name: "Earshot" },
    groups: Object.entries(slack.groups).map(([handle, id]) => ({ handle, id })),
    channels: await Promise.all(
      Object.entries(slack.channels).map(async ([name, id]) => ({
        name,
        topic: slack.topics[name],
        ...(await conversation(id)),
      })),
    ),
    direct: direct && (await conversation(direct)),
    home: slack.home(as),
    modals: slack.modals(as),
    ephemerals: slack.ephemerals(as),
    commands,
    shortcuts,
    story: story.lines,
  };
}

/** Server-sent events: one empty message after each change, at most ten a second. */
function streamChanges(
  changing: { onChange(listener: () => void): () => void }[],
  response: ServerResponse,
  streams: Set<ServerResponse>,
): void {
  streams.add(response);
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    connection: "keep-alive",
  });
  response.write("retry: 1000\n\n");
  let waiting: NodeJS.Timeout | undefined;
  const tell = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      response.write("data: changed\n\n");
    }, 100);
  };
  const stops = changing.map((each) => each.onChange(tell));
  response.on("close", () => {
    clearTimeout(waiting);
    streams.delete(response);
    for (const stop of stops) stop();
  });
}

async function act(
  slack: LocalSlack,
  levers: Levers,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    // A form of another site cannot send this type: nobody else's page can click here.
    if (!request.headers["content-type"]?.startsWith("application/json")) throw new Error("Send JSON");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    sendJson(response, 200, {
      ok: true,
      ...(await perform(slack, deed.parse(JSON.parse(Buffer.concat(parts).toString())), levers)),
    });
  } catch (error) {
    sendJson(response, 200, { ok: false, error: messageOf(error) });
  }
}

/** Beside this file in a checkout; the build compiles only TypeScript, so from `dist` it is found in `src`. */
function pageFolder(): string {
  const beside = join(import.meta.dirname, "page");
  return existsSync(beside) ? beside : join(import.meta.dirname, "../../../../src/embedded/demo/page");
}

function sendJson(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...SAFE });
  response.end(JSON.stringify(body));
}
