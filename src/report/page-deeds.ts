import { LEAST_PAIRS } from "../domain/coding/agreement.ts";
import type { DeadlineFigures, Share } from "../domain/promise/report.ts";
import type { PromisesReported, Report, TrustReported } from "../domain/report/report.ts";
import type { Words } from "../slack/language/words.ts";
import { timesText, wholePercent } from "../slack/messages/digest/report-words.ts";
import { mendLine } from "../slack/messages/reason/mend.ts";
import { intervalChart } from "./charts.ts";
import { ratioChart } from "./page-figures.ts";
import { section, table } from "./page-parts.ts";

/** How promises were kept, of all and by team. */
export function promisesSection(words: Words, { all, teams }: PromisesReported): string {
  const { t, amount } = words;
  const title = t("report.promises");
  if (all.due === 0) return section(title, t("report.promisesNone"));
  const { keptOnTime, concrete, keptLate, overdue, broken } = all;
  const percent = (share: number) => wholePercent(words, share);
  const lead = t("report.promisesLead", {
    ...{ kept: amount(keptOnTime.count), of: amount(keptOnTime.of), late: keptLate, overdue, broken },
    ...{
      share: percent(rate(keptOnTime)),
      lower: percent(keptOnTime.lower),
      upper: percent(keptOnTime.upper),
    },
    concrete: percent(rate(concrete)),
  });
  const named = [
    { label: t("report.allTeams"), figures: all },
    ...teams.map(({ label, figures }) => ({ label: label || t("report.noTeam"), figures })),
  ];
  const chart = intervalChart(
    named
      .filter(({ figures }) => figures.keptOnTime.of > 0)
      .map(({ label, figures: { keptOnTime: kept } }) => ({
        ...{ label, value: rate(kept), lower: kept.lower, upper: kept.upper },
        text: shareText(words, kept),
      })),
    {
      ...{ id: "kept", title: t("report.promisesChart"), description: t("report.promisesDescription") },
      scale: [0, 1],
      ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: percent(at) })),
    },
  );
  const head = (["team", "due", "kept", "late", "overdue", "broken", "concrete"] as const).map((name) =>
    t(`report.${name}`),
  );
  const cells = (figures: DeadlineFigures) => [
    ...[amount(figures.due), shareText(words, figures.keptOnTime)],
    ...[figures.keptLate, figures.overdue, figures.broken].map(amount),
    shareText(words, figures.concrete),
  ];
  return section(
    title,
    lead,
    `<figure>${chart}</figure>`,
    table(
      head,
      named.map(({ label, figures }) => [label, ...cells(figures)]),
    ),
  );
}

const rate = ({ count, of }: Share): number => count / Math.max(1, of);

function shareText(words: Words, share: Share): string {
  const { amount, t } = words;
  if (share.of === 0) return "–";
  const percent = (part: number) => `${Math.round(part * 100)}`;
  return `${t("week.outOf", { count: amount(share.count), of: amount(share.of) })} (${percent(share.lower)}–${percent(share.upper)} %)`;
}

/** How many customers nothing is heard of; who they are is for their team. */
export function silentSection(words: Words, { silent, composedAt, zone }: Report): string {
  const { t, amount, locale } = words;
  const title = t("report.silent");
  if (silent.length === 0) return section(title, t("report.silentNone"));
  const at = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: zone }).format(
    new Date(composedAt),
  );
  const head = (["team", "brokenPromise", "badScore", "quiet"] as const).map((name) => t(`report.${name}`));
  const rows = silent.map(({ label, counts }) => [
    label || t("report.noTeam"),
    ...[counts["broken-promise"], counts["bad-score"], counts.quiet].map(amount),
  ]);
  return section(title, t("report.silentLead", { at }), table(head, rows));
}

/** What became of reasons that people said were mended. */
export function mendsSection(words: Words, mends: Report["mends"]): string {
  const { t } = words;
  const title = t("report.mends");
  if (mends.length === 0) return section(title, t("report.mendsNone"));
  const known = mends.flatMap(({ label, standing }) => {
    if (standing.kind === "too-early" || standing.kind === "too-little-before") return [];
    const { ratio: value, lower, upper } = standing;
    const text = `${timesText(words, value)} (${timesText(words, lower)}–${timesText(words, upper)})`;
    return [{ label, value, lower, upper, text }];
  });
  const captions = { id: "mends", title: t("report.mendsChart"), description: t("report.mendsDescription") };
  const chart = known.length === 0 ? "" : `<figure>${ratioChart(words, known, captions)}</figure>`;
  const rows = mends.map((mend) => [mend.label, mendLine(words, mend).replaceAll("*", "")]);
  return section(
    title,
    t("report.mendsLead"),
    chart,
    table([t("report.reason"), t("report.standing")], rows, { words: 2 }),
  );
}

/** How far the figures by reason can be believed. */
export function trustSection(words: Words, trust: TrustReported | undefined): string {
  const { t, amount, percent } = words;
  const title = t("report.trust");
  if (trust === undefined) return section(title, t("report.noReasons"));
  const { now, before, other, agreement, drift } = trust;
  const part = ({ contacts, uncoded }: typeof now) => percent(uncoded / Math.max(1, contacts));
  const { whole, pairs } = agreement;
  return section(title, [
    t("report.uncoded", {
      ...{ share: part(now), contacts: amount(now.contacts), uncoded: amount(now.uncoded) },
      ...{ hasBefore: before ? "yes" : "no", before: before ? part(before) : "" },
    }),
    ...other.map(({ label, contacts }) =>
      t("report.other", {
        label,
        contacts: amount(contacts),
        share: percent(contacts / Math.max(1, now.contacts)),
      }),
    ),
    whole === undefined || pairs < LEAST_PAIRS
      ? t("report.agreementFew", { pairs })
      : t("report.agreement", {
          ...{ pairs: amount(pairs), agreed: percent(whole.agreed) },
          ...{ kappa: timesText(words, whole.kappa) },
          ...{ lower: timesText(words, whole.lower), upper: timesText(words, whole.upper) },
        }),
    drift.lookedAt === 0
      ? t("report.driftFew")
      : t("report.drift", { differ: drift.differ, agents: drift.lookedAt }),
  ]);
}

/** What people said of our own alerts. */
export function alertsSection(words: Words, alerts: Report["alerts"]): string {
  const { t, amount } = words;
  const { told, useful, notUseful, precision, falseAlerts, kinds } = alerts;
  const percent = (share: number | undefined) => (share === undefined ? "" : wholePercent(words, share));
  const lead = t("report.alertsLead", {
    ...{ told, useful: amount(useful), judged: amount(useful + notUseful) },
    ...{ hasShare: precision ? "yes" : "no", share: percent(precision?.value) },
    ...{ lower: percent(precision?.lower), upper: percent(precision?.upper) },
    ...{ accepted: amount(falseAlerts.accepted), realised: amount(falseAlerts.realised) },
  });
  if (kinds.length === 0) return section(t("report.alerts"), lead);
  const head = (["alertKind", "told", "usefulHead", "notUseful", "unjudged"] as const).map((name) =>
    t(`report.${name}`),
  );
  const rows = kinds.map((each) => [
    t("report.kind", { kind: each.kind.replaceAll("-", "_") }),
    ...[each.told, each.useful, each.notUseful, each.told - each.useful - each.notUseful].map(amount),
  ]);
  return section(t("report.alerts"), lead, table(head, rows));
}
