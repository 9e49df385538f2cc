import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { readUntil } from "../due-words.ts";
import { counted, when } from "../messages/words.ts";
import { isAdmin, type Setting } from "./settings.ts";

const USAGE = "Until when? `/earshot away until Friday`, `/earshot away 2 weeks`; `/earshot back` ends it.";
const MOST_DAYS = 366;

/** What people say of themselves, and an admin of anybody: away until then, so that reminders go to the team. */
export const presence: Record<string, Setting> = {
  away: async (deps, workspace, words, by) => {
    const asked = await whose(deps, words, by);
    if ("text" in asked) return asked.text;
    const { user, rest } = asked;
    const now = deps.now();
    const zone = (await deps.slack.user(user))?.zone ?? workspace.zone;
    const until = readUntil(rest.join(" "), { now, zone });
    if (until === undefined) return USAGE;
    if (until.at <= now) return `That is not to come. ${USAGE}`;
    if (until.at.getTime() - now.getTime() > MOST_DAYS * 86_400_000) return "At most a year ahead.";
    await mark(deps, workspace, { user, until: until.at, by });
    const open = await deps.store.promises.openFor(workspace.id, { ownerSlackId: user });
    const end = until.isDay ? when(until.at, "{date_short_pretty}") : when(until.at);
    const kept =
      open.length === 0
        ? ""
        : ` ${counted(open.length, "open promise")} wait${open.length === 1 ? "s" : ""}, the next is due ${when(open[0]?.dueAt ?? now)}; \`/promise\` hands over.`;
    return `${subject(user, by)} away until ${end}: reminders go to the team meanwhile, no promise is dropped.${kept}`;
  },

  back: async (deps, workspace, words, by) => {
    const asked = await whose(deps, words, by);
    if ("text" in asked) return asked.text;
    await mark(deps, workspace, { user: asked.user, until: null, by });
    return `${subject(asked.user, by)} back: reminders come here again.`;
  },
};

const subject = (user: string, by: string): string => (user === by ? "You are" : `<@${user}> is`);

/** Oneself, or, for an admin, the person named first. */
async function whose(
  deps: ListenerDeps,
  words: string[],
  by: string,
): Promise<{ user: string; rest: string[] } | { text: string }> {
  const [first = "", ...rest] = words;
  const named = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(first)?.[1];
  if (named === undefined || named === by) return { user: by, rest: named === undefined ? words : rest };
  if (await isAdmin(deps, by)) return { user: named, rest };
  return {
    text: "Only an admin of this Slack workspace can say that of somebody else. Nothing was changed.",
  };
}

async function mark(
  { store, now }: ListenerDeps,
  { id }: Workspace,
  { user, until, by }: { user: string; until: Date | null; by: string },
): Promise<void> {
  await store.teams.setAway(id, user, until);
  const action = until === null ? "back" : "away";
  await store.audit.add(id, { at: now(), actor: by, action, subject: user });
}
