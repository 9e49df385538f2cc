import { isLoadedLater } from "../../src/domain/detection/late-hours.ts";
import type { LiveState } from "../../src/domain/detection/live.ts";
import type { Store } from "../../src/store/index.ts";

/** Contacts that go on coming in: a load that has not ended. */
const LOADING_CONTACTS = 50;
/** Between two hours it is looked for this often. */
const LOOK_EVERY_MS = 30_000;

/** The last look: when, and how many contacts were stored. */
export type LateLook = { at: number; stored: number };

/**
 * Whether the stored contacts of the learned hours, and of those since `firstHourAt`, are other than was learned. Asked
 * again and again it looks twice a minute, and says so only once no more of them come: a long load is learned once.
 * `isDue`: the state is to learn more anyway, so it is looked and told at once.
 */
export async function haveComeLate(
  { baselines }: Pick<Store, "baselines">,
  workspaceId: string,
  memory: { late?: LateLook },
  state: LiveState,
  { firstHourAt, now, isDue }: { firstHourAt: number; now: number; isDue: boolean },
): Promise<boolean> {
  const last = memory.late ?? { at: Number.NEGATIVE_INFINITY, stored: 0 };
  if (!isDue && now - last.at < LOOK_EVERY_MS) return false;
  const from = new Date(Math.min(state.firstHourAt, firstHourAt));
  const stored = await baselines.contacts(workspaceId, from, new Date(state.nextHourAt));
  memory.late = { at: now, stored };
  const hasEnded = isDue || Math.abs(stored - last.stored) <= LOADING_CONTACTS;
  return hasEnded && isLoadedLater(stored, state.contacts);
}
