import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { post, remember, showAnswer } from "./slack-api.ts";
import {
  allBlocks,
  type Chosen,
  chosenFields,
  controls,
  initialChoice,
  isObject,
  type Json,
  objects,
  text,
} from "./slack-blocks.ts";
import {
  type AnswerPath,
  APP_ID,
  channelOf,
  type Member,
  memberOf,
  personToken,
  SIGNING_SECRET,
  type World,
} from "./slack-world.ts";

/** What was chosen in a view's inputs, by action id; what is left out keeps what the view showed first. */
export type Choices = { [actionId: string]: Chosen };
/** Something with blocks that a person clicks in: a message (also an ephemeral one) or a view. */
export type Clickable = Json & { ts?: string; channel?: string; id?: string };

export type Person = {
  /** Writes a message as this person. */
  say(channel: string, words: string, threadTs?: string): Promise<void>;
  /** Types a slash command, e.g. `/customer 040 123 4567`. */
  command(line: string, at: { channel: string }): Promise<void>;
  /** Uses a button, select, overflow or date picker by its action id; `chosen` is an option's value, a date, ... */
  click(target: Clickable | undefined, actionId: string, chosen?: Chosen, choices?: Choices): Promise<void>;
  /** Submits the topmost modal. Its errors, if the app finds any, stand in `modals(user).at(-1)?.errors`. */
  submit(choices?: Choices): Promise<void>;
  /** Closes the topmost modal. */
  close(): Promise<void>;
  /** A message shortcut when there is a message, else a global one. */
  shortcut(callbackId: string, message?: Clickable): Promise<void>;
  /** Opens the app's home tab. */
  openHome(): Promise<void>;
  /** What an external select offers for the letters typed. */
  suggest(target: Clickable, actionId: string, typed: string): Promise<Json[]>;
};

/** A person at the keyboard of the local Slack; every deed is signed and sent to the app as Slack does. */
export function personAt(world: World, nameOrId: string): Person {
  const member = memberOf(world, nameOrId);
  const topmost = () => {
    const modal = world.modals.findLast(({ user }) => user === member.id);
    if (!modal) throw new Error(`${member.name} has no open modal`);
    return modal;
  };
  return {
    say: async (channel, words, threadTs) => {
      const body = {
        channel: channelOf(world, channel),
        text: words,
        ...(threadTs && { thread_ts: threadTs }),
      };
      expectOk(await post(world, "chat.postMessage", body, personToken(member.name)));
    },
    command: async (line, at) => {
      const [command = ""] = line.trim().split(/\s+/, 1);
      const channel = channelOf(world, at.channel);
      const form = {
        ...(await origin(world, member)),
        channel_id: channel,
        channel_name: nameOfChannel(world, channel),
        command,
        text: line.trim().slice(command.length).trim(),
        response_url: answerUrl(world, { user: member.id, channel, ephemeral: true }),
      };
      const answered = await send(
        world,
        new URLSearchParams(form).toString(),
        "application/x-www-form-urlencoded",
      );
      const message = answered.startsWith("{") ? (JSON.parse(answered) as Json) : { text: answered };
      if (text(message.text) || message.blocks || message.attachments) {
        expectOk(await showAnswer(world, message, member.id, channel));
      }
    },
    click: async (target, actionId, chosen = null, choices = {}) => {
      if (!target) throw new Error(`There is nothing to click "${actionId}" in`);
      const blocks =
        target.id !== undefined && target.ts === undefined ? objects(target.blocks) : allBlocks(target);
      const found = controls(blocks).find(({ element }) => element.action_id === actionId);
      if (!found) throw new Error(`No "${actionId}" here, only ${actionIds(blocks)}`);
      const action = {
        type: found.element.type,
        action_id: actionId,
        block_id: found.block.block_id,
        action_ts: String(Date.now() / 1000),
        ...chosenFields(found.element, chosen),
      };
      await sendPayload(world, member, {
        type: "block_actions",
        actions: [action],
        ...(await whereFrom(world, member, target, choices)),
      });
    },
    submit: async (choices = {}) => {
      const modal = topmost();
      const blocks = objects(modal.view.blocks);
      modal.errors = missing(blocks, choices);
      world.changed();
      if (Object.keys(modal.errors).length > 0) return;
      const view = { ...modal.view, state: { values: stateOf(blocks, choices) } };
      const answered = await sendPayload(
        world,
        member,
        { type: "view_submission", view, response_urls: [] },
        text(modal.view.id),
      );
      const reply = answered.startsWith("{") ? (JSON.parse(answered) as Json) : {};
      await afterSubmit(world, member, modal, reply);
    },
    close: async () => {
      const modal = topmost();
      world.modals.splice(world.modals.indexOf(modal), 1);
      world.changed();
      if (modal.view.notify_on_close)
        await sendPayload(world, member, { type: "view_closed", view: modal.view, is_cleared: false });
    },
    shortcut: async (callbackId, message) => {
      if (!message)
        return void (await sendPayload(world, member, { type: "shortcut", callback_id: callbackId }));
      const channel = text(message.channel);
      await sendPayload(world, member, {
        type: "message_action",
        callback_id: callbackId,
        message_ts: message.ts,
        message,
        channel: { id: channel, name: nameOfChannel(world, channel) },
        response_url: answerUrl(world, {
          user: member.id,
          channel,
          ephemeral: false,
          ...(message.ts && { messageTs: message.ts }),
        }),
      });
    },
    openHome: async () => {
      const view = world.homes.get(member.id);
      const event = {
        type: "app_home_opened",
        user: member.id,
        channel: "D0HOME",
        tab: "home",
        ...(view && { view }),
      };
      await sendEvent(world, event);
    },
    suggest: async (target, actionId, typed) => {
      const blocks = target.ts === undefined ? objects(target.blocks) : allBlocks(target);
      const block = controls(blocks).find(({ element }) => element.action_id === actionId)?.block;
      const answered = await sendPayload(world, member, {
        type: "block_suggestion",
        action_id: actionId,
        block_id: block?.block_id,
        value: typed,
        ...(await whereFrom(world, member, target, {})),
      });
      const reply = JSON.parse(answered || "{}") as Json;
      return [
        ...objects(reply.options),
        ...objects(reply.option_groups).flatMap((group) => objects(group.options)),
      ];
    },
  };
}

/** The values of all inputs, as `view.state.values`: what was chosen, else what stood there first. */
function stateOf(blocks: Json[], choices: Choices): { [blockId: string]: Json } {
  const values: { [blockId: string]: Json } = {};
  for (const { block, element } of controls(blocks)) {
    if (element.type === "button" || element.type === "overflow") continue;
    const actionId = text(element.action_id);
    const chosen = actionId in choices ? (choices[actionId] ?? null) : initialChoice(element);
    values[text(block.block_id)] = {
      ...values[text(block.block_id)],
      [actionId]: { type: element.type, ...chosenFields(element, chosen) },
    };
  }
  return values;
}

/** Slack itself refuses to send a form whose required inputs are empty or out of bounds. */
function missing(blocks: Json[], choices: Choices): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element } of controls(blocks)) {
    if (block.type !== "input") continue;
    const actionId = text(element.action_id);
    const chosen = actionId in choices ? (choices[actionId] ?? null) : initialChoice(element);
    const empty = chosen === null || chosen === "" || (Array.isArray(chosen) && chosen.length === 0);
    if (empty && !block.optional) errors[text(block.block_id)] = "Please complete this required field.";
    if (empty || typeof chosen !== "string") continue;
    if (element.type === "number_input" && !Number.isFinite(Number(chosen)))
      errors[text(block.block_id)] = "Please enter a number.";
    if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(chosen))
      errors[text(block.block_id)] = "Please enter a valid email address.";
    const most = Number(element.max_length ?? Number.POSITIVE_INFINITY);
    if (chosen.length > most)
      errors[text(block.block_id)] = `Please shorten this to ${most} characters or less.`;
  }
  return errors;
}

async function afterSubmit(
  world: World,
  member: Member,
  modal: World["modals"][number],
  reply: Json,
): Promise<void> {
  const drop = (): void => {
    world.modals = world.modals.filter((each) => each !== modal);
  };
  switch (reply.response_action) {
    case "errors":
      modal.errors = isObject(reply.errors) ? (reply.errors as Record<string, string>) : {};
      break;
    case "update":
      expectOk(
        await world
          .call("views.update", { view_id: modal.view.id, view: reply.view })
          .then(keep(world, "views.update", {})),
      );
      break;
    case "push": {
      const trigger = await newTrigger(world, member, text(modal.view.id));
      const body = { trigger_id: trigger, view: reply.view };
      expectOk(await world.call("views.push", body).then(keep(world, "views.push", body)));
      break;
    }
    case "clear":
      world.modals = world.modals.filter(({ user }) => user !== member.id);
      break;
    default:
      drop();
  }
  world.changed();
}

const keep =
  (world: World, method: string, body: Json) =>
  (answered: Json): Json => {
    if (answered.ok && isObject(answered.view)) remember(world, method, answered.view, body);
    return answered;
  };

async function whereFrom(world: World, member: Member, target: Clickable, choices: Choices): Promise<Json> {
  if (target.ts === undefined) {
    const view: Json = { ...target, state: { values: stateOf(objects(target.blocks), choices) } };
    return { container: { type: "view", view_id: target.id }, view };
  }
  const channel = text(target.channel);
  const ephemeral = world.ephemerals.some(({ ts }) => ts === target.ts);
  return {
    container: {
      type: "message",
      message_ts: target.ts,
      channel_id: channel,
      is_ephemeral: ephemeral,
      ...(target.thread_ts ? { thread_ts: target.thread_ts } : {}),
    },
    channel: { id: channel, name: nameOfChannel(world, channel) },
    ...(!ephemeral && { message: target }),
    state: { values: stateOf(allBlocks(target), choices) },
    response_url: answerUrl(world, { user: member.id, channel, messageTs: target.ts, ephemeral }),
  };
}

function answerUrl(
  world: World,
  path: Pick<AnswerPath, "user" | "channel" | "ephemeral" | "messageTs">,
): string {
  const id = randomBytes(12).toString("hex");
  world.answerPaths.set(id, { ...path, used: 0, openedAt: Date.now() });
  return `${world.url}/respond/${id}`;
}

async function sendPayload(world: World, member: Member, payload: Json, viewId?: string): Promise<string> {
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

async function sendEvent(world: World, event: Json): Promise<void> {
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
        user_id: "U0EARSHOT",
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
  await send(world, JSON.stringify(envelope), "application/json");
}

/** Slack waits three seconds for the app, then tells the person that it did not respond. */
async function send(world: World, body: string, type: string): Promise<string> {
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

async function newTrigger(world: World, member: Member, viewId?: string): Promise<string> {
  const made = await world.call("views.generateTriggerId", {
    user_id: member.id,
    ...(viewId && { view_id: viewId }),
  });
  const trigger = text(made.trigger_id);
  world.triggerUsers.set(trigger, member.id);
  return trigger;
}

async function origin(world: World, member: Member): Promise<Record<string, string>> {
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

function nameOfChannel(world: World, id: string): string {
  return Object.entries(world.channels).find(([, channel]) => channel === id)?.[0] ?? "directmessage";
}

function actionIds(blocks: Json[]): string {
  return (
    controls(blocks)
      .map(({ element }) => text(element.action_id))
      .join(", ") || "no buttons at all"
  );
}

function expectOk(answered: Json): void {
  if (answered.ok === true) return;
  const why = isObject(answered.response_metadata)
    ? ` ${JSON.stringify(answered.response_metadata.messages)}`
    : "";
  throw new Error(`Slack refused: ${text(answered.error)}${why}`);
}
