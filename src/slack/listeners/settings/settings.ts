import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { Words } from "../../language/words.ts";
import { said } from "../../messages/words.ts";

/** Does what an admin says and answers in words. */
export type Setting = (
  deps: ListenerDeps,
  workspace: Workspace,
  words: string[],
  by: string,
) => Promise<string>;

/** Settings by command line; each is for workspace admins only, checked when it is said, and written to the audit trail. */
export const settings: Record<string, Setting> = {
  lead: forAdmins("lead", async ({ store, words: { t } }, { id }, [user = "", code = ""]) => {
    const lead = userId(user);
    const team = await store.teams.get(id, code);
    if (lead === undefined || team === null) {
      return t("earshot.leadUsage", { teams: await teamCodes({ store, t }, id) });
    }
    await store.teams.addLead(id, code, lead);
    return t("earshot.leadNamed", { lead: `<@${lead}>`, team: said(team.label, 80) });
  }),

  agent: forAdmins("agent", async ({ store, words: { t } }, { id }, [code = "", user = "", teamCode]) => {
    const slackUserId = userId(user);
    if (code === "" || slackUserId === undefined) {
      return t("earshot.agentUsage");
    }
    if (teamCode !== undefined && (await store.teams.get(id, teamCode)) === null) {
      return t("earshot.agentNoTeam", { team: said(teamCode, 60), teams: await teamCodes({ store, t }, id) });
    }
    await store.teams.upsertStaff(id, { code, slackUserId, ...(teamCode && { teamCode }) });
    return t("earshot.agentTied", { agent: said(code, 60), person: `<@${slackUserId}>` });
  }),

  channel: forAdmins("channel", async ({ store, now, words: { t } }, { id }, [named = "", code = ""]) => {
    const slackChannel = channelNamed(named);
    if (slackChannel === undefined) {
      return t("earshot.channelUsage");
    }
    const channel = `<#${slackChannel}>`;
    if (code === "default") {
      await store.workspaces.update(id, { defaultChannel: slackChannel });
      return t("earshot.channelDefault", { channel });
    }
    const [team, reason] = await Promise.all([store.teams.get(id, code), store.reasons.get(id, code)]);
    if (team !== null) await store.teams.upsert(id, { code, slackChannel });
    if (reason !== null) await store.reasons.upsert(id, { code: reason.code, slackChannel }, now());
    if (team === null && reason === null) return t("earshot.channelNobody", { code: said(code, 60) });
    return t("earshot.channelTakes", { channel, owner: said(team?.label ?? reason?.label ?? code, 80) });
  }),
};

/** Asked anew each time: roles change. @throws when Slack does not say: not knowing is not "no admin" */
export async function isAdmin({ slack }: Pick<ListenerDeps, "slack">, slackUserId: string): Promise<boolean> {
  const user = await slack.user(slackUserId);
  if (user === undefined) throw new Error("Slack does not say who is an admin");
  return user.isAdmin;
}

/** The same setting, for admins only and written down. */
export function forAdmins(name: string, setting: Setting): Setting {
  return async (deps, workspace, words, by) => {
    if (!(await isAdmin(deps, by))) return deps.words.t("gate.adminsOnly");
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

async function teamCodes(
  { store, t }: Pick<ListenerDeps, "store"> & Pick<Words, "t">,
  workspaceId: string,
): Promise<string> {
  const teams = await store.teams.list(workspaceId);
  return teams.map(({ code }) => said(code, 60)).join(", ") || t("earshot.noTeams");
}
