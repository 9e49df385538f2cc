import type { Contact } from "../../domain/contact.ts";
import type { PromiseEvent } from "../../domain/promise/promise.ts";
import { randomFrom } from "../../domain/random.ts";
import type { Feedback } from "../../domain/touchpoint/feedback.ts";
import type { Survey } from "../../domain/touchpoint/survey.ts";
import type { Targets } from "../../domain/touchpoint/touchpoint.ts";
import type { Store } from "../../store/index.ts";
import { customer } from "./telecom.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer waits cost the company its score. */
const PATIENCE_SECONDS = 360;
/** Nobody of the ordinary traffic has so high a number. */
const FIRST_FAITHFUL = 9_000;
const FIRST_LET_DOWN = 9_500;

/** What the sample company aims for: its invoice lies truly below, of its store too few say anything. */
const targets: Record<string, { label: string; targets: Targets }> = {
  invoice: { label: "Invoice", targets: { csat: 4.5, nps: 20 } },
  broadband: { label: "Broadband at home", targets: { csat: 4 } },
  delivery: { label: "Delivery", targets: { csat: 4.1 } },
  store: { label: "Store", targets: { csat: 4.15 } },
};

export async function setUpTouchpoints({ touchpoints }: Pick<Store, "touchpoints">, workspaceId: string) {
  for (const [code, set] of Object.entries(targets)) {
    await touchpoints.save(workspaceId, { code, ...set, channelTargets: {} });
  }
}

/** A fifth of the calls and chats are followed by a survey; of those asked about an invoice few answer. */
export function askedAbout(
  contacts: Iterable<Contact>,
  seed = 6,
): { surveys: Survey[]; answers: Feedback[] } {
  const random = randomFrom(seed);
  const surveys: Survey[] = [];
  const answers: Feedback[] = [];
  for (const { id, occurredAt, touchpoint, customer: who, waitSeconds, direction } of contacts) {
    if (direction !== "inbound" || waitSeconds === undefined || !touchpoint || !who) continue;
    if (random() > (touchpoint === "store" ? 0.06 : 0.2)) continue;
    const survey: Survey = {
      ...{ id: `csat-${id}`, occurredAt, touchpoint, customer: who },
      ...{ channel: "sms", contactId: id, metric: "csat" },
    };
    surveys.push(survey);
    if (random() > (touchpoint === "invoice" ? 0.14 : 0.36)) continue;
    const mean = (touchpoint === "invoice" ? 4 : 4.4) - (waitSeconds > PATIENCE_SECONDS ? 1.3 : 0);
    const score = Math.max(1, Math.min(5, Math.round(mean + (random() + random() + random() - 1.5) * 1.6)));
    answers.push({
      ...{ id: `csat-${id}`, occurredAt, metric: "csat", score, touchpoint, customer: who },
      ...{ contactId: id, surveyId: survey.id },
    });
  }
  return { surveys, answers };
}

/** Customers who were in touch every few days and stopped two or three weeks ago. */
export function* faithfulBefore(now: Date, seed = 7): Generator<Contact> {
  const random = randomFrom(seed);
  for (let each = 0; each < 12; each += 1) {
    const gapDays = 3 + (each % 4);
    // three of their gaps ended within the last week
    const lastDays = 3 * gapDays + 1 + random() * 5;
    for (let times = 0; times < 8; times += 1) {
      const at = now.getTime() - (lastDays + times * gapDays * (0.95 + 0.05 * random())) * DAY_MS;
      yield {
        id: `faithful-${each}-${times}`,
        occurredAt: new Date(at).toISOString(),
        channel: each % 2 === 0 ? "phone" : "email",
        direction: "inbound",
        customer: customer(FIRST_FAITHFUL + each),
        reasons: [each % 2 === 0 ? "invoice-wrong" : "contract-change"],
        touchpoint: each % 2 === 0 ? "invoice" : "contract",
        agent: "maija",
        team: each % 3 === 0 ? "network" : "billing",
        resolved: true,
      };
    }
  }
}

/** Promises that were given up late, to customers of whom nothing was heard since. */
export function* promisesLetDown(now: Date): Generator<PromiseEvent> {
  for (let each = 0; each < 3; each += 1) {
    const dueMs = now.getTime() - (6 + 3 * each) * DAY_MS;
    const step = (action: PromiseEvent["action"], ms: number, more: Partial<PromiseEvent> = {}) => ({
      ...{ id: `let-down-${each}-${action}`, promiseId: `let-down-${each}`, action },
      ...{ occurredAt: new Date(ms).toISOString(), ...more },
    });
    yield step("made", dueMs - 20 * HOUR_MS, {
      ...{ customer: customer(FIRST_LET_DOWN + each), text: "call back about the new contract" },
      ...{ dueAt: new Date(dueMs).toISOString(), owner: "maija", team: "billing", channel: "phone" },
    });
    yield step("withdrawn", dueMs + 26 * HOUR_MS);
  }
}
