import { describe, expect, it } from "vitest";
import { askedAbout, faithfulBefore, promisesLetDown } from "../../../src/embedded/company/journey.ts";
import { reasons } from "../../../src/embedded/company/telecom.ts";
import {
  billRun,
  forgottenPromise,
  history,
  ordinary,
  surveys,
} from "../../../src/embedded/company/traffic.ts";
import { eventSchemas } from "../../../src/webhooks/schemas.ts";

const now = new Date("2026-11-20T12:34:00Z");
const schemas = eventSchemas(() => now);
const contacts = [...history(now)];

describe("the sample traffic", () => {
  it("is eight weeks of contacts that end now, the same every time", () => {
    expect(contacts.length).toBeGreaterThan(20_000);
    expect(contacts.length).toBeLessThan(60_000);
    expect([...history(now)].at(-1)).toEqual(contacts.at(-1));
    const times = contacts.map(({ occurredAt }) => Date.parse(occurredAt));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(now.getTime() - 56 * 86_400_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(contacts.length);
  });

  it("speaks our webhooks' words", () => {
    for (const contact of [
      ...contacts.slice(0, 500),
      ...contacts.slice(-5),
      ...billRun(now),
      forgottenPromise(now, 25),
      ordinary().next(now),
    ]) {
      expect(schemas.contact.safeParse(contact).error).toBeUndefined();
    }
    for (const survey of surveys(contacts.slice(0, 5000)))
      expect(schemas.feedback.safeParse(survey).error).toBeUndefined();
    const asked = askedAbout(contacts.slice(0, 5000));
    for (const survey of asked.surveys) expect(schemas.survey.safeParse(survey).error).toBeUndefined();
    for (const answer of asked.answers) expect(schemas.feedback.safeParse(answer).error).toBeUndefined();
    for (const contact of faithfulBefore(now))
      expect(schemas.contact.safeParse(contact).error).toBeUndefined();
    for (const event of promisesLetDown(now)) expect(schemas.promise.safeParse(event).error).toBeUndefined();
  });

  it("has a day and a week: Mondays are busier than Sundays, mornings than nights", () => {
    const many = (wanted: (at: Date) => boolean) =>
      contacts.filter(({ occurredAt }) => wanted(new Date(occurredAt))).length;
    expect(many((at) => at.getUTCDay() === 1)).toBeGreaterThan(2 * many((at) => at.getUTCDay() === 0));
    expect(many((at) => at.getUTCHours() === 8)).toBeGreaterThan(8 * many((at) => at.getUTCHours() === 1));
  });

  it("holds every reason, and a bill run far above an ordinary hour of its reason", () => {
    const hours = 56 * 24;
    for (const { code, peak } of reasons) {
      const anHour = contacts.filter((contact) => contact.reasons.includes(code)).length / hours;
      expect(anHour).toBeGreaterThan(peak * 0.2);
      expect(anHour).toBeLessThan(peak);
    }
    expect(billRun(now)).toHaveLength(40);
    expect(new Set(billRun(now).map(({ agent }) => agent)).size).toBeGreaterThanOrEqual(5);
    expect(billRun(now).every((contact) => contact.reasons[0] === "invoice-wrong")).toBe(true);
  });

  it("comes live at the rate of the hour", () => {
    const live = ordinary();
    const pauses = Array.from({ length: 2000 }, () => live.pauseMs(now));
    const anHour = 3_600_000 / (pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length);
    expect(anHour).toBeGreaterThan(35);
    expect(anHour).toBeLessThan(70);
  });
});
