import { allBlocks, isObject, type Json, named, objects, text } from "./blocks.ts";
import { limitErrors, viewErrors } from "./limits.ts";
import { APP_ID, BOT_ID } from "./people.ts";
import type { Ephemeral, World } from "./world.ts";

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

/** Opens, pushes, updates or publishes a view, named and checked as Slack does. */
export async function showView(world: World, method: string, body: Json, token?: string): Promise<Json> {
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

/** Slack's refusal of a message beyond its limits; undefined when all is well. */
export function messageErrors(body: Json): Json | undefined {
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

/** Web API clients send objects either as JSON or as JSON within a form field. */
export function json(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Timestamps of our own sort after the emulator's and never meet one of its. */
let count = 0;
function newTs(): string {
  count = (count + 1) % 100_000;
  return `${Math.floor(Date.now() / 1000)}.9${String(count).padStart(5, "0")}`;
}
