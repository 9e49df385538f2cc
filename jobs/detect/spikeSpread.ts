import { type Concentration, type Counts, concentrationOf } from "../../src/domain/coding/concentration.ts";
import { ANY_REASON } from "../../src/domain/contact.ts";
import type { SpikeSubject } from "../../src/domain/detection/spike.ts";
import type { Period } from "../../src/store/buckets.ts";
import type { Store } from "../../src/store/index.ts";

type SpreadStore = Pick<Store, "buckets" | "contacts" | "codingDays">;

/** How far back it is read who usually has a reason's contacts, and everybody's. */
const DAY_MS = 86_400_000;
const USUAL_MS = 28 * DAY_MS;

/**
 * Whether most of a spike's contacts come from one agent (else one team), and by one channel, that usually has far fewer: of
 * this reason, of all contacts, and of the others in the same hours. Empty where it is about all contacts.
 */
export async function concentrationsOf(
  store: SpreadStore,
  workspaceId: string,
  { reason, channel }: Pick<SpikeSubject, "reason" | "channel">,
  period: Period,
): Promise<Concentration[]> {
  if (reason === ANY_REASON || channel !== undefined) return [];
  // the day of the spike is not part of what is usual
  const before = {
    from: new Date(period.from.getTime() - USUAL_MS),
    to: new Date(period.from.getTime() - DAY_MS),
  };
  const dates = { from: dateOf(before.from), to: dateOf(before.to) };
  const reasons = [reason, ANY_REASON];
  const [spread, channels, ...usual] = await Promise.all([
    store.contacts.spread(workspaceId, reason, period),
    store.buckets.sums(workspaceId, { grain: "1d", ...before, reasons }),
    ...reasons.map((each) => store.codingDays.byAgent(workspaceId, each, dates)),
    ...reasons.map((each) => store.codingDays.byTeam(workspaceId, each, dates)),
  ]);
  const [agentsHere, agentsAll, teamsHere, teamsAll] = usual;
  const among = (by: "agent" | "team" | "channel", isMentioning: boolean) =>
    summed(spread.filter(({ mentions }) => mentions === isMentioning).map((row) => [row[by], row.contacts]));
  const all = spread.reduce((sum, { mentions, contacts }) => sum + (mentions ? contacts : 0), 0);
  const judge = (by: "agent" | "team" | "channel", known: (Counts | undefined)[]) =>
    concentrationOf(by, among(by, true), [...known.flatMap((each) => each ?? []), among(by, false)], all);
  const byChannel = reasons.map((each) =>
    summed(channels.filter((row) => row.reason === each).map((row) => [row.channel, row.count])),
  );
  const person = judge("agent", [agentsHere, agentsAll]) ?? judge("team", [teamsHere, teamsAll]);
  return [person, judge("channel", byChannel)].flatMap((each) => each ?? []);
}

function summed(rows: readonly (readonly [name: string | null, contacts: number])[]): Counts {
  const counts = new Map<string, number>();
  for (const [name, contacts] of rows)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + contacts);
  return counts;
}

/** By UTC: a few hours of four weeks change no share. */
const dateOf = (at: Date): string => at.toISOString().slice(0, 10);
