import type { Deps } from "../deps.ts";
import { answerGaps, voiceOf } from "../domain/touchpoint/coverage.ts";
import type { TouchpointPage, TouchpointScores } from "../domain/touchpoint/page.ts";
import { type Days, metricReports, scoreWindow } from "../domain/touchpoint/report.ts";
import { waitingBreak } from "../domain/touchpoint/waiting-break.ts";
import type { Workspace } from "../store/workspaces.ts";

type PageDeps = Pick<Deps, "store" | "now">;

const DAY_MS = 86_400_000;
/** A breaking point and who answers are looked for in so many days. */
const LONG_DAYS = 180;
const MOST_WAITS = 3_000;
const MOST_ASKED = 3_000;
/** An answer may still come so long. */
const STILL_OPEN_DAYS = 7;

/**
 * The scores of all touchpoints, or of one, from the roll-ups alone.
 * @param of when others than the workspace's days up to yesterday are asked for: `before` is what the change is against
 */
export async function touchpointScores(
  { store, now }: PageDeps,
  workspace: Pick<Workspace, "id" | "zone" | "scoreWindowDays" | "coverageFloor">,
  of: { code?: string; days?: { now: Days; before: Days } } = {},
): Promise<TouchpointScores[]> {
  const { id, zone, scoreWindowDays, coverageFloor } = workspace;
  const days = of.days ?? scoreWindow(zone, now(), scoreWindowDays);
  const one = of.code === undefined ? {} : { touchpoint: of.code };
  const [touchpoints, counts, before, coverage] = await Promise.all([
    of.code === undefined
      ? store.touchpoints.list(id)
      : store.touchpoints.get(id, of.code).then((found) => (found ? [found] : [])),
    store.scoreDays.counts(id, { ...days.now, ...one }),
    store.scoreDays.counts(id, { ...days.before, ...one }),
    store.surveys.coverage(id, { ...days.now, ...one }),
  ]);
  return touchpoints.map((touchpoint) => {
    const here = ({ touchpoint: code }: { touchpoint: string }) => code === touchpoint.code;
    const reports = metricReports(touchpoint, counts.filter(here), before.filter(here));
    const asked = coverage.get(touchpoint.code) ?? { sent: 0, answered: 0 };
    return { touchpoint, days: days.now, reports, coverage: asked, voice: voiceOf(asked, coverageFloor) };
  });
}

/** Undefined when there is no such touchpoint. */
export async function touchpointPage(
  deps: PageDeps,
  workspace: Workspace,
  code: string,
): Promise<TouchpointPage | undefined> {
  const { store, now } = deps;
  const [scores] = await touchpointScores(deps, workspace, { code });
  if (scores === undefined) return undefined;
  const ago = (days: number) => new Date(now().getTime() - days * DAY_MS);
  const from = ago(LONG_DAYS);
  const heard = scores.reports.filter(({ score }) => score !== undefined).map(({ metric }) => metric);
  const [reasons, asked, ...waits] = await Promise.all([
    store.reasons.list(workspace.id),
    store.surveys.asked(workspace.id, code, { from, to: ago(STILL_OPEN_DAYS), limit: MOST_ASKED }),
    ...heard.map((metric) =>
      store.touchpoints.waited(workspace.id, code, metric, { from, to: now(), limit: MOST_WAITS }),
    ),
  ]);
  const waiting = heard.map((metric, at) => ({ metric, verdict: waitingBreak(waits[at] ?? []) }));
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  const gaps = answerGaps(asked).map((gap) =>
    gap.kind === "reason" ? { ...gap, reason: labels.get(gap.reason) ?? gap.reason } : gap,
  );
  return { ...scores, gaps, asked: asked.length, waiting };
}
