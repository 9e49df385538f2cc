import { afterEach, beforeEach, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { tellReports } from "../../jobs/sweep/tellReports.ts";
import { type ChannelSettings, usualSettings } from "../../src/domain/routing/interruption.ts";
import { contact, receive } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();
const ZONE = "Europe/Helsinki";
const CHANNEL = "C0BILLING";
/** Monday, 8:30 in Helsinki. */
const MONDAY = "2026-11-23T06:30:00Z";

beforeEach(async () => {
  const { database, deps } = house;
  await database.store.workspaces.update(database.workspaceId, { zone: ZONE, name: "Pohjola" });
  const days = ["2026-11-16", "2026-11-18", "2026-11-22"];
  await receive(
    database,
    days.map((day, n) =>
      contact({ id: `c-${n}`, occurredAt: `${day}T10:00:00Z`, reasons: ["late", "wrong"] }),
    ),
  );
  await aggregate(deps, { workspaceId: database.workspaceId });
});
afterEach(() =>
  house.database.db.pool.query(
    "TRUNCATE event, contact, bucket, reason_day, reason, channel_setting CASCADE",
  ),
);

function want(change: Partial<ChannelSettings> = {}) {
  const { store, workspaceId } = house.database;
  const settings = { ...usualSettings(ZONE), digestMinute: 8 * 60 + 30, report: true, ...change };
  return store.channels.save(workspaceId, CHANNEL, settings, new Date("2026-11-20T09:00:00Z"));
}

const reports = () =>
  house.heard(CHANNEL).filter((text) => /causes and cost|syyt ja kustannukset/.test(text));

test("comes once, on Monday at the channel's time, without a digest too", async () => {
  await want();
  await house.work("2026-11-23T06:29:00Z");
  expect(reports()).toEqual([]);
  await Promise.all([tellReports(house.deps), tellReports(house.deps)]);
  await house.work(MONDAY);
  await house.work("2026-11-23T06:40:00Z");
  await house.work("2026-11-24T06:40:00Z");
  expect(reports()).toHaveLength(1);
  expect(reports()[0]).toMatch(/^Pohjola: causes and cost, week 47, 16 Nov to 22 Nov 2026\n• 3 contacts\./);
  expect(reports()[0]).toContain(
    "Late: to become not said, contacts that mention it 3, of all contacts 100 %",
  );
  expect(checkLimits(house.stub.posts(CHANNEL)[0] as never)).toEqual([]);
});

test("waits in a channel of the far east until the workspace's week is over too", async () => {
  await want({ zone: "Asia/Tokyo", digestMinute: 6 * 60 });
  // Monday, 6:30 in Tokyo; Sunday, 23:30 in Helsinki
  await house.work("2026-11-22T21:30:00Z");
  expect(reports()).toEqual([]);
  await house.work("2026-11-22T22:00:00Z");
  expect(reports()).toHaveLength(1);
  expect(reports()[0]).toContain("week 47, 16 Nov to 22 Nov 2026");
});

test("is in the workspace's language", async () => {
  await want();
  await house.database.store.workspaces.update(house.database.workspaceId, { language: "fi" });
  await house.work(MONDAY);
  expect(reports()[0]).toMatch(/^Pohjola: syyt ja kustannukset, viikko 47, 16\.11\. – 22\.11\.2026/);
});

test("comes late on the day when Earshot was away, and not the day after", async () => {
  await want();
  await house.work("2026-11-23T20:00:00Z");
  expect(reports()).toHaveLength(1);
  await house.work("2026-12-01T07:00:00Z");
  expect(reports()).toHaveLength(1);
});

test("is for who asked for it, and of a week with contacts", async () => {
  await want({ report: false, digest: "weekly", digestMinute: 20 * 60 });
  await house.work(MONDAY);
  expect(reports()).toEqual([]);
  await want();
  await house.work("2026-11-30T06:40:00Z");
  expect(reports()).toEqual([]);
});
