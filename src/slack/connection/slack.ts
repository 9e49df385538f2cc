import type { ChatPostMessageArguments, ChatUpdateArguments, WebClient } from "@slack/web-api";
import { type Language, languageOf } from "../../domain/language.ts";
import type { Metrics } from "../../metrics.ts";
import { createPace, type Pace } from "../delivery/pace.ts";
import type { Message } from "../messages/blocks.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** Where a message stands. */
export type Place = { channel: string; ts: string };
export type SlackUser = {
  name: string;
  zone: string;
  isAdmin: boolean;
  /** Of their Slack; undefined for one that is not spoken here. */
  language: Language | undefined;
  /** Deactivated: they read nothing any more. */
  isDeleted: boolean;
  /** What they say of themselves; the emoji without its colons. */
  status: { emoji: string; text: string };
};

/** What a message carries unseen, so that it is found again when Slack's answer to the post was lost. */
export type Mark = { alertId: string; signalId: string; entryId?: string };

/** Slack as the rest of the house reaches it: few calls, each with an outcome, none that throws or waits for ever. */
export type Slack = {
  /** By channel: it takes about one message a second, and short bursts. */
  pacePost: Pace;
  /** By message: newer numbers are shown at most every half a minute; what a person did does not ask. */
  paceEdit: Pace;
  post(
    channel: string,
    message: Message | { text: string },
    options?: { mark?: Mark; clientMsgId?: string; threadTs?: string },
  ): Promise<Outcome<Place>>;
  update(place: Place, message: Message, mark?: Mark): Promise<Outcome<void>>;
  remove(place: Place): Promise<Outcome<void>>;
  /** Our messages of this alert in the channel since then, the oldest first. */
  findAlert(channel: string, alertId: string, since: Date): Promise<Outcome<Place[]>>;
  /** The ids of the history entries that the thread tells since then. */
  toldEntries(place: Place, since: Date): Promise<Outcome<string[]>>;
  permalink(place: Place): Promise<string | undefined>;
  groupMembers(groupId: string): Promise<Outcome<string[]>>;
  /** The workspace's user groups; none where Slack does not tell (a plan without them). */
  groups(): Promise<{ id: string; handle: string; name: string }[]>;
  user(id: string): Promise<SlackUser | undefined>;
  auth(): Promise<Outcome<{ teamId: string; teamName: string; botUserId: string }>>;
  /** Resolves when Slack answers (an answer is good for a minute); rejects with why not. */
  ping(): Promise<void>;
  /** A channel's id by its name (with or without `#`), of private ones where the bot is in; an id stays as it is. */
  channelId(nameOrId: string): Promise<string | undefined>;
};

const ALERT_EVENT = "earshot_alert";
const CACHE_MS = 60_000;

/** One workspace's Slack; undefined while it has none (nothing is configured, or it was uninstalled): what is to be said waits. */
export type SlackFor = (workspaceId: string) => Promise<Slack | undefined>;

/** @param client set up by createWebClient */
export function slackOf(client: WebClient, metrics: Metrics): Slack {
  async function call<T>(method: string, work: () => Promise<T>): Promise<Outcome<T>> {
    const outcome = await outcomeOf(work);
    metrics.slackCalls.inc({ method, outcome: outcome.kind });
    return outcome;
  }
  const users = cached((id: string) =>
    call("users.info", async () => {
      const { user } = await client.users.info({ user: id, include_locale: true });
      const name = user?.profile?.display_name || user?.real_name || user?.name || id;
      const { status_emoji: emoji = "", status_text: text = "" } = user?.profile ?? {};
      return {
        name,
        zone: user?.tz ?? "UTC",
        isAdmin: user?.is_admin === true,
        language: languageOf(user?.locale),
        isDeleted: user?.deleted === true,
        status: { emoji: emoji.replaceAll(":", ""), text },
      };
    }),
  );
  const groups = cached((usergroup: string) =>
    call(
      "usergroups.users.list",
      async () => (await client.usergroups.users.list({ usergroup })).users ?? [],
    ),
  );
  const auth = () =>
    call("auth.test", async () => {
      const { team_id: teamId = "", team: teamName = "", user_id: botUserId = "" } = await client.auth.test();
      return { teamId, teamName, botUserId };
    });
  const answers = cached(auth);
  return {
    auth,
    ping: async () => {
      const outcome = await answers("");
      if (outcome.kind !== "ok") throw new Error("error" in outcome ? outcome.error : outcome.kind);
    },
    pacePost: createPace({ burst: 5, perSecond: 1 }),
    paceEdit: createPace({ burst: 2, perSecond: 1 / 30 }),
    post: async (channel, message, { mark, clientMsgId, threadTs } = {}) => {
      const once = (id: { client_msg_id?: string }) =>
        call("chat.postMessage", async () => {
          const posted = await client.chat.postMessage({
            channel,
            ...message,
            unfurl_links: false,
            unfurl_media: false,
            ...(mark && { metadata: metadataOf(mark) }),
            ...(threadTs && { thread_ts: threadTs }),
            ...id,
          } as ChatPostMessageArguments);
          return { channel: posted.channel ?? channel, ts: posted.ts ?? "" };
        });
      const posted = await once(clientMsgId ? { client_msg_id: clientMsgId } : {});
      // Of a message that was deleted, or stood elsewhere, Slack may remember the id.
      return posted.kind === "refused" && posted.error.startsWith("duplicate_") ? once({}) : posted;
    },
    update: (place, message, mark) =>
      call("chat.update", async () => {
        const edited = { ...place, ...message, ...(mark && { metadata: metadataOf(mark) }) };
        await client.chat.update(edited as ChatUpdateArguments);
      }),
    remove: (place) =>
      call("chat.delete", async () => {
        await client.chat.delete(place);
      }),
    findAlert: (channel, alertId, since) =>
      call("conversations.history", async () => {
        const all = { channel, ...allSince(since) };
        const { messages = [] } = await client.conversations.history(all);
        const ours = messages.filter((message) => markOf(message)?.alert_id === alertId && message.ts);
        return ours.map((message) => ({ channel, ts: message.ts ?? "" })).reverse();
      }),
    toldEntries: ({ channel, ts }, since) =>
      call("conversations.replies", async () => {
        const all = { channel, ts, ...allSince(since) };
        const { messages = [] } = await client.conversations.replies(all);
        return messages.flatMap((message) => markOf(message)?.entry_id ?? []);
      }),
    permalink: async ({ channel, ts }) => {
      const outcome = await call("chat.getPermalink", () =>
        client.chat.getPermalink({ channel, message_ts: ts }),
      );
      return outcome.kind === "ok" ? outcome.value.permalink : undefined;
    },
    groupMembers: groups,
    groups: async () => {
      const outcome = await call("usergroups.list", () => client.usergroups.list());
      const found = outcome.kind === "ok" ? (outcome.value.usergroups ?? []) : [];
      return found.flatMap(({ id, handle, name }) =>
        id && handle ? [{ id, handle, name: name ?? handle }] : [],
      );
    },
    user: async (id) => {
      const outcome = await users(id);
      return outcome.kind === "ok" ? outcome.value : undefined;
    },
    channelId: async (nameOrId) => {
      if (/^[CDG][A-Z0-9]{5,}$/.test(nameOrId)) return nameOrId;
      const name = nameOrId.replace(/^#/, "");
      // A token of before groups:read may list public ones only.
      for (const types of ["public_channel,private_channel", "public_channel"]) {
        const outcome = await call("conversations.list", () => channelNamed(client, name, types));
        if (outcome.kind !== "refused") return outcome.kind === "ok" ? outcome.value : undefined;
      }
      return undefined;
    },
  };
}

async function channelNamed(client: WebClient, name: string, types: string): Promise<string | undefined> {
  const pages = client.paginate("conversations.list", { types, exclude_archived: true, limit: 1000 });
  for await (const page of pages) {
    const { channels = [] } = page as { channels?: { id?: string; name?: string }[] };
    const found = channels.find((channel) => channel.name === name);
    if (found?.id) return found.id;
  }
  return undefined;
}

/** Those nearest to `oldest` come first, so that a short answer is enough; clocks may be a minute apart. */
const allSince = (since: Date) => ({
  oldest: `${Math.floor(since.getTime() / 1000) - 60}`,
  include_all_metadata: true,
  limit: 200,
});

function metadataOf({ alertId, signalId, entryId }: Mark) {
  const ids = { alert_id: alertId, signal_id: signalId };
  return {
    event_type: ALERT_EVENT,
    event_payload: entryId === undefined ? ids : { ...ids, entry_id: entryId },
  };
}

function markOf(message: object): { alert_id?: string; entry_id?: string } | undefined {
  const { metadata } = message as { metadata?: { event_type?: string; event_payload?: object } };
  return metadata?.event_type === ALERT_EVENT ? metadata.event_payload : undefined;
}

/** Slack's directory changes seldom and its calls are counted: an answer is good for a minute. */
function cached<T>(ask: (key: string) => Promise<Outcome<T>>): (key: string) => Promise<Outcome<T>> {
  const answers = new Map<string, { untilMs: number; answer: Promise<Outcome<T>> }>();
  return async (key) => {
    const known = answers.get(key);
    const nowMs = performance.now();
    if (known !== undefined && known.untilMs > nowMs) return known.answer;
    const answer = ask(key);
    answers.set(key, { untilMs: nowMs + CACHE_MS, answer });
    if ((await answer).kind !== "ok") answers.delete(key);
    return answer;
  };
}
