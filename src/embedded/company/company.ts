import type { Calendar } from "../../domain/calendar/calendar.ts";
import { parseWeekHours } from "../../domain/calendar/hours.ts";
import { usualCosts } from "../../domain/cost/settings.ts";
import type { Store } from "../../store/index.ts";
import type { LocalSlack, MemberName } from "../slack/slack.ts";
import { setUpTouchpoints } from "./journey.ts";
import { reasons, teams, ZONE } from "./telecom.ts";

/** Names the sample company's teams, agents and reasons, and ties them to the local Slack's channels, people and groups. */
export async function setUpCompany(
  store: Store,
  workspaceId: string,
  slack: LocalSlack,
  now: Date,
): Promise<void> {
  for (const [code, { label, slackChannel, leadGroup, agents, hours }] of Object.entries(teams)) {
    await store.teams.upsert(workspaceId, {
      code,
      label,
      slackChannel: slack.channels[slackChannel] ?? null,
      leadGroup: slack.groups[leadGroup] ?? null,
      calendar: hours === null ? null : { zone: ZONE, week: weekOf(hours), holidays: "FI", dates: {} },
    });
    for (const agent of agents) {
      const slackUserId = agent in slack.users ? slack.users[agent as MemberName].id : null;
      await store.teams.upsertStaff(workspaceId, { code: agent, teamCode: code, slackUserId });
    }
  }
  await setUpTouchpoints(store, workspaceId);
  await store.costs.save(workspaceId, {
    ...usualCosts,
    perHour: { default: 42, chat: 36 },
    perContact: { email: 5.5 },
  });
  for (const { code, label, team, value } of reasons) {
    const slackChannel = slack.channels[teams[team].slackChannel] ?? null;
    await store.reasons.upsert(workspaceId, { code, label, slackChannel, value }, now);
  }
}

function weekOf(hours: string): Calendar["week"] {
  const read = parseWeekHours(hours);
  if (read.kind === "refused") throw new Error(read.why.name);
  return read.value;
}
