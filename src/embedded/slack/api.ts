import type { IncomingMessage, ServerResponse } from "node:http";
import { isObject, type Json, objects, text } from "./blocks.ts";
import { json, messageErrors, post, showAnswer, showEphemeral, showView } from "./show.ts";
import { userGroups, type World, withZone } from "./world.ts";

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

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

const isMultipart = (request: IncomingMessage): boolean =>
  request.headers["content-type"]?.startsWith("multipart/") ?? false;
const isTrue = (value: unknown): boolean => value === true || value === "true" || value === "1";
const bearer = (authorization: string): string => authorization.replace(/^Bearer\s+/i, "");
