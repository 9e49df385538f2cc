import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { readUntil } from "../../promise/due-words.ts";
import { isAdmin, type Setting } from "../settings/settings.ts";

const MOST_DAYS = 366;

/** What people say of themselves, and an admin of anybody: away until then, so that reminders go to the team. */
export const presence: Record<string, Setting> = {
  away: async (deps, workspace, words, by) => {
    const asked = await whose(deps, words, by);
    if ("text" in asked) return asked.text;
    const { user, rest } = asked;
    const { t, when } = deps.words;
    const usage = t("away.usage");
    const now = deps.now();
    const zone = (await deps.slack.user(user))?.zone ?? workspace.zone;
    const until = readUntil(rest.join(" "), { now, zone });
    if (until === undefined) return usage;
    if (until.at <= now) return t("away.notToCome", { usage });
    if (until.at.getTime() - now.getTime() > MOST_DAYS * 86_400_000) return t("away.atMostAYear");
    await mark(deps, workspace, { user, until: until.at, by });
    const open = await deps.store.promises.openFor(workspace.id, { ownerSlackId: user });
    const end = until.isDay ? when(until.at, "{date_short_pretty}") : when(until.at);
    const [next] = open;
    const told = t(user === by ? "away.you" : "away.other", { who: `<@${user}>`, end });
    return next === undefined
      ? told
      : `${told} ${t("away.waiting", { count: open.length, due: when(next.dueAt) })}`;
  },

  back: async (deps, workspace, words, by) => {
    const asked = await whose(deps, words, by);
    if ("text" in asked) return asked.text;
    await mark(deps, workspace, { user: asked.user, until: null, by });
    const { t } = deps.words;
    return t(asked.user === by ? "away.youBack" : "away.otherBack", { who: `<@${asked.user}>` });
  },
};

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
  return { text: deps.words.t("away.onlyAdmin") };
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
