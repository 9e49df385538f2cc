import { ANY_REASON } from "../domain/contact.ts";
import { REMEMBERED_DAYS } from "../domain/detection/expected-days.ts";
import { isLoadedLater } from "../domain/detection/late-hours.ts";
import {
  DETECTOR_VERSION,
  HOUR_MS,
  type LiveCalendar,
  type LiveState,
  newLiveState,
} from "../domain/detection/live.ts";
import { quantile } from "../domain/detection/negative-binomial.ts";
import { localDay } from "../domain/detection/zone-time.ts";
import { calendarOf } from "../holidays.ts";
import type { Store } from "../store/index.ts";
import { firstHourOf, floorHour, learnUntil, pastOf } from "./past-hours.ts";
import { type AskedSeries, type Standing, seriesIn, standingOf } from "./reason-standing.ts";

type DaysStore = {
  buckets: Pick<Store["buckets"], "span" | "judged" | "series">;
  baselines: Pick<Store["baselines"], "load" | "contacts">;
};

/** One local day: observed against expected with its 5-95 % range. `startAt` lies within the day. */
export type JudgedDay = { startAt: string; observed: number; expected: number; lower: number; upper: number };

const DAY_MS = 24 * HOUR_MS;
/** So much is learned where the detector knows nothing: what is older hardly says anything any more. */
const WARM_UP_MS = (56 + REMEMBERED_DAYS) * DAY_MS;

/**
 * The last seven local days of a reason or channel, oldest first, in whole hours up to `until`: what came against what the
 * detector expected, and how it stands now. Null when there is no history.
 */
export async function reasonDays(
  store: DaysStore,
  asked: AskedSeries,
): Promise<{ days: JudgedDay[]; until: Date; standing: Standing } | null> {
  const { workspace, now } = asked;
  const past = await pastOf(store, workspace.id, now);
  if (past === null) return null;
  const calendar = calendarOf(workspace, new Date(past.firstAt), past.to);
  const state = await stateAt(store, workspace.id, calendar, past);
  const [days, standing] = await Promise.all([
    judgedDays(store, asked, calendar, state),
    standingOf(store, asked, calendar, state, past.to),
  ]);
  return { days, until: new Date(state.nextHourAt), standing };
}

/**
 * What the detector knows, and has learned of the whole hours since; it learns anew where it knows nothing, where history was
 * loaded since, and where it has gone on by the clock after the last contact.
 */
async function stateAt(
  store: DaysStore,
  workspaceId: string,
  calendar: LiveCalendar,
  { firstAt, to }: { firstAt: number; to: number },
): Promise<LiveState> {
  const until = floorHour(to);
  const warmUp = floorHour(Math.max(firstAt, until - WARM_UP_MS));
  const known = await store.baselines.load(workspaceId, DETECTOR_VERSION);
  const isNear = known !== null && known.nextHourAt >= warmUp && known.nextHourAt <= until;
  const state = isNear && !(await isOutdated(known)) ? known : newLiveState(warmUp);
  await learnUntil(store, workspaceId, state, calendar, until);
  return state;

  async function isOutdated({ firstHourAt, nextHourAt, contacts }: LiveState): Promise<boolean> {
    const from = new Date(Math.min(firstHourAt, firstHourOf(firstAt, to)));
    return isLoadedLater(await store.baselines.contacts(workspaceId, from, new Date(nextHourAt)), contacts);
  }
}

async function judgedDays(
  { buckets }: DaysStore,
  asked: AskedSeries,
  { zone }: LiveCalendar,
  state: LiveState,
): Promise<JudgedDay[]> {
  const { among, index } = seriesIn(state, asked);
  const days = among.days.filter(({ means }) => means[index] !== undefined).sort((a, b) => a.day - b.day);
  const [first] = days;
  if (first === undefined) return [];
  const hours = await buckets.series(asked.workspace.id, "channel" in asked ? ANY_REASON : asked.reason, {
    ...{ grain: "1h", from: new Date(zone.instantOf(first.day * DAY_MS)), to: new Date(state.nextHourAt) },
    ...("channel" in asked && { channel: asked.channel }),
  });
  const observed = new Map<number, number>();
  for (const { startAt, count } of hours) {
    const day = localDay(zone, startAt.getTime());
    observed.set(day, (observed.get(day) ?? 0) + count);
  }
  return days.map(({ day, means, variances }) => {
    const expected = means[index] ?? 0;
    const variance = Math.max(variances[index] ?? 0, expected);
    return {
      startAt: new Date(zone.instantOf(day * DAY_MS)).toISOString(),
      observed: observed.get(day) ?? 0,
      expected,
      lower: quantile(0.05, expected, variance),
      upper: quantile(0.95, expected, variance),
    };
  });
}
