import type { Deps } from "../../src/deps.ts";
import { weekToTell } from "../../src/domain/promise/week.ts";
import { enqueueNotices } from "../../src/queue/enqueue.ts";
import { within } from "../../src/store/fence.ts";
import { watchingBy } from "../../src/watching.ts";

/** What nobody could be told for so long is no news any more. */
const NEWS_MS = 24 * 3_600_000;

/** Lays down that each team hears of its past week, once a week, when it opens on Monday. */
export async function tellWeeks({
  store,
  enqueue,
  now,
}: Pick<Deps, "store" | "enqueue" | "now">): Promise<void> {
  const at = now();
  for (const team of await store.watchingTeams.all()) {
    const { hours } = watchingBy(team);
    const { week, from, to, tellAt } = weekToTell(team.calendar?.zone ?? team.zone, hours, at);
    const slackTo = team.slackChannel ?? team.defaultChannel;
    const isNews = tellAt <= at && at.getTime() - tellAt.getTime() < NEWS_MS;
    if (!isNews || !slackTo || team.code === null) continue;
    const facts = { kind: "week" as const, week, from: from.toISOString(), to: to.toISOString() };
    const notice = { key: `week-${team.code}-${week}`, slackTo, subject: team.code, facts, at };
    const add = () => store.notices.add(team.workspaceId, [notice]);
    const { noticeIds } = await within(team.workspaceId, add);
    await enqueueNotices(enqueue, noticeIds);
  }
}
