import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { said } from "../messages/words.ts";

/** Does what an admin says and answers in words. */
export type Setting = (
  deps: ListenerDeps,
  workspace: Workspace,
  words: string[],
  by: string,
) => Promise<string>;

/** Settings by command line; each is for workspace admins only, checked when it is said, and written to the audit trail. */
export const settings: Record<string, Setting> = {
  lead: forAdmins("lead", async ({ store }, { id }, [user = "", code = ""]) => {
    const lead = userId(user);
    const team = await store.teams.get(id, code);
    if (lead === undefined || team === null) {
      return `Say who leads what: \`/earshot lead @otto billing\`. Teams: ${await teamCodes(store, id)}.`;
    }
    await store.teams.upsert(id, { code, leads: [...new Set([...team.leads, lead])] });
    return `<@${lead}> leads ${said(team.label, 80)} now and can acknowledge its overdue promises.`;
  }),

  agent: forAdmins("agent", async ({ store }, { id }, [code = "", user = "", teamCode]) => {
    const slackUserId = userId(user);
    if (code === "" || slackUserId === undefined) {
      return "Say which agent is who: `/earshot agent maija @maija billing`.";
    }
    if (teamCode !== undefined && (await store.teams.get(id, teamCode)) === null) {
      return `No team is called “${said(teamCode, 60)}”. Teams: ${await teamCodes(store, id)}.`;
    }
    await store.teams.upsertStaff(id, { code, slackUserId, ...(teamCode && { teamCode }) });
    return `The agent “${said(code, 60)}” is <@${slackUserId}> now.`;
  }),

  channel: forAdmins("channel", async ({ store, now }, { id }, [channel = "", code = ""]) => {
    const slackChannel = channelNamed(channel);
    if (slackChannel === undefined) {
      return "Say which channel takes what: `/earshot channel #billing-alerts billing` (a team's or a reason's code, or `default`), or `/earshot channel` to see how much this one is interrupted.";
    }
    if (code === "default") {
      await store.workspaces.update(id, { defaultChannel: slackChannel });
      return `<#${slackChannel}> takes every alert that no team or reason owns.`;
    }
    const [team, reason] = await Promise.all([store.teams.get(id, code), store.reasons.get(id, code)]);
    if (team !== null) await store.teams.upsert(id, { code, slackChannel });
    if (reason !== null) await store.reasons.upsert(id, { code, slackChannel }, now());
    if (team === null && reason === null) return `No team or reason is called “${said(code, 60)}”.`;
    return `<#${slackChannel}> takes the alerts of ${said(team?.label ?? reason?.label ?? code, 80)} from now on.`;
  }),
};

export const NOT_ADMIN = "Only an admin of this Slack workspace can change settings. Nothing was changed.";

/** Asked anew each time: roles change. */
export async function isAdmin({ slack }: Pick<ListenerDeps, "slack">, slackUserId: string): Promise<boolean> {
  return (await slack.user(slackUserId))?.isAdmin === true;
}

/** The same setting, for admins only and written down. */
export function forAdmins(name: string, setting: Setting): Setting {
  return async (deps, workspace, words, by) => {
    if (!(await isAdmin(deps, by))) return NOT_ADMIN;
    const subject = [name, ...words].join(" ").slice(0, 200);
    await deps.store.audit.add(workspace.id, { at: deps.now(), actor: by, action: "setting", subject });
    return setting(deps, workspace, words, by);
  };
}

/** The id in `<#C123|billing>`, as Slack sends a channel in a command. */
export function channelNamed(word: string): string | undefined {
  return /^<#([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word)?.[1];
}

/** `<@U123|otto>`, as Slack sends a mention in a command. */
function userId(word: string): string | undefined {
  return /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word)?.[1];
}

async function teamCodes(store: ListenerDeps["store"], workspaceId: string): Promise<string> {
  const teams = await store.teams.list(workspaceId);
  return teams.map(({ code }) => said(code, 60)).join(", ") || "none yet; they come with the first contacts";
}
