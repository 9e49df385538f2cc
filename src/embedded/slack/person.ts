import {
  allBlocks,
  type Chosen,
  chosenFields,
  controls,
  isObject,
  type Json,
  objects,
  text,
} from "./blocks.ts";
import { answerUrl, nameOfChannel, newTrigger, origin, send, sendEvent, sendPayload } from "./delivery.ts";
import { type Choices, missing, stateOf } from "./form.ts";
import { type Member, personToken } from "./people.ts";
import { post, remember, showAnswer } from "./show.ts";
import { channelOf, memberOf, type World } from "./world.ts";

/** Something with blocks that a person clicks in: a message (also an ephemeral one) or a view. */
export type Clickable = Json & { ts?: string; channel?: string; id?: string };

/** An action id, with its block's id where several blocks have it: every row of a list has its own buttons. */
export type ElementName = string | { actionId: string; blockId: string };

export type Person = {
  /** Writes a message as this person. */
  say(channel: string, words: string, threadTs?: string): Promise<void>;
  /** Types a slash command, e.g. `/customer 040 123 4567`. */
  command(line: string, at: { channel: string }): Promise<void>;
  /** Uses a button, select, overflow or date picker by its action id; `chosen` is an option's value, a date, ... */
  click(
    target: Clickable | undefined,
    element: ElementName,
    chosen?: Chosen,
    choices?: Choices,
  ): Promise<void>;
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
    click: async (target, named, chosen = null, choices = {}) => {
      const { actionId, blockId } =
        typeof named === "string" ? { actionId: named, blockId: undefined } : named;
      if (!target) throw new Error(`There is nothing to click "${actionId}" in`);
      const blocks =
        target.id !== undefined && target.ts === undefined ? objects(target.blocks) : allBlocks(target);
      const found = controls(blocks).find(
        ({ block, element }) =>
          element.action_id === actionId && (blockId === undefined || block.block_id === blockId),
      );
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
