import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { SlackConfig } from "../config.ts";
import type { Log } from "../log.ts";
import { type Outcome, outcomeOf } from "./connection/outcome.ts";
import { clientOptions } from "./connection/web-client.ts";

export type TokenFacts = {
  teamId: string;
  teamName: string;
  botName: string;
  /** Undefined when this Slack does not say. */
  scopes: string[] | undefined;
  /** Slack's clock, to the second; undefined when it does not say. */
  slackAt: Date | undefined;
};

export type ChannelFacts = {
  id: string;
  name: string;
  isArchived: boolean;
  isPrivate: boolean;
  /** Whether the bot is in it. */
  isMember: boolean;
};

/** Slack as it answers now: each call once, five seconds long at most, nothing remembered and nothing changed. */
export type SlackExaminer = {
  token(): Promise<Outcome<TokenFacts>>;
  /** Whether Socket Mode would open; it is not opened. */
  appToken(): Promise<Outcome<void>>;
  channel(id: string): Promise<Outcome<ChannelFacts>>;
  /** By name, without the `#`. `withPrivate` takes the scope groups:read. */
  channelsByName(withPrivate: boolean): Promise<Outcome<Map<string, ChannelFacts>>>;
  /** How many members a user group has. */
  groupSize(id: string): Promise<Outcome<number>>;
};

export function slackExaminer({ botToken, appToken, apiUrl }: SlackConfig, log: Log): SlackExaminer {
  let dateSaid: string | null = null;
  const fetchAndNote: WebClientOptions["fetch"] = async (...request) => {
    const response = await fetch(...request);
    dateSaid = response.headers.get("date");
    return response;
  };
  const client = new WebClient(botToken, { ...clientOptions(apiUrl, log), fetch: fetchAndNote });
  return {
    token: () =>
      outcomeOf(async () => {
        const answer = await client.auth.test();
        return {
          teamId: answer.team_id ?? "",
          teamName: answer.team ?? "",
          botName: answer.user ?? "",
          scopes: answer.response_metadata?.scopes,
          slackAt: dateSaid === null ? undefined : new Date(dateSaid),
        };
      }),
    appToken: () =>
      outcomeOf(async () => {
        await new WebClient(appToken, clientOptions(apiUrl, log)).apps.connections.open();
      }),
    channel: (id) =>
      outcomeOf(async () => {
        const { channel } = await client.conversations.info({ channel: id });
        return factsOf({ id, ...channel });
      }),
    channelsByName: (withPrivate) =>
      outcomeOf(async () => {
        const types = withPrivate ? "public_channel,private_channel" : "public_channel";
        const named = new Map<string, ChannelFacts>();
        for await (const page of client.paginate("conversations.list", { types, limit: 1000 })) {
          const { channels = [] } = page as { channels?: ChannelAnswer[] };
          for (const channel of channels.map(factsOf)) named.set(channel.name, channel);
        }
        return named;
      }),
    groupSize: (usergroup) =>
      outcomeOf(async () => (await client.usergroups.users.list({ usergroup })).users?.length ?? 0),
  };
}

type ChannelAnswer = {
  id?: string;
  name?: string;
  is_archived?: boolean;
  is_private?: boolean;
  is_member?: boolean;
};

function factsOf({ id = "", name = id, ...channel }: ChannelAnswer): ChannelFacts {
  return {
    id,
    name,
    isArchived: channel.is_archived === true,
    isPrivate: channel.is_private === true,
    isMember: channel.is_member === true,
  };
}
