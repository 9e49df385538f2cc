import { isObject, type Json, objects, text } from "./blocks.ts";
import {
  BOT_TOKEN,
  CHANNELS,
  DOMAIN,
  emulatorName,
  GROUPS,
  MEMBER_NAMES,
  type Member,
  type MemberName,
  PEOPLE,
} from "./people.ts";

/** A message only one person sees; Slack keeps no history of them, so we do. */
export type Ephemeral = Json & {
  ts: string;
  text: string;
  channel: string;
  user: string;
  thread_ts?: string;
};

/** An open modal with what Slack would show beside its inputs: errors by block id. */
export type Modal = { user: string; view: Json; errors: Record<string, string> };

/** Where a `response_url` leads: five answers within 30 minutes, beside the message that was clicked. */
export type AnswerPath = {
  user: string;
  channel: string;
  messageTs?: string;
  ephemeral: boolean;
  used: number;
  openedAt: number;
};

/** All that the local Slack knows beyond what the emulator keeps. */
export type World = {
  team: { id: string; name: string; domain: string };
  members: Record<MemberName, Member>;
  channels: Record<string, string>;
  groups: Record<string, string>;
  modals: Modal[];
  homes: Map<string, Json>;
  ephemerals: Ephemeral[];
  answerPaths: Map<string, AnswerPath>;
  /** Who did what a trigger id was given for. */
  triggerUsers: Map<string, string>;
  /** Where the emulator listens. */
  emulatorUrl: string;
  /** Where our front listens: the address the app and the people see. */
  url: string;
  appUrl: string | undefined;
  /** A Web API call straight to the emulator. */
  call(method: string, body: Json, token?: string): Promise<Json>;
  changed(): void;
};

/** Learns the ids that the emulator gave, and keeps the rest of the world beside it. */
export async function openWorld(emulatorUrl: string, url: string, changed: () => void): Promise<World> {
  const call = async (method: string, body: Json, token = BOT_TOKEN): Promise<Json> => {
    const response = await fetch(`${emulatorUrl}/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Json;
  };
  const [auth, users, conversations] = await Promise.all([
    call("auth.test", {}),
    call("users.list", {}),
    call("conversations.list", { limit: 200 }),
  ]);
  const idOf = (list: unknown, name: string): string =>
    text(objects(list).find((each) => each.name === name)?.id);
  const members = Object.fromEntries(
    MEMBER_NAMES.map((name) => [
      name,
      { ...PEOPLE[name], name, id: idOf(users.members, emulatorName(name)) },
    ]),
  ) as Record<MemberName, Member>;
  return {
    team: { id: text(auth.team_id), name: text(auth.team), domain: DOMAIN },
    members,
    channels: Object.fromEntries(
      Object.keys(CHANNELS).map((name) => [name, idOf(conversations.channels, name)]),
    ),
    groups: Object.fromEntries(Object.entries(GROUPS).map(([handle, { id }]) => [handle, id])),
    modals: [],
    homes: new Map(),
    ephemerals: [],
    answerPaths: new Map(),
    triggerUsers: new Map(),
    emulatorUrl,
    url,
    appUrl: undefined,
    call,
    changed,
  };
}

/** A person by short name or id. */
export function memberOf(world: World, nameOrId: string): Member {
  const found = Object.values(world.members).find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (!found) throw new Error(`Nobody in the local Slack is called ${nameOrId}`);
  return found;
}

/** A channel's id by name, with or without `#`; an id is given back as it is. */
export function channelOf(world: World, nameOrId: string): string {
  return world.channels[nameOrId.replace(/^#/, "")] ?? nameOrId;
}

/** The answers of `usergroups.list` and `usergroups.users.list`. */
export function userGroups(world: World): (Json & { id: string; users: string[] })[] {
  return Object.entries(GROUPS).map(([handle, { id, name, users }]) => ({
    id,
    team_id: world.team.id,
    handle,
    name,
    is_usergroup: true,
    users: users.map((member) => world.members[member].id),
    user_count: users.length,
  }));
}

/** Slack tells zone and language of a user; the emulator does not. */
export function withZone(world: World, user: unknown): unknown {
  if (!isObject(user)) return user;
  const member = Object.values(world.members).find(({ id }) => id === user.id);
  if (!member) return { ...user, tz: "Etc/UTC", tz_offset: 0, locale: "en-US" };
  const zoned = new Date().toLocaleString("sv-SE", { timeZone: member.tz });
  const offset = Math.round((Date.parse(`${zoned}Z`) - Date.now()) / 60_000) * 60;
  return {
    ...user,
    tz: member.tz,
    tz_offset: offset,
    tz_label: member.tz,
    locale: member.locale,
    is_admin: member.isAdmin,
  };
}
