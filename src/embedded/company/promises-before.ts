import type { PromiseEvent } from "../../domain/promise/promise.ts";
import { randomFrom } from "../../domain/random.ts";
import { customer, type TeamCode, teams } from "./telecom.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What each team promised in the weeks before `now`, all of it over: most kept in time, some late, moved or withdrawn. */
export function* promisesBefore(now: Date, { weeks = 3, seed = 5 } = {}): Generator<PromiseEvent> {
  const random = randomFrom(seed);
  let count = 0;
  for (let day = weeks * 7; day >= 1; day -= 1) {
    for (const team of Object.keys(teams) as TeamCode[]) {
      for (let many = 1 + Math.floor(random() * 3); many > 0; many -= 1) {
        count += 1;
        yield* aPromise(count, team, now.getTime() - day * DAY_MS + random() * 4 * HOUR_MS, random);
      }
    }
  }
}

function* aPromise(
  count: number,
  team: TeamCode,
  madeMs: number,
  random: () => number,
): Generator<PromiseEvent> {
  const { agents } = teams[team];
  const dueMs = madeMs + (2 + random() * 12) * HOUR_MS;
  const step = (action: PromiseEvent["action"], ms: number, more: Partial<PromiseEvent> = {}) => ({
    id: `before-${count}-${action}`,
    promiseId: `before-${count}`,
    action,
    occurredAt: new Date(ms).toISOString(),
    ...more,
  });
  yield step("made", madeMs, {
    customer: customer(count * 7),
    text: TEXTS[count % TEXTS.length] ?? "call back",
    ...(random() < 0.94 && { dueAt: new Date(dueMs).toISOString() }),
    owner: agents[count % agents.length] ?? "maija",
    team,
    channel: random() < 0.7 ? "phone" : "email",
  });
  const fate = random();
  const inTime = dueMs - random() * HOUR_MS;
  if (fate < 0.78) yield step("kept", inTime);
  else if (fate < 0.88) yield step("kept", dueMs + random() * 2 * HOUR_MS);
  else if (fate < 0.96) {
    const movedTo = { dueAt: new Date(dueMs + 3 * HOUR_MS).toISOString(), customerTold: random() < 0.6 };
    yield step("moved", inTime, movedTo);
    yield step("kept", dueMs + 2 * HOUR_MS);
  } else yield step("withdrawn", inTime);
}

const TEXTS = [
  "call back about the invoice",
  "tell when the technician comes",
  "send the new contract",
  "call when the parcel is found",
  "say what the refund comes to",
];
