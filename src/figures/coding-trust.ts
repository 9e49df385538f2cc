import { dateIn, startOf } from "../domain/calendar/date-in.ts";
import { agreementOf } from "../domain/coding/agreement.ts";
import { UNCODED } from "../domain/coding/day.ts";
import { driftDays, driftsIn } from "../domain/coding/drift.ts";
import { isOtherCode } from "../domain/coding/other-code.ts";
import { READER_VERSION } from "../domain/coding/reader-bytes.ts";
import type { CodedCount, CodingTrust } from "../domain/coding/trust.ts";
import { ANY_REASON } from "../domain/contact.ts";
import type { Dates } from "../store/coding-day.ts";
import type { Store } from "../store/index.ts";
import type { Workspace } from "../store/workspaces.ts";

type TrustStore = Pick<Store, "classifier" | "codingDays" | "codings" | "reasons">;

const DAY_MS = 86_400_000;
/** Contacts are coded twice now and then: of so many days all count. */
const AGREEMENT_DAYS = 90;

/** How far a workspace's coding can be trusted by the whole `days` before `now`'s; null without a contact in them. Reads roll-ups. */
export async function codingTrust(
  store: TrustStore,
  { id, zone }: Pick<Workspace, "id" | "zone">,
  { now, days = 28 }: { now: Date; days?: number },
): Promise<CodingTrust | null> {
  const today = dateIn(zone, now);
  const to = today.toString();
  const ago = (count: number) => today.subtract({ days: count }).toString();
  const period = { from: ago(days), to };
  const [reasons, meanings] = await Promise.all([store.reasons.list(id), store.reasons.meanings(id)]);
  const meant: Meant = (code) => meanings.get(code) ?? code;
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  const labelOf = (code: string) => labels.get(code) ?? code;
  const vague = reasons.filter(isOtherCode);

  const counted = [ANY_REASON, UNCODED, ...vague.map(({ code }) => code)];
  const wholeDays = { from: startOf(zone, period.from), to: startOf(zone, to) };
  const sums = await store.codingDays.sums(id, counted, period);
  const counts = countOf(sums);
  if (counts.contacts === 0) return null;
  const driftDates = { from: ago(driftDays(days, counts.contacts)), to };
  const [before, reading, agreement, drift] = await Promise.all([
    store.codingDays.sums(id, counted, { from: ago(2 * days), to: period.from }),
    readingOf(store, id, wholeDays, { meant, labelOf }),
    agreed(store, id, now, { meant, labelOf }),
    drifted(store, id, driftDates, labelOf),
  ]);
  return {
    days,
    to,
    now: counts,
    ...((before.get(ANY_REASON) ?? 0) > 0 && { before: countOf(before) }),
    other: vague
      .map(({ code, label }) => ({ label, contacts: sums.get(code) ?? 0 }))
      .filter(({ contacts }) => contacts > 0)
      .sort((a, b) => b.contacts - a.contacts),
    ...(reading !== undefined && { reading }),
    agreement,
    drift,
  };
}

type LabelOf = (code: string) => string;
/** The reason that a code means by now: it was learned, or coded again, before a merge. */
type Meant = (code: string) => string;
type Named = { meant: Meant; labelOf: LabelOf };

function countOf(sums: ReadonlyMap<string, number>): CodedCount {
  return { contacts: sums.get(ANY_REASON) ?? 0, uncoded: sums.get(UNCODED) ?? 0 };
}

async function readingOf(
  store: TrustStore,
  workspaceId: string,
  period: { from: Date; to: Date },
  { meant, labelOf }: Named,
): Promise<CodingTrust["reading"]> {
  const [learned, suggested] = await Promise.all([
    store.classifier.report(workspaceId, READER_VERSION),
    store.classifier.suggested(workspaceId, period),
  ]);
  if (learned === undefined) return undefined;
  const { examples, heldOut, accuracy, macroF1, misread } = learned.report;
  return {
    ...{ examples, heldOut, accuracy, macroF1 },
    suggested: together(suggested, meant).map(([reason, contacts]) => ({ label: labelOf(reason), contacts })),
    misread: misread
      .map((each) => ({ ...each, coded: meant(each.coded), readsLike: meant(each.readsLike) }))
      .filter(({ coded, readsLike }) => coded !== readsLike)
      .map((each) => ({ ...each, codedLabel: labelOf(each.coded), readsLikeLabel: labelOf(each.readsLike) })),
  };
}

/** Most first. */
function together(
  suggested: readonly { reason: string; contacts: number }[],
  meant: Meant,
): [reason: string, contacts: number][] {
  const sums = new Map<string, number>();
  for (const { reason, contacts } of suggested)
    sums.set(meant(reason), (sums.get(meant(reason)) ?? 0) + contacts);
  return [...sums].sort(([, a], [, b]) => b - a);
}

/** Other spellings and merged reasons are understood in both codings alike. */
async function agreed(
  store: TrustStore,
  workspaceId: string,
  now: Date,
  { meant, labelOf }: Named,
): Promise<CodingTrust["agreement"]> {
  const from = new Date(now.getTime() - AGREEMENT_DAYS * DAY_MS);
  const pairs = await store.codings.pairs(workspaceId, { from, to: new Date(now.getTime() + DAY_MS) });
  const each = (codes: readonly string[]) => [...new Set(codes.map(meant))];
  const agreement = agreementOf(
    pairs.map(({ first, second }) => ({ first: each(first), second: each(second) })),
  );
  return {
    ...agreement,
    byReason: agreement.byReason.map((each) => ({ ...each, label: labelOf(each.reason) })),
  };
}

async function drifted(
  store: TrustStore,
  workspaceId: string,
  dates: Dates,
  labelOf: LabelOf,
): Promise<CodingTrust["drift"]> {
  const [mixes, teams] = await Promise.all([
    store.codingDays.mixes(workspaceId, dates),
    store.codingDays.teams(workspaceId),
  ]);
  const { lookedAt, drifts } = driftsIn(mixes);
  return {
    lookedAt,
    drifts: drifts.map(({ agent, ...each }) => ({
      ...each,
      label: labelOf(each.reason),
      team: teams.get(agent) ?? null,
    })),
  };
}
