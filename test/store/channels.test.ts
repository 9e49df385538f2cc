import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parseWeekHours } from "../../src/domain/calendar/hours.ts";
import { type ChannelSettings, usualSettings } from "../../src/domain/routing/interruption.ts";
import type { SignalFacts } from "../../src/domain/signal/signal.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts, silentSignal, spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
let otherId: string;
let channel: string;
let count = 0;
beforeAll(async () => {
  database = await testDatabase();
  otherId = (await database.db.prisma.workspace.create({ data: { name: "Other", zone: "UTC" } })).id;
});
afterAll(() => database.close());
beforeEach(() => {
  count += 1;
  channel = `C0TEST${count}`;
});

const DAY_MS = 86_400_000;
/** A Friday at noon in Helsinki, and the evening before. */
const noon = new Date("2026-11-20T10:00:00Z");
const night = new Date("2026-11-19T22:30:00Z");
const usual = usualSettings("Europe/Helsinki");
const loud = parseWeekHours("Mon-Fri 8-18");
const week = loud.kind === "read" ? loud.value : null;

function save(change: Partial<ChannelSettings>, workspaceId = database.workspaceId) {
  return database.store.channels.save(workspaceId, channel, { ...usual, ...change }, noon);
}

async function open(facts: SignalFacts, { workspaceId = database.workspaceId, at = noon } = {}) {
  const opened = await database.store.signals.open({
    workspaceId,
    kind: facts.kind,
    subject: `${facts.kind}-${count}-${Math.random()}`,
    facts,
    at,
    slackChannels: [channel],
  });
  const signal = await database.store.signals.get(workspaceId, opened.id);
  if (signal === undefined) throw new Error("no signal");
  return { signal, alert: { id: opened.alertIds[0] ?? "", workspaceId, slackChannel: channel } };
}

const spike = (observed: number) => open(spikeFacts({ observed, expected: 10 }));

test("a channel has the usual settings until somebody changes them, in one workspace only", async () => {
  const { channels } = database.store;
  const changed = {
    ...usual,
    zone: "UTC",
    week,
    budget: 5,
    threads: false,
    digest: "weekly",
    digestMinute: 510,
    digestWeekday: 2,
  } as const;
  expect(await channels.get(database.workspaceId, channel)).toEqual(usual);
  await save(changed);
  expect(await channels.get(database.workspaceId, channel)).toEqual(changed);
  expect(await channels.list(database.workspaceId)).toEqual([{ slackChannel: channel, settings: changed }]);
  expect(await channels.get(otherId, channel)).toEqual(usualSettings("UTC"));
  expect(await channels.list(otherId)).toEqual([]);
  await save({ budget: null });
  expect(await channels.get(database.workspaceId, channel)).toEqual(usual);
});

test("of ten newcomers at once a budget of three lets three through, and the day after three more", async () => {
  const { channels } = database.store;
  await save({ budget: 3, digest: "daily" });
  const newcomers = await Promise.all(Array.from({ length: 10 }, () => spike(40)));
  const verdicts = await Promise.all(newcomers.map((each) => channels.admit(each, noon)));
  expect(verdicts.filter(({ kind }) => kind === "post")).toHaveLength(3);
  expect(verdicts.filter(({ kind }) => kind === "digest")).toHaveLength(7);
  const again = await Promise.all(newcomers.map((each) => channels.admit(each, noon)));
  expect(again).toEqual(verdicts);
  const tomorrow = new Date(noon.getTime() + DAY_MS);
  expect(await channels.admit(await spike(40), tomorrow)).toEqual({ kind: "post" });
  const [held] = newcomers.filter((_, index) => verdicts[index]?.kind === "digest");
  expect(held && (await channels.admit(held, tomorrow))).toEqual({ kind: "digest" });
});

test("overdue promises take of the budget and are never held by it", async () => {
  const { channels } = database.store;
  await save({ budget: 1, digest: "daily" });
  const promise = () => open(overdueFacts());
  expect(await channels.admit(await promise(), noon)).toEqual({ kind: "post" });
  expect(await channels.admit(await promise(), noon)).toEqual({ kind: "post" });
  expect(await channels.admit(await spike(40), noon)).toEqual({ kind: "digest" });
});

test("when quiet hours end, those worth most take what is left of the budget", async () => {
  const { channels, alerts } = database.store;
  await save({ budget: 2, digest: "daily", week });
  const [small, large] = [await spike(20), await spike(90)];
  const silence = await open(silentSignal({}, { usualLower: 40, usualUpper: 60 }).facts);
  const morning = new Date("2026-11-20T06:00:00Z");
  for (const each of [small, large, silence]) {
    expect(await channels.admit(each, night)).toEqual({ kind: "wait", why: "quiet-hours", until: morning });
  }
  expect(await channels.heldCounts(database.workspaceId)).toMatchObject({ quietHours: 3 });
  expect(await channels.heldCounts(otherId)).toEqual({ muted: 0, quietHours: 0, digest: 0 });
  const mine = new Set([small, large, silence].map(({ alert }) => alert.id));
  expect((await alerts.due(new Date(morning.getTime() - 1))).filter((id) => mine.has(id))).toEqual([]);
  expect((await alerts.due(morning)).filter((id) => mine.has(id))).toHaveLength(3);
  expect(await channels.admit(small, morning)).toEqual({ kind: "digest" });
  expect(await channels.admit(large, morning)).toEqual({ kind: "post" });
  expect(await channels.admit(silence, morning)).toEqual({ kind: "post" });
});

test("settings that are changed set free what waits, and only there", async () => {
  const { channels, alerts } = database.store;
  await save({ budget: 0, digest: "daily" });
  const held = await spike(40);
  await channels.admit(held, noon);
  const foreign = await open(spikeFacts(), { workspaceId: otherId });
  expect(await channels.admit(foreign, noon)).toEqual({ kind: "post" });
  expect(await save({ budget: null }, otherId)).toEqual({ alertIds: [] });
  expect(await save({ budget: 5 })).toEqual({ alertIds: [held.alert.id] });
  expect(await alerts.due(noon)).toContain(held.alert.id);
  expect(await channels.admit(held, noon)).toEqual({ kind: "post" });
});
