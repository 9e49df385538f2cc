import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { messageOf, SetupError } from "../../errors.ts";
import { answer } from "./api.ts";
import { type Json, objects, text } from "./blocks.ts";
import {
  BOT_TOKEN,
  BOT_USER_ID,
  CHANNELS,
  type Member,
  type MemberName,
  SIGNING_SECRET,
  seed,
} from "./people.ts";
import { type Person, personAt } from "./person.ts";
import { channelOf, type Ephemeral, type Modal, memberOf, openWorld, type World } from "./world.ts";

export type { Ephemeral, Member, MemberName, Modal };

/** A message as Slack's history tells it, with the channel it stands in. */
export type Message = Json & { ts: string; text: string; channel: string };

export type LocalSlack = {
  /** For `new WebClient(botToken, { slackApiUrl: apiUrl })` and SLACK_API_URL. Ends in `/api/`. */
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  team: { id: string; name: string; domain: string };
  botUserId: string;
  users: Record<MemberName, Member>;
  /** Channel ids by name, without the `#`. */
  channels: Record<string, string>;
  topics: Record<string, string>;
  /** User group ids by handle. */
  groups: Record<string, string>;
  /** Where the app listens, e.g. `http://127.0.0.1:3000`; clicks and commands go to its `/slack/events`. */
  connect(appUrl: string): void;
  /** What this person does in Slack; each promise resolves after the app has acknowledged. */
  as(user: MemberName | string): Person;
  /** A channel by name or id: its messages, oldest first, without thread replies. */
  messages(channel: string): Promise<Message[]>;
  /** A thread, its first message included, oldest first. */
  replies(channel: string, ts: string): Promise<Message[]>;
  /** Messages only this person sees, oldest first. */
  ephemerals(user: MemberName | string): Ephemeral[];
  /** The person's open modals, the topmost last. */
  modals(user: MemberName | string): Modal[];
  home(user: MemberName | string): Json | undefined;
  /** The person's direct conversation with the app, once there is one. */
  directChannel(user: MemberName | string): Promise<string | undefined>;
  /** Called after anything changed; returns the way to stop listening. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
};

/**
 * A Slack on this machine, for the demo and the tests:
 *
 *     const slack = await startLocalSlack();
 *     const app = new App({ token: slack.botToken, signingSecret: slack.signingSecret, clientOptions: { slackApiUrl: slack.apiUrl } });
 *     await app.start(port);
 *     slack.connect(`http://127.0.0.1:${port}`);
 *     await slack.as("maija").command("/customer 040 123 4567", { channel: "billing-alerts" });
 *     slack.ephemerals("maija").at(-1)?.text;
 *     const [alert] = await slack.messages("billing-alerts");
 *     await slack.as("otto").click(alert, "acknowledge");
 *     await slack.as("otto").submit({ due: "2026-11-21" });        // the topmost modal, by action ids
 *
 * The emulator `emulate` keeps users, channels and messages; a thin server of ours before it on the same address adds
 * what it lacks: limits of blocks, user groups, zones, `response_url`, and the delivery of what people do, signed.
 */
export async function startLocalSlack(options: { port?: number; appUrl?: string } = {}): Promise<LocalSlack> {
  const { createEmulator } = await import("emulate").catch(() => {
    throw new SetupError("The local Slack is not installed: install again without --omit=optional.");
  });
  const emulator = await createEmulator({ service: "slack", port: 0, seed: { slack: seed } });
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let world: World | undefined;
  const front = createServer((request, response) => {
    if (!world) return void response.writeHead(503).end();
    answer(world, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(502);
      response.end(messageOf(error));
    });
  });
  front.listen(options.port ?? 0, "127.0.0.1");
  await once(front, "listening");
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  world = await openWorld(emulator.url.replace("localhost", "127.0.0.1"), url, changed);
  world.appUrl = options.appUrl;
  return { ...view(world), onChange: subscribe(listeners), close: () => closeBoth(front, emulator) };
}

function view(world: World): Omit<LocalSlack, "onChange" | "close"> {
  const list = async (method: string, channel: string, ts?: string): Promise<Message[]> => {
    const id = channelOf(world, channel);
    const answered = await world.call(method, { channel: id, limit: 999, ...(ts && { ts }) });
    return objects(answered.messages).map((each) => ({
      ...each,
      ts: text(each.ts),
      text: text(each.text),
      channel: id,
    }));
  };
  return {
    apiUrl: `${world.url}/api/`,
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    team: world.team,
    botUserId: BOT_USER_ID,
    users: world.members,
    channels: world.channels,
    topics: CHANNELS,
    groups: world.groups,
    connect: (appUrl) => {
      world.appUrl = appUrl.replace(/\/$/, "");
    },
    as: (user) => personAt(world, user),
    messages: async (channel) => (await list("conversations.history", channel)).reverse(),
    replies: (channel, ts) => list("conversations.replies", channel, ts),
    ephemerals: (user) => world.ephemerals.filter((each) => each.user === memberOf(world, user).id),
    modals: (user) => world.modals.filter((each) => each.user === memberOf(world, user).id),
    home: (user) => world.homes.get(memberOf(world, user).id),
    directChannel: async (user) => {
      const { id } = memberOf(world, user);
      const answered = await world.call("conversations.list", { types: "im", limit: 200 });
      return objects(answered.channels)
        .map((each) => (each.user === id ? text(each.id) : ""))
        .find(Boolean);
    },
  };
}

const subscribe =
  (listeners: Set<() => void>) =>
  (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

async function closeBoth(front: Server, emulator: { close(): Promise<void> }): Promise<void> {
  front.closeAllConnections();
  await Promise.all([new Promise((closed) => front.close(closed)), emulator.close()]);
}
