import type { Deps } from "../deps.ts";
import { ANY_REASON } from "../domain/contact.ts";
import { silentTotal } from "../domain/customer/silent.ts";
import { reportedAlerts } from "../domain/report/alerts.ts";
import { reportedReasons } from "../domain/report/reasons.ts";
import {
  type MovementsReported,
  type Report,
  reportedScores,
  reportedTrust,
} from "../domain/report/report.ts";
import type { ReportSpan } from "../domain/report/span.ts";
import { type CostsEach, namedMovement } from "../domain/routing/digest.ts";
import { markableKinds } from "../domain/signal/mark.ts";
import { codingTrust } from "../figures/coding-trust.ts";
import { standingOf } from "../figures/mend-watch.ts";
import { costsEach, reasonCosts } from "../figures/reason-costs.ts";
import { reasonMovements } from "../figures/reason-movements.ts";
import { silentListsNow } from "../figures/silent-lists.ts";
import { touchpointScores } from "../figures/touchpoint-page.ts";
import type { Workspace } from "../store/workspaces.ts";

type ReportDeps = Pick<Deps, "store" | "now">;

const DAY_MS = 86_400_000;
/** What rose and fell is looked for in so many last days: against the eight weeks before them, more is another season. */
const MOST_MOVED_DAYS = 35;

/** All that a report of these days tells, from the roll-ups. */
export async function composeReport(
  deps: ReportDeps,
  workspace: Workspace,
  span: ReportSpan,
): Promise<Report> {
  const { store, now } = deps;
  const { id, name, zone } = workspace;
  const { kind, first, last, days } = span;
  const [reasons, settings, costs, before, teams] = await Promise.all([
    store.reasons.list(id),
    store.costs.get(id),
    reasonCosts(store, id, span),
    contactsBefore(deps, id, span),
    store.teams.list(id),
  ]);
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  const teamLabels = new Map(teams.map(({ code, label }) => [code, label]));
  const labelOf = (team: string | null) => (team === null ? "" : (teamLabels.get(team) ?? team));
  const [movements, scores, promises, silent, mends, trust, alerts] = await Promise.all([
    moved(store, workspace, span, labels, { currency: settings.currency, each: costsEach(costs) }),
    touchpointScores(deps, workspace, { days: { now: { first, last }, before: span.before } }),
    store.promises.weekByTeam(id, { ...span, now: now() }),
    silentListsNow(deps, id, now()),
    mendsOf(deps, workspace, span, labels),
    // noon: a day of 23 hours is one too
    codingTrust(store, workspace, { now: new Date(span.to.getTime() + DAY_MS / 2), days }),
    store.marks.alertsBetween(id, { ...span, kinds: markableKinds }),
  ]);
  return {
    ...{ workspace: name, zone, span: { kind, first, last, days }, composedAt: now().toISOString() },
    reasons: reportedReasons(costs, new Map(reasons.map((reason) => [reason.code, reason]))),
    ...(before !== undefined && { contactsBefore: before }),
    movements,
    touchpoints: reportedScores(scores),
    promises: {
      all: promises.all,
      teams: [...promises.teams]
        .filter(([, figures]) => figures.due > 0)
        .map(([team, figures]) => ({ team, label: labelOf(team), figures }))
        .sort((a, b) => b.figures.due - a.figures.due || (a.label < b.label ? -1 : 1)),
    },
    silent: [...silent]
      .filter(([, list]) => silentTotal(list) > 0)
      .map(([team, { counts }]) => ({ team, label: labelOf(team), counts })),
    mends,
    ...(trust && { trust: reportedTrust(trust) }),
    alerts: reportedAlerts(alerts, { days, falseAlertsPerMonth: workspace.falseAlertsPerMonth }),
    settings: {
      ...{ repeatDays: settings.repeatDays, currency: settings.currency },
      coverageFloor: workspace.coverageFloor,
    },
  };
}

/** All contacts of the days before; undefined where the history begins later. */
async function contactsBefore(
  { store }: ReportDeps,
  id: string,
  { before, from: to }: ReportSpan,
): Promise<number | undefined> {
  const [span, sums] = await Promise.all([
    store.buckets.span(id),
    store.reasonDays.between(id, { from: before.from, to, reasons: [ANY_REASON] }),
  ]);
  if (span === null || span.firstAt.getTime() >= before.from.getTime() + DAY_MS) return undefined;
  return sums.reduce((sum, { contacts }) => sum + contacts, 0);
}

async function moved(
  store: ReportDeps["store"],
  workspace: Workspace,
  { days, to, first }: ReportSpan,
  labels: ReadonlyMap<string, string>,
  costs: CostsEach,
): Promise<MovementsReported> {
  const numbers = Array.from({ length: days }, (_, at) => Date.parse(first) / DAY_MS + at);
  const latest = numbers.slice(-MOST_MOVED_DAYS);
  const movements = await reasonMovements(store, workspace, { days: latest, to }, new Set(labels.keys()));
  if (movements.kind === "learning") return { days: latest.length, ...movements };
  const named = (some: typeof movements.rose) =>
    some.map((movement) => namedMovement(movement, labels, costs));
  return {
    ...{ days: latest.length, kind: "judged", lookedAt: movements.lookedAt },
    ...{ rose: named(movements.rose), fell: named(movements.fell) },
  };
}

/** Reasons that were mended by the end of the period, and are watched or had their verdict in it. */
async function mendsOf(
  { store, now }: ReportDeps,
  workspace: Workspace,
  { from, to, last }: ReportSpan,
  labels: ReadonlyMap<string, string>,
): Promise<Report["mends"]> {
  const at = new Date(Math.min(to.getTime(), now().getTime()));
  const mends = (await store.mends.since(workspace.id, from)).filter(({ mendedOn }) => mendedOn <= last);
  const standings: Report["mends"] = [];
  // one by one: side by side, many would keep every connection from others
  for (const { reason, mendedOn } of mends) {
    const standing = await standingOf(store, workspace, { reason, mendedOn }, at);
    standings.push({ reason, label: labels.get(reason) ?? reason, mendedOn, standing });
  }
  return standings;
}
