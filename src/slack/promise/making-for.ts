import { readCalendar } from "../../domain/calendar/read.ts";
import { promiseRules } from "../../domain/promise/rules.ts";
import { hoursOf } from "../../holidays.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import type { Making } from "../messages/promise/questions.ts";
import { calendarLine } from "../messages/settings/calendar-line.ts";

/** `teamCode` null: of no team. */
export type MakingFor = Making & { teamCode: string | null };

/** @param whose `team` null: the owner's own */
export async function makingFor(
  deps: Pick<ListenerDeps, "store" | "slack" | "now" | "words">,
  workspace: Workspace,
  by: string,
  whose: { owner: string; team: string | null },
): Promise<MakingFor> {
  const { store, slack } = deps;
  const code = whose.team ?? (await teamOf(deps, workspace.id, whose.owner));
  const [team, user] = await Promise.all([
    code === null ? null : store.teams.get(workspace.id, code),
    slack.user(by),
  ]);
  const now = deps.now();
  // One that cannot be read is none, as for those who watch the promise.
  const calendar = readCalendar(team?.calendar) ?? null;
  return {
    now,
    zone: user?.zone ?? workspace.zone,
    teamCode: team?.code ?? null,
    teamLabel: team?.label ?? null,
    hours: hoursOf(calendar),
    hoursText: calendarLine(deps.words, calendar, now.toISOString().slice(0, 10)),
    rules: promiseRules(team?.promiseRules),
    channel: team?.slackChannel ?? workspace.defaultChannel,
  };
}

/** Which team hears of it when it is late: the first the person belongs to. */
async function teamOf(
  { store }: Pick<ListenerDeps, "store">,
  workspaceId: string,
  slackUserId: string,
): Promise<string | null> {
  const codes = await store.teams.staffOf(workspaceId, slackUserId);
  return codes.find((each) => each.teamCode !== null)?.teamCode ?? null;
}
