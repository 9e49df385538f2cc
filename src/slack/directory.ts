import type { SlackConfig } from "../config.ts";
import type { Log } from "../log.ts";
import { type Outcome, outcomeOf } from "./connection/outcome.ts";
import { createWebClient } from "./connection/web-client.ts";

/** The bot in one workspace. */
export type SlackAccess = Pick<SlackConfig, "botToken" | "apiUrl">;

/** By id, with the names that people use for it; without `#` and `@`. */
type Listed = { id: string; names: string[] };

/** Slack's lists, each asked for once and whole: for commands that turn names into ids. */
export type SlackDirectory = Record<"channels" | "people" | "groups", () => Promise<Outcome<Listed[]>>>;

/** Channels that are not archived, people who are there (no bots), and user groups. */
export function slackDirectory(access: SlackAccess, log: Log): SlackDirectory {
  const client = createWebClient(access, log);
  const all = async (method: "conversations.list" | "users.list", options: object) => {
    const found: Page[] = [];
    for await (const page of client.paginate(method, { limit: 1000, ...options })) found.push(page as Page);
    return found;
  };
  return {
    channels: () =>
      outcomeOf(async () => {
        const pages = await all("conversations.list", {
          types: "public_channel,private_channel",
          exclude_archived: true,
        });
        return pages.flatMap(({ channels = [] }) => channels.flatMap(({ id, name }) => listed(id, [name])));
      }),
    people: () =>
      outcomeOf(async () => {
        const pages = await all("users.list", {});
        const there = pages.flatMap(({ members = [] }) =>
          members.filter((each) => !each.deleted && !each.is_bot),
        );
        return there.flatMap(({ id, name, profile }) =>
          listed(id, [name, profile?.display_name, profile?.real_name]),
        );
      }),
    groups: () =>
      outcomeOf(async () => {
        const { usergroups = [] } = await client.usergroups.list();
        return usergroups.flatMap(({ id, handle }) => listed(id, [handle]));
      }),
  };
}

type Page = {
  channels?: { id?: string; name?: string }[];
  members?: {
    id?: string;
    name?: string;
    deleted?: boolean;
    is_bot?: boolean;
    profile?: { display_name?: string; real_name?: string };
  }[];
};

function listed(id: string | undefined, names: (string | undefined)[]): Listed[] {
  const known = [...new Set(names.filter((name) => name !== undefined && name !== ""))] as string[];
  return id === undefined ? [] : [{ id, names: known }];
}
