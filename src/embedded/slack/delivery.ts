import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isObject, type Json, text } from "./blocks.ts";
import { APP_ID, BOT_USER_ID, type Member, SIGNING_SECRET } from "./people.ts";
import type { AnswerPath, World } from "./world.ts";

/** A `response_url` that leads back to this place. */
export function answerUrl(
  world: World,
  path: Pick<AnswerPath, "user" | "channel" | "ephemeral" | "messageTs">,
): string {
  const id = randomBytes(12).toString("hex");
  world.answerPaths.set(id, { ...path, used: 0, openedAt: Date.now() });
  return `${world.url}/respond/${id}`;
}

/** Tells the app of a click, a form or a shortcut, and gives back the body of its answer. */
export async function sendPayload(
  world: World,
  member: Member,
  payload: Json,
  viewId?: string,
): Promise<string> {
  const whole = {
    token: "verification-token",
    api_app_id: APP_ID,
    team: { id: world.team.id, domain: world.team.domain },
    user: { id: member.id, username: member.name, name: member.name, team_id: world.team.id },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: await newTrigger(world, member, viewId ?? viewOf(payload)),
    ...payload,
  };
  const form = new URLSearchParams({ payload: JSON.stringify(whole) });
  return await send(world, form.toString(), "application/x-www-form-urlencoded");
}

/** A trigger from inside an open modal may push another one on it. */
function viewOf(payload: Json): string | undefined {
  return isObject(payload.view) && payload.view.type === "modal" ? text(payload.view.id) : undefined;
}

/** Tells the app of an event of the Events API. */
export async function sendEvent(world: World, event: Json): Promise<void> {
  const envelope = {
    token: "verification-token",
    type: "event_callback",
    team_id: world.team.id,
    api_app_id: APP_ID,
    event: { ...event, event_ts: String(Date.now() / 1000) },
    event_id: `Ev${randomBytes(6).toString("hex").toUpperCase()}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        team_id: world.team.id,
        enterprise_id: null,
        user_id: BOT_USER_ID,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
  await send(world, JSON.stringify(envelope), "application/json");
}

/** Signs and sends; Slack waits three seconds for the app, then tells the person that it did not respond. */
export async function send(world: World, body: string, type: string): Promise<string> {
  if (world.appUrl === undefined) throw new Error("No app is connected: call connect(appUrl) first");
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  const stop = new AbortController();
  const asked = fetch(`${world.appUrl}/slack/events`, { method: "POST", headers, body, signal: stop.signal });
  const answered = await Promise.race([
    asked,
    delay(3000, undefined, { signal: stop.signal }).catch(() => undefined),
  ]);
  if (!answered) {
    stop.abort();
    throw new Error("Earshot did not respond within 3 seconds");
  }
  const said = await answered.text();
  stop.abort();
  if (!answered.ok) throw new Error(`Earshot answered ${answered.status}`);
  return said.trim();
}

/** A trigger id for this person's deed; with a view, one that may push another on it. */
export async function newTrigger(world: World, member: Member, viewId?: string): Promise<string> {
  const made = await world.call("views.generateTriggerId", {
    user_id: member.id,
    ...(viewId && { view_id: viewId }),
  });
  const trigger = text(made.trigger_id);
  world.triggerUsers.set(trigger, member.id);
  return trigger;
}

/** The fields every slash command carries. */
export async function origin(world: World, member: Member): Promise<Record<string, string>> {
  return {
    token: "verification-token",
    api_app_id: APP_ID,
    team_id: world.team.id,
    team_domain: world.team.domain,
    user_id: member.id,
    user_name: member.name,
    is_enterprise_install: "false",
    trigger_id: await newTrigger(world, member),
  };
}

export function nameOfChannel(world: World, id: string): string {
  return Object.entries(world.channels).find(([, channel]) => channel === id)?.[0] ?? "directmessage";
}
