import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { driversOf } from "../../jobs/detect/spikeDrivers.ts";
import { countBuckets } from "../../src/domain/bucket.ts";
import type { Contact } from "../../src/domain/contact.ts";
import { channelSubject, reasonSubject } from "../../src/domain/detection/spike.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

const HOUR = 3_600_000;
const AT = Date.parse("2026-11-20T12:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.reasons.upsert(workspaceId, { code: "login", label: "Cannot log in" }, new Date(AT));
  // the week before: by phone 60 contacts, half of them about invoices, a third about moving; by chat 40, all about login
  const usual = (count: number, channel: Contact["channel"], ...reasons: string[]) =>
    Array.from(
      { length: count },
      (_, i) =>
        contact({ id: "", occurredAt: new Date(AT - (i + 2) * HOUR).toISOString(), channel, reasons }).body,
    );
  const week = [
    ...usual(30, "phone", "invoice-wrong"),
    ...usual(20, "phone", "moving"),
    ...usual(10, "phone", "cancel"),
    ...usual(40, "chat", "login"),
  ];
  await store.buckets.add(workspaceId, countBuckets(week, "UTC"));
  // the last hour: 16 by phone about invoices, 12 of them about a late delivery too, 6 about moving; 5 by chat
  const now = (count: number, channel: Contact["channel"], ...reasons: string[]) =>
    Array.from({ length: count }, (_, i) =>
      contact({
        id: `${channel} ${reasons} ${i}`,
        occurredAt: new Date(AT - (i + 1) * 60_000).toISOString(),
        channel,
        reasons,
        touchpoint: "invoice",
      }),
    );
  await receive(database, [
    ...now(12, "phone", "invoice-wrong", "late-delivery"),
    ...now(4, "phone", "invoice-wrong"),
    ...now(6, "phone", "moving"),
    ...now(5, "chat", "login", "invoice-wrong"),
  ]);
  await aggregate(jobDeps(database), { workspaceId });
});
afterAll(() => database.close());

/** The hour before `AT`, of which `mean` contacts were expected. */
function windowOf(mean: number) {
  const expectation = { mean, dispersion: 1, logVariance: 0 };
  return { minutes: 60, from: AT - HOUR, to: AT, observed: 22, expectation, surprise: 20 };
}

test("a reason's spike: channels against the usual, touchpoints, and what the same contacts mention besides", async () => {
  const { store, workspaceId } = database;
  const drivers = await driversOf(store, workspaceId, reasonSubject("invoice-wrong"), windowOf(4), AT);
  expect(drivers).toEqual({
    byChannel: [
      { channel: "phone", observed: 16, expected: 4 },
      { channel: "chat", observed: 5, expected: 0 },
    ],
    byTouchpoint: [{ touchpoint: "invoice", observed: 21 }],
    byReason: [
      { reason: "late-delivery", label: "Late delivery", observed: 12 },
      { reason: "login", label: "Cannot log in", observed: 5 },
    ],
  });
});

test("a channel's spike: the reasons with the largest surplus; one never heard before expects nothing", async () => {
  const { store, workspaceId } = database;
  const { byReason, byChannel } = await driversOf(
    store,
    workspaceId,
    channelSubject("phone"),
    windowOf(12),
    AT,
  );
  expect(byChannel).toEqual([]);
  expect(byReason).toEqual([
    { reason: "late-delivery", label: "Late delivery", observed: 12 },
    { reason: "invoice-wrong", label: "Invoice wrong", observed: 16, expected: 6 },
    { reason: "moving", label: "Moving", observed: 6, expected: 4 },
  ]);
});

test("a surge of everything: channels, and reasons of all channels", async () => {
  const { store, workspaceId } = database;
  const everything = { key: "*", reason: "*" };
  const { byReason, byChannel } = await driversOf(store, workspaceId, everything, windowOf(10), AT);
  expect(byChannel).toEqual([
    { channel: "phone", observed: 22, expected: 6 },
    { channel: "chat", observed: 5, expected: 4 },
  ]);
  expect(byReason).toEqual([
    { reason: "invoice-wrong", label: "Invoice wrong", observed: 21, expected: 3 },
    { reason: "late-delivery", label: "Late delivery", observed: 12 },
    { reason: "moving", label: "Moving", observed: 6, expected: 2 },
  ]);
});
