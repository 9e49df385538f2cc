import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "../../deps.ts";
import type { Store } from "../../store/index.ts";
import { codedAgain, codedByPeople, whiteScreen } from "../company/coding-people.ts";
import { askedAbout, faithfulBefore, promisesLetDown } from "../company/journey.ts";
import { promisesBefore } from "../company/promises-before.ts";
import type { Story } from "../company/story.ts";
import {
  billRun,
  forgottenPromise,
  history,
  ordinary,
  ordinaryBetween,
  surveys,
} from "../company/traffic.ts";
import { unevenlyCoded } from "../company/uneven.ts";
import type { DemoClock } from "./clock.ts";

/** Sends items to one of Earshot's webhooks, as any source would. */
export type Send = (
  path: "/v1/contacts" | "/v1/feedback" | "/v1/promises" | "/v1/surveys" | "/v1/codings",
  items: object[],
) => Promise<void>;

const MOST_AT_ONCE = 1000;
/** How long after the start of the live part each thing happens. */
const PROMISE_AFTER_MS = 3_000;
const PROMISE_DUE_SECONDS = 20;
const BILL_RUN_AFTER_MS = 8_000;
const BILL_RUN_LASTS_MS = 6_000;
/** Time passes in steps of at least so long, and in so many at most. */
const STEP_MS = 600_000;
const MOST_STEPS = 12;
/** So that people can see what each step brings, in its order. */
const STEP_REST_MS = 250;

/** A sender with this token. A busy Earshot (503) is asked again, as every good sender does. */
export function sender(url: string, token: string, signal: AbortSignal): Send {
  return async (path, items) => {
    for (;;) {
      const answered = await fetch(url + path, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(items),
        signal,
      });
      if (answered.status === 202) return;
      if (answered.status !== 503 && answered.status !== 429) {
        throw new Error(
          `Earshot answered ${answered.status} to the sample traffic: ${await answered.text()}`,
        );
      }
      await delay(Number(answered.headers.get("retry-after") ?? 1) * 1000, undefined, { signal });
    }
  };
}

/** Sends eight weeks of contacts through the real ingest and waits until all are counted. Returns how many there were. */
export async function loadHistory(
  send: Send,
  inbox: Store["inbox"],
  workspaceId: string,
  now: Date,
  story: Story,
  signal: AbortSignal,
): Promise<number> {
  const before = [...history(now), ...faithfulBefore(now)];
  const coded = before.map((contact) => codedByPeople(unevenlyCoded(contact, now)));
  const contacts = [...coded, ...whiteScreen(now)];
  const total = contacts.length.toLocaleString("en");
  story.tell(`Loading eight weeks of history: ${total} contacts …`);
  for (let from = 0; from < contacts.length; from += MOST_AT_ONCE) {
    await send("/v1/contacts", contacts.slice(from, from + MOST_AT_ONCE));
  }
  const asked = askedAbout(contacts);
  for (let from = 0; from < asked.surveys.length; from += MOST_AT_ONCE) {
    await send("/v1/surveys", asked.surveys.slice(from, from + MOST_AT_ONCE));
  }
  const answers = [...surveys(contacts), ...asked.answers];
  for (let from = 0; from < answers.length; from += MOST_AT_ONCE) {
    await send("/v1/feedback", answers.slice(from, from + MOST_AT_ONCE));
  }
  await send("/v1/codings", [...codedAgain(contacts, now)].slice(0, MOST_AT_ONCE));
  await send("/v1/promises", [...promisesBefore(now), ...promisesLetDown(now)]);
  for (;;) {
    const { waiting } = await inbox.counts(workspaceId);
    if (waiting === 0) return contacts.length;
    const done = Math.max(0, contacts.length - waiting).toLocaleString("en");
    story.retell(`Loading eight weeks of history: ${done} of ${total} contacts counted …`);
    await delay(250, undefined, { signal });
  }
}

/** What happens while people look: ordinary contacts, one forgotten promise and one bill run gone wrong. Until aborted. */
export async function goLive(send: Send, now: () => Date, story: Story, signal: AbortSignal): Promise<void> {
  await Promise.all([
    ordinaryDay(send, now, signal),
    promiseForgotten(send, now, story, signal),
    billRunGoesWrong(send, now, story, signal),
  ]);
}

/** Puts the clock forward in steps, each with the contacts of an ordinary day and a look at what is due by then. */
export async function passTime(
  send: Send,
  { store, enqueue, clock }: Pick<Deps, "store" | "enqueue"> & { clock: DemoClock },
  workspaceId: string,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const steps = Math.min(MOST_STEPS, Math.ceil(ms / STEP_MS));
  for (let step = 0; step < steps; step += 1) {
    const from = clock.now();
    clock.forward(ms / steps);
    const contacts = [...ordinaryBetween(from, clock.now())];
    for (let first = 0; first < contacts.length; first += MOST_AT_ONCE) {
      await send("/v1/contacts", contacts.slice(first, first + MOST_AT_ONCE));
    }
    while ((await store.inbox.counts(workspaceId)).waiting > 0) await delay(50, undefined, { signal });
    await enqueue("sweep", {});
    await delay(STEP_REST_MS, undefined, { signal });
  }
}

async function ordinaryDay(send: Send, now: () => Date, signal: AbortSignal): Promise<void> {
  const live = ordinary();
  for (;;) {
    await delay(live.pauseMs(now()), undefined, { signal });
    await send("/v1/contacts", [live.next(now())]);
  }
}

async function promiseForgotten(
  send: Send,
  now: () => Date,
  story: Story,
  signal: AbortSignal,
): Promise<void> {
  await delay(PROMISE_AFTER_MS, undefined, { signal });
  await send("/v1/contacts", [forgottenPromise(now(), PROMISE_DUE_SECONDS)]);
  story.tell(
    `Maija has promised Liisa Mäkinen a call-back within ${PROMISE_DUE_SECONDS} seconds. Nobody will call.`,
  );
}

async function billRunGoesWrong(
  send: Send,
  now: () => Date,
  story: Story,
  signal: AbortSignal,
): Promise<void> {
  await delay(BILL_RUN_AFTER_MS, undefined, { signal });
  story.tell(
    "A bill run went wrong: forty customers call about their invoice within seconds; a busy hour brings five.",
  );
  const contacts = billRun(now());
  const pause = BILL_RUN_LASTS_MS / contacts.length;
  for (const contact of contacts) {
    await send("/v1/contacts", [{ ...contact, occurredAt: now().toISOString() }]);
    await delay(pause, undefined, { signal });
  }
}
