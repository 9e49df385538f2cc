import type { Deps } from "../../src/deps.ts";
import type { OpenHours } from "../../src/domain/calendar/calendar.ts";
import { weekToTell } from "../../src/domain/promise/week.ts";
import { hoursOf } from "../../src/holidays.ts";
import { enqueueNotices } from "../../src/queue/enqueue.ts";
import { within } from "../../src/store/fence.ts";
import { watchingBy } from "../../src/watching.ts";

type TellDeps = Pick<Deps, "store" | "enqueue" | "now">;
type Hearer = {
  workspaceId: string;
  /** Null: the default channel hears of the customers of no team. */
  team: string | null;
  slackTo: string | null;
  zone: string;
  hours: OpenHours;
};

/** What nobody could be told for so long is no news any more. */
const NEWS_MS = 24 * 3_600_000;

/** Lays down that each team hears of its silent customers, once a week, when it opens on Monday; who they are is found then. */
export async function tellSilent({ store, enqueue, now }: TellDeps): Promise<void> {
  const at = now();
  for (const { workspaceId, team, slackTo, zone, hours } of await hearers(store)) {
    const { week, tellAt } = weekToTell(zone, hours, at);
    if (tellAt > at || at.getTime() - tellAt.getTime() >= NEWS_MS || !slackTo) continue;
    const subject = team ?? "";
    const notice = {
      key: `silent-${subject}-${week}`,
      slackTo,
      subject,
      facts: { kind: "silent" as const },
      at,
    };
    const { noticeIds } = await within(workspaceId, () => store.notices.add(workspaceId, [notice]));
    await enqueueNotices(enqueue, noticeIds);
  }
}

async function hearers(store: TellDeps["store"]): Promise<Hearer[]> {
  const [teams, workspaces] = await Promise.all([store.watchingTeams.all(), store.workspaces.list()]);
  return [
    ...teams.map((team) => ({
      ...{
        workspaceId: team.workspaceId,
        team: team.code,
        slackTo: team.slackChannel ?? team.defaultChannel,
      },
      ...{ zone: team.calendar?.zone ?? team.zone, hours: watchingBy(team).hours },
    })),
    ...workspaces.map(({ id, defaultChannel, zone }) => ({
      ...{ workspaceId: id, team: null, slackTo: defaultChannel, zone, hours: hoursOf(null) },
    })),
  ];
}
