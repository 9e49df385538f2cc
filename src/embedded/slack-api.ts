import type { IncomingMessage, ServerResponse } from "node:http";
import { allBlocks, isObject, type Json, named, objects, text } from "./slack-blocks.ts";
import { limitErrors, viewErrors } from "./slack-limits.ts";
import { APP_ID, BOT_ID, type Ephemeral, userGroups, type World, withZone } from "./slack-world.ts";

/** Answers one request to the front: what the emulator lacks is done here, everything else is handed on to it. */
export async function answer(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const { pathname, search } = new URL(request.url ?? "/", world.url);
  const method = /^\/api\/([\w.]+)$/.exec(pathname)?.[1];
  const path = /^\/respond\/(\w+)$/.exec(pathname)?.[1];
  if (path !== undefined)
    return send(response, ...(await answerLater(world, path, parseBody(request, body))));
  const json = method === undefined || isMultipart(request) ? undefined : parseBody(request, body, search);
  const own = method !== undefined && json !== undefined ? ownMethods[method] : undefined;
  if (own && json) return send(response, 200, await own(world, json, text(request.headers.authorization)));
  await handOn(world, request, response, body);
}

/** Adds a message that only one person sees, as Slack does for `response_url` and for answers to commands. */
export function showEphemeral(world: World, message: Json, user: string, channel: string): Ephemeral {
  const ephemeral: Ephemeral = {
    ...whole(message),
    ts: text(message.ts) || newTs(),
    text: text(message.text),
    user,
    channel,
    ...(text(message.thread_ts) && { thread_ts: text(message.thread_ts) }),
  };
  world.ephemerals.push(ephemeral);
  world.changed();
  return ephemeral;
}

/** What the app answered to a command or through a `response_url`: to one person, or to the whole channel. */
export async function showAnswer(world: World, message: Json, user: string, channel: string): Promise<Json> {
  const errors = messageErrors(message);
  if (errors) return errors;
  if (message.response_type !== "in_channel") {
    showEphemeral(world, message, user, channel);
    return { ok: true };
  }
  return await post(world, "chat.postMessage", { ...message, channel });
}

type Method = (world: World, body: Json, authorization: string) => Promise<Json> | Json;

const ownMethods: Record<string, Method> = {
  "usergroups.list": (world, body) => ({
    ok: true,
    usergroups: userGroups(world).map((group) =>
      isTrue(body.include_users) ? group : { ...group, users: undefined },
    ),
  }),
  "usergroups.users.list": (world, body) => {
    const group = userGroups(world).find(({ id }) => id === body.usergroup);
    return group ? { ok: true, users: group.users } : { ok: false, error: "no_such_subteam" };
  },
  "users.info": async (world, body, authorization) => {
    const found = await world.call("users.info", body, bearer(authorization));
    return found.ok ? { ...found, user: withZone(world, found.user) } : found;
  },
  "users.list": async (world, body, authorization) => {
    const found = await world.call("users.list", body, bearer(authorization));
    return { ...found, members: objects(found.members).map((user) => withZone(world, user)) };
  },
  "users.lookupByEmail": async (world, body, authorization) => {
    const found = await world.call("users.lookupByEmail", body, bearer(authorization));
    return found.ok ? { ...found, user: withZone(world, found.user) } : found;
  },
  "chat.postMessage": (world, body, authorization) =>
    post(world, "chat.postMessage", body, bearer(authorization)),
  "chat.update": (world, body, authorization) => post(world, "chat.update", body, bearer(authorization)),
  "chat.postEphemeral": async (world, body, authorization) => {
    const errors = messageErrors(body);
    if (errors) return errors;
    const posted = await world.call("chat.postEphemeral", body, bearer(authorization));
    const channel = world.channels[text(body.channel).replace(/^#/, "")] ?? text(body.channel);
    if (posted.ok) showEphemeral(world, { ...body, ts: posted.message_ts }, text(body.user), channel);
    return posted;
  },
  "views.open": (world, body, authorization) => showView(world, "views.open", body, bearer(authorization)),
  "views.push": (world, body, authorization) => showView(world, "views.push", body, bearer(authorization)),
  "views.update": (world, body, authorization) =>
    showView(world, "views.update", body, bearer(authorization)),
  "views.publish": (world, body, authorization) =>
    showView(world, "views.publish", body, bearer(authorization)),
};

/** Posts or updates a message through the emulator, named and checked as Slack does. */
export async function post(world: World, method: string, body: Json, token?: string): Promise<Json> {
  const errors = messageErrors(body);
  if (errors) return errors;
  const byPerson = token?.startsWith("xoxp-");
  const posted = await world.call(
    method,
    { ...body, ...whole(body), ...(!byPerson && { app_id: APP_ID, bot_id: BOT_ID }) },
    token,
  );
  if (posted.ok) world.changed();
  return posted;
}

async function showView(world: World, method: string, body: Json, token?: string): Promise<Json> {
  const view = json(body.view);
  if (!isObject(view)) return { ok: false, error: "invalid_arguments" };
  const errors = viewErrors(view);
  if (errors.length > 0)
    return { ok: false, error: "invalid_arguments", response_metadata: { messages: errors } };
  const shown = await world.call(
    method,
    { ...body, view: { ...view, blocks: named(objects(view.blocks)) } },
    token,
  );
  if (shown.ok && isObject(shown.view)) remember(world, method, shown.view, body);
  return shown;
}

/** Keeps what a person would see: the emulator tells a view only to whom changed it. */
export function remember(world: World, method: string, view: Json, body: Json): void {
  const open = world.modals.find((modal) => modal.view.id === view.id);
  if (view.type === "home") {
    const user = text(body.user_id) || [...world.homes].find(([, home]) => home.id === view.id)?.[0];
    if (user) world.homes.set(user, view);
  } else if (open) {
    open.view = view;
    open.errors = {};
  } else if (method !== "views.update") {
    const user = world.triggerUsers.get(text(body.trigger_id) || text(body.interactivity_pointer));
    if (user) world.modals.push({ user, view, errors: {} });
  }
  world.changed();
}

/** A message sent to a `response_url`: [HTTP status, body]. */
async function answerLater(world: World, id: string, body: Json): Promise<[number, Json]> {
  const path = world.answerPaths.get(id);
  if (!path) return [404, { ok: false, error: "not_found" }];
  if (Date.now() - path.openedAt > 30 * 60_000) return [404, { ok: false, error: "expired_url" }];
  path.used += 1;
  if (path.used > 5) return [404, { ok: false, error: "used_url" }];
  const here = { channel: path.channel, ts: path.messageTs };
  const shown = world.ephemerals.findIndex(({ ts }) => ts === path.messageTs);
  if (isTrue(body.delete_original) || isTrue(body.replace_original)) {
    const replace = isTrue(body.replace_original);
    if (path.ephemeral && shown >= 0) {
      world.ephemerals.splice(shown, 1);
      if (replace) showEphemeral(world, { ...body, ts: path.messageTs }, path.user, path.channel);
      world.changed();
      return [200, { ok: true }];
    }
    if (!path.ephemeral && path.messageTs !== undefined) {
      const result = replace
        ? await post(world, "chat.update", { ...body, ...here })
        : await world.call("chat.delete", here);
      world.changed();
      return [result.ok ? 200 : 404, result];
    }
  }
  const result = await showAnswer(world, body, path.user, path.channel);
  return [result.ok ? 200 : 404, result];
}

function messageErrors(body: Json): Json | undefined {
  const blocks = json(body.blocks);
  const attachments = json(body.attachments);
  if (blocks !== undefined && !Array.isArray(blocks)) return { ok: false, error: "invalid_blocks_format" };
  const wrong = limitErrors(objects(blocks), "message");
  if (wrong.length > 0) return { ok: false, error: "invalid_blocks", response_metadata: { messages: wrong } };
  const inside = objects(attachments).flatMap((each, at) =>
    limitErrors(objects(each.blocks), "message", `/attachments/${at}/blocks`),
  );
  if (objects(attachments).length > 100) return { ok: false, error: "too_many_attachments" };
  if (inside.length > 0)
    return { ok: false, error: "invalid_attachments", response_metadata: { messages: inside } };
  const charts = allBlocks({ blocks, attachments }).filter((block) => block.type === "data_visualization");
  if (charts.length > 2)
    return {
      ok: false,
      error: "invalid_blocks",
      response_metadata: { messages: ["[ERROR] at most 2 charts"] },
    };
  return undefined;
}

/** Blocks, attachments and metadata as objects, whatever way they were sent, with every block and element named. */
function whole(body: Json): Json {
  const blocks = json(body.blocks);
  const attachments = json(body.attachments);
  return {
    text: body.text,
    ...(blocks !== undefined && { blocks: named(objects(blocks)) }),
    ...(attachments !== undefined && {
      attachments: objects(attachments).map((each, at) => ({
        id: at + 1,
        ...each,
        ...(each.blocks !== undefined && { blocks: named(objects(each.blocks)) }),
      })),
    }),
    ...(body.metadata !== undefined && { metadata: json(body.metadata) }),
  };
}

async function handOn(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const headers = new Headers();
  for (const name of ["authorization", "content-type", "accept"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const answered = await fetch(`${world.emulatorUrl}${request.url}`, {
    method: request.method ?? "GET",
    headers,
    ...(body.length > 0 && { body }),
    redirect: "manual",
  });
  response.writeHead(answered.status, {
    "content-type": answered.headers.get("content-type") ?? "text/plain",
  });
  response.end(Buffer.from(await answered.arrayBuffer()));
  if (request.method === "POST") world.changed();
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function parseBody(request: IncomingMessage, body: Buffer, search = ""): Json {
  const said = body.toString();
  if (request.headers["content-type"]?.includes("json")) {
    const parsed = json(said);
    return isObject(parsed) ? parsed : {};
  }
  return Object.fromEntries([...new URLSearchParams(search), ...new URLSearchParams(said)]);
}

/** Web API clients send objects either as JSON or as JSON within a form field. */
function json(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/** Timestamps of our own sort after the emulator's and never meet one of its. */
let count = 0;
function newTs(): string {
  count = (count + 1) % 100_000;
  return `${Math.floor(Date.now() / 1000)}.9${String(count).padStart(5, "0")}`;
}

const isMultipart = (request: IncomingMessage): boolean =>
  request.headers["content-type"]?.startsWith("multipart/") ?? false;
const isTrue = (value: unknown): boolean => value === true || value === "true" || value === "1";
const bearer = (authorization: string): string => authorization.replace(/^Bearer\s+/i, "");
