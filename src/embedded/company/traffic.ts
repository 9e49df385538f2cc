import type { Contact } from "../../domain/contact.ts";
import { randomFrom } from "../../domain/random.ts";
import type { Feedback } from "../../domain/touchpoint/feedback.ts";
import { takenByDesk } from "./coding-people.ts";
import { timesBefore } from "./mended.ts";
import {
  channelShares,
  customer,
  dayShares,
  hourShares,
  liisa,
  reasons,
  type SampleReason,
  teams,
  ZONE,
} from "./telecom.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CUSTOMERS = 6_000;

/** Eight weeks of contacts that end at `now`, oldest first; the same for the same `now` and `seed`. */
export function* history(now: Date, { weeks = 8, seed = 1 } = {}): Generator<Contact> {
  const random = randomFrom(seed);
  const start = now.getTime() - weeks * 7 * DAY_MS;
  const dayMood = new Map<string, number>();
  let count = 0;
  for (let hour = start; hour < now.getTime(); hour += HOUR_MS) {
    const moments: [number, SampleReason][] = [];
    for (const reason of reasons) {
      const key = `${reason.code} ${Math.floor(hour / DAY_MS)}`;
      const mood = dayMood.get(key) ?? 0.8 + 0.4 * random();
      dayMood.set(key, mood);
      const length = Math.min(HOUR_MS, now.getTime() - hour);
      const usual = expected(reason, new Date(hour)) * timesBefore(reason.code, hour, now);
      const many = poisson((usual * mood * length) / HOUR_MS, random);
      for (let index = 0; index < many; index += 1) moments.push([hour + random() * length, reason]);
    }
    moments.sort(([a], [b]) => a - b);
    for (const [at, reason] of moments) {
      count += 1;
      yield contact(`h-${count}`, new Date(at), reason, random);
    }
  }
  yield* liisaBefore(now);
}

/** One contact in twenty is followed by a survey; a bad invoice costs more than a router. */
export function* surveys(contacts: Iterable<Contact>, seed = 2): Generator<Feedback> {
  const random = randomFrom(seed);
  for (const { id, occurredAt, touchpoint, customer: who } of contacts) {
    if (random() > 0.05 || !touchpoint || !who) continue;
    const mean = touchpoint === "invoice" ? 6.2 : 8.1;
    const score = Math.max(0, Math.min(10, Math.round(mean + (random() + random() + random() - 1.5) * 3.4)));
    yield { id: `nps-${id}`, occurredAt, metric: "nps", score, touchpoint, customer: who, contactId: id };
  }
}

/** What comes in while people look: ordinary contacts at the rate of this hour. Resolves the pause before the next one. */
export function ordinary(seed = 3): { next(now: Date): Contact; pauseMs(now: Date): number } {
  const random = randomFrom(seed);
  let count = 0;
  return {
    next: (now) => {
      count += 1;
      const weights = reasons.map((reason) => expected(reason, now));
      return contact(`l-${now.getTime()}-${count}`, now, pick(reasons, weights, random), random);
    },
    pauseMs: (now) => {
      const anHour = reasons.reduce((sum, reason) => sum + expected(reason, now), 0);
      return (-Math.log(1 - random()) / anHour) * HOUR_MS;
    },
  };
}

/** The ordinary contacts of a stretch of time, oldest first. */
export function* ordinaryBetween(from: Date, to: Date): Generator<Contact> {
  const live = ordinary(from.getTime());
  for (let at = from.getTime(); ; ) {
    at += live.pauseMs(new Date(at));
    if (at >= to.getTime()) return;
    yield live.next(new Date(at));
  }
}

/** A bill run went wrong: forty customers who call about their invoice, all about the same fee. */
export function billRun(now: Date): Contact[] {
  const summary = "The November invoice holds a fee of 9,90 that nobody ordered";
  return surge(now, "invoice-wrong", { many: 40, summary, seed: 4 });
}

/** A mast is down: sixty customers of one town without a connection. */
export function outage(now: Date): Contact[] {
  const summary = "No connection anywhere in Kuopio since a while ago";
  return surge(now, "no-connection", { many: 60, summary, seed: 5 });
}

/** Customers who all call now, and all about the same. */
function surge(
  now: Date,
  code: string,
  { many, summary, seed }: { many: number; summary: string; seed: number },
): Contact[] {
  const random = randomFrom(seed);
  const reason = reasons.find((each) => each.code === code) as SampleReason;
  return Array.from({ length: many }, (_, at) => ({
    // by as many people as ever: it is not one person's coding
    ...takenByDesk(contact(`${code}-${now.getTime()}-${at}`, now, reason, random)),
    channel: random() < 0.7 ? ("phone" as const) : ("chat" as const),
    summary,
    resolved: false,
  }));
}

/** Maija promises Liisa a call-back that falls due so many seconds from now, and nobody calls. */
export function forgottenPromise(now: Date, dueInSeconds: number): Contact {
  return {
    id: `p-${now.getTime()}`,
    occurredAt: now.toISOString(),
    channel: "phone",
    direction: "inbound",
    customer: liisa,
    reasons: ["refund-missing"],
    touchpoint: "invoice",
    agent: "maija",
    team: "billing",
    summary: "The refund of 79 euros promised two weeks ago has not come",
    waitSeconds: 312,
    handleSeconds: 405,
    resolved: false,
    promise: {
      text: "call back about the refund of 79 €",
      dueAt: new Date(now.getTime() + dueInSeconds * 1000).toISOString(),
      owner: "maija",
    },
  };
}

/** Somebody of the team calls Liisa, and reaches her or not. */
export function callToLiisa(now: Date, outcome: "reached" | "no-answer"): Contact {
  return {
    id: `o-${now.getTime()}`,
    occurredAt: now.toISOString(),
    channel: "phone",
    direction: "outbound",
    customer: liisa,
    reasons: ["refund-missing"],
    touchpoint: "invoice",
    agent: "maija",
    team: "billing",
    summary: outcome === "reached" ? "Told when the refund comes" : "Let it ring",
    outcome,
  };
}

function* liisaBefore(now: Date): Generator<Contact> {
  const days: [number, string, string, string][] = [
    [13, "invoice-wrong", "Was billed twice in October, 79 euros", "phone"],
    [6, "refund-missing", "Asks when the refund comes", "chat"],
    [2, "refund-missing", "The refund has still not come, is angry", "email"],
  ];
  for (const [ago, code, summary, channel] of days) {
    yield {
      id: `liisa-${ago}`,
      occurredAt: new Date(now.getTime() - ago * DAY_MS).toISOString(),
      channel: channel as Contact["channel"],
      direction: "inbound",
      customer: liisa,
      reasons: [code],
      touchpoint: "invoice",
      agent: "maija",
      team: "billing",
      summary,
      resolved: false,
    };
  }
}

function contact(id: string, at: Date, reason: SampleReason, random: () => number): Contact {
  const { agents } = teams[reason.team];
  const second =
    random() < 0.08
      ? reasons.filter(({ team }) => team === reason.team)[Math.floor(random() * 4)]
      : undefined;
  const channel = pick(
    channelShares,
    channelShares.map(([, share]) => share),
    random,
  )[0];
  const answered = channel === "phone" || channel === "chat";
  return {
    id,
    occurredAt: at.toISOString(),
    channel,
    direction: "inbound",
    customer: customer(Math.floor(random() ** 1.5 * CUSTOMERS)),
    reasons: [...new Set([reason.code, ...(second ? [second.code] : [])])],
    touchpoint: reason.touchpoint,
    agent: agents[Math.floor(random() * agents.length)] ?? "maija",
    team: reason.team,
    summary: reason.summaries[Math.floor(random() * reason.summaries.length)] ?? reason.label,
    ...(answered && {
      waitSeconds: Math.round(-Math.log(1 - random()) * 150),
      handleSeconds: Math.round(120 + random() * 480),
    }),
    resolved: random() < 0.74,
  };
}

/** Contacts of this reason an hour at that time, by the company's day and week. */
function expected(reason: SampleReason, at: Date): number {
  const { hour, day } = localTime(at);
  return reason.peak * (hourShares[hour] ?? 0) * (dayShares[day] ?? 1);
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  hourCycle: "h23",
  weekday: "short",
});
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function localTime(at: Date): { hour: number; day: number } {
  const parts = clock.formatToParts(at);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return { hour: Number(part("hour")), day: WEEKDAYS.indexOf(part("weekday")) };
}

/** Knuth's way: good for the small means here. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let many = 0;
  for (let product = random(); product > limit; product *= random()) many += 1;
  return many;
}

function pick<T>(list: readonly T[], weights: readonly number[], random: () => number): T {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return list[index < 0 ? 0 : index] as T;
}
