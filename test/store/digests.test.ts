import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DigestContent, LineState } from "../../src/domain/routing/digest.ts";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
let otherId: string;
let channel: string;
let count = 0;
beforeAll(async () => {
  database = await testDatabase();
  otherId = (await database.db.prisma.workspace.create({ data: { name: "Other", zone: "UTC" } })).id;
});
afterAll(() => database.close());
beforeEach(async () => {
  count += 1;
  channel = `C0TEST${count}`;
  const settings = { ...usualSettings("Europe/Helsinki"), budget: 0, digest: "daily" as const };
  await database.store.channels.save(database.workspaceId, channel, settings, noon);
});

const noon = new Date("2026-11-20T10:00:00Z");
const night = new Date("2026-11-19T22:30:00Z");

/** A spike that the channel's budget holds. */
async function held(observed: number) {
  const { workspaceId, store } = database;
  const facts = spikeFacts({ observed, expected: 10 });
  const subject = `reason-${count}-${observed}`;
  const opening = { workspaceId, kind: "spike" as const, subject, facts, at: noon, slackChannels: [channel] };
  const { id, alertIds } = await store.signals.open(opening);
  const signal = await store.signals.get(workspaceId, id);
  if (signal === undefined) throw new Error("no signal");
  const newcomer = { signal, alert: { id: alertIds[0] ?? "", workspaceId, slackChannel: channel } };
  expect(await store.channels.admit(newcomer, noon)).toEqual({ kind: "digest" });
  return {
    ...newcomer,
    grownTo: (more: number) => ({ ...newcomer, signal: { ...signal, facts: { ...facts, observed: more } } }),
  };
}

const heldIds = async (since = night, workspaceId = database.workspaceId) =>
  (await database.store.digests.held(workspaceId, channel, since)).map(({ alertId }) => alertId).sort();

describe("what a channel's digest tells", () => {
  test("is what was held and never told, what is over since then too, in its workspace only", async () => {
    const [small, large] = [await held(20), await held(90)];
    const { workspaceId } = database;
    const { subject } = large.signal;
    await database.store.signals.end({ workspaceId, kind: "spike", subject, at: noon, by: "earshot" });
    expect(await heldIds()).toEqual([small.alert.id, large.alert.id].sort());
    expect(await heldIds(new Date(noon.getTime() + 1))).toEqual([small.alert.id]);
    expect(await heldIds(night, otherId)).toEqual([]);
    expect(await database.store.digests.waiting(workspaceId, channel)).toEqual([]);
  });

  test("is told: it is not posted and not told again, until its surplus has doubled and the budget lets it through", async () => {
    const { digests, channels } = database.store;
    const { workspaceId } = database;
    const spike = await held(40);
    await digests.told(otherId, [{ ...line(spike.signal.id), alertId: spike.alert.id }]);
    expect(await heldIds()).toEqual([spike.alert.id]);
    await digests.told(workspaceId, [{ ...line(spike.signal.id), alertId: spike.alert.id }]);
    expect(await heldIds()).toEqual([]);
    expect(await channels.admit(spike.grownTo(69), noon)).toEqual({ kind: "digest" });
    expect(await heldIds()).toEqual([]);
    expect(await channels.admit(spike.grownTo(70), noon)).toEqual({ kind: "digest" });
    expect(await heldIds()).toEqual([spike.alert.id]);
    await digests.told(workspaceId, [{ ...line(spike.signal.id), alertId: spike.alert.id }]);
    const settings = await channels.get(workspaceId, channel);
    expect(await channels.save(workspaceId, channel, { ...settings, budget: 1 }, noon)).toEqual({
      alertIds: [],
    });
    expect(await channels.admit(spike.grownTo(69), noon)).toEqual({ kind: "digest" });
    expect(await channels.admit(spike.grownTo(70), noon)).toEqual({ kind: "post" });
  });
});

/** As told with a surplus of 30. */
function line(signalId: string): DigestContent["held"][number] {
  return {
    signalId,
    alertId: signalId,
    kind: "spike",
    why: "digest",
    weight: 30,
    about: { kind: "spike", label: "Late", observed: 40, expected: 10, windowMinutes: 60 },
    openedAt: noon.toISOString(),
    state: { status: "open", by: null, until: null },
  };
}

test("lines that are pressed at once all change, each its own, and only where the digest stands", async () => {
  const { digests, notices } = database.store;
  const { workspaceId } = database;
  const lines = Array.from({ length: 12 }, (_, at) => line(`signal-${at}`));
  const content: DigestContent = {
    pace: "daily",
    firstDate: "2026-11-19",
    lastDate: "2026-11-19",
    composedAt: noon.toISOString(),
    movements: { kind: "learning", have: 1, need: 14 },
    held: lines,
    promises: [],
    waiting: [],
    moreWaiting: 0,
  };
  const facts = { kind: "digest" as const, pace: "daily" as const, at: noon.toISOString() };
  const notice = { key: `digest-${count}`, slackTo: channel, subject: channel, facts, at: noon };
  const { noticeIds } = await notices.add(workspaceId, [notice]);
  const [id = ""] = noticeIds;
  const place = { channel, ts: "1.5" };
  await digests.keep(workspaceId, id, content);
  expect(await digests.at(workspaceId, place)).toBeUndefined();
  await notices.sent(id, place, noon);
  const taken = (at: number): LineState => ({ status: "acknowledged", by: `U${at}`, until: null });
  await Promise.all(
    lines
      .slice(1)
      .map(({ signalId }, at) => digests.setLine(workspaceId, place, { signalId, state: taken(at + 1) })),
  );
  const after = await digests.at(workspaceId, place);
  expect(after).toEqual({
    ...content,
    held: lines.map((each, at) => (at === 0 ? each : { ...each, state: taken(at) })),
  });
  const other = { signalId: "signal-0", state: taken(0) };
  expect(await digests.setLine(workspaceId, { channel, ts: "1.6" }, other)).toBeUndefined();
  expect(await digests.setLine(otherId, place, other)).toBeUndefined();
  expect(await digests.at(otherId, place)).toBeUndefined();
  expect(await digests.setLine(workspaceId, place, { ...other, signalId: "no such" })).toEqual(after);
});

test("channels that want a digest are found in every workspace, with their zone", async () => {
  const { digests, channels } = database.store;
  const settings = {
    ...usualSettings("UTC"),
    digest: "weekly",
    digestMinute: 510,
    digestWeekday: 3,
  } as const;
  await channels.save(otherId, channel, settings, noon);
  await channels.save(database.workspaceId, "C0OFF", usualSettings("UTC"), noon);
  const found = await digests.channels();
  const wanted = { zone: "UTC", digest: "weekly", digestMinute: 510, digestWeekday: 3 };
  expect(found).toContainEqual({ workspaceId: otherId, slackChannel: channel, ...wanted });
  expect(found).toContainEqual(
    expect.objectContaining({
      workspaceId: database.workspaceId,
      slackChannel: channel,
      zone: "Europe/Helsinki",
    }),
  );
  expect(found.map(({ slackChannel }) => slackChannel)).not.toContain("C0OFF");
});
