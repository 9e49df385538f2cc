import { overlookLateHours } from "../../src/domain/detection/late-hours.ts";
import {
  DETECTOR_VERSION,
  type LiveCalendar,
  type LiveState,
  newLiveState,
} from "../../src/domain/detection/live.ts";
import { firstHourOf, floorHour, learnHours, learnUntil, readHours } from "../../src/figures/past-hours.ts";
import type { Store } from "../../src/store/index.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { haveComeLate, type LateLook } from "./lateContacts.ts";

/** A closed hour waits this long for its last contacts before it is learned. */
const CLOSING_MS = 10 * 60_000;

type BaselineStore = Pick<Store, "baselines" | "buckets">;
type Remembered = {
  state: LiveState | null;
  savedThrough: number;
  /** The workspace's `recoded` as the state was learned. */
  recoded: number;
  turn: Promise<unknown>;
  late?: LateLook;
};

/** Learned states of this process; what is lost with it is rebuilt from the store. */
const remembered = new WeakMap<BaselineStore, Map<string, Remembered>>();

/**
 * The workspace's detector with every closed hour before `now` learned: from memory, else from the stored state, else
 * from the buckets. One caller at a time for each workspace; the others wait.
 */
export async function caughtUpState(
  store: BaselineStore,
  workspace: Workspace,
  calendar: LiveCalendar,
  firstAt: Date,
  now: number,
): Promise<LiveState> {
  return inTurn(store, workspace.id, (memory) =>
    catchUp(store, workspace.id, memory, calendar, firstAt, now),
  );
}

/**
 * Takes the workspace's detector through its past: `work` gets it as it was at `from`, and `learnTo` teaches it what had
 * closed at an instant up to `to`. When `work` fails, nothing that it was taught is kept.
 */
export async function walkState<T>(
  store: BaselineStore,
  workspace: Workspace,
  calendar: LiveCalendar,
  { firstAt, from, to }: { firstAt: Date; from: number; to: number },
  work: (state: LiveState, learnTo: (at: number) => void) => Promise<T>,
): Promise<T> {
  return inTurn(store, workspace.id, async (memory) => {
    const state = await catchUp(store, workspace.id, memory, calendar, firstAt, from, true);
    memory.state = null;
    const hours = await readHours(store, workspace.id, state.nextHourAt, to);
    const done = await work(state, (at) => learnHours(state, calendar, hours, closedAt(at)));
    memory.state = state;
    return done;
  });
}

async function inTurn<T>(
  store: BaselineStore,
  workspaceId: string,
  work: (memory: Remembered) => Promise<T>,
): Promise<T> {
  const memory = memoryOf(store, workspaceId);
  const turn = memory.turn.then(() => work(memory));
  memory.turn = turn.catch(() => undefined);
  return turn;
}

/** `walks`: what has come late is judged too, as it is in a past that is played. */
async function catchUp(
  store: BaselineStore,
  workspaceId: string,
  memory: Remembered,
  calendar: LiveCalendar,
  firstAt: Date,
  now: number,
  walks = false,
): Promise<LiveState> {
  const firstHourAt = firstHourOf(firstAt.getTime(), now);
  const until = closedAt(now);
  await forgetRecoded(store, workspaceId, memory);
  const known = memory.state ?? (await store.baselines.load(workspaceId, DETECTOR_VERSION));
  memory.state = null; // a failure halfway must not leave half an hour learned
  const isAnew = known !== null && (await isOutdated(known));
  const state = known === null || isAnew ? newLiveState(firstHourAt) : known;
  await learnUntil(store, workspaceId, state, calendar, until);
  if (isAnew && !walks) overlookLateHours(state, known);
  if (isAnew || state.nextHourAt > memory.savedThrough) {
    await store.baselines.save(workspaceId, state, memory.recoded);
    memory.savedThrough = state.nextHourAt;
  }
  memory.state = state;
  return state;

  async function isOutdated(learned: LiveState): Promise<boolean> {
    // a walk that failed at its end, or another process, may have taken it further than was asked
    if (walks && learned.nextHourAt > until) return true;
    const isDue = walks || learned.nextHourAt < until;
    return haveComeLate(store, workspaceId, memory, learned, { firstHourAt, now, isDue });
  }
}

/** Contacts that have other reasons by now were learned as what they are not. */
async function forgetRecoded(store: BaselineStore, workspaceId: string, memory: Remembered): Promise<void> {
  const recoded = await store.baselines.recoded(workspaceId);
  if (recoded === memory.recoded) return;
  Object.assign(memory, { state: null, savedThrough: 0, recoded });
}

function memoryOf(store: BaselineStore, workspaceId: string): Remembered {
  const workspaces = remembered.get(store) ?? new Map<string, Remembered>();
  remembered.set(store, workspaces);
  const memory = workspaces.get(workspaceId) ?? newMemory();
  workspaces.set(workspaceId, memory);
  return memory;
}

function newMemory(): Remembered {
  return { state: null, savedThrough: 0, recoded: 0, turn: Promise.resolve() };
}

/** The end of the last hour that has closed at `now`. */
function closedAt(now: number): number {
  return floorHour(now - CLOSING_MS);
}
