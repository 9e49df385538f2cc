import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts, risingSignal, spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
let otherId: string;
let count = 0;
let reason: string;
beforeAll(async () => {
  database = await testDatabase();
  otherId = (await database.db.prisma.workspace.create({ data: { name: "Other" } })).id;
});
afterAll(() => database.close());
beforeEach(async () => {
  await endMutes(1_000);
  count += 1;
  reason = `reason-${count}`;
});

const HOUR_MS = 3_600_000;
const at = new Date("2026-11-20T10:00:00Z");
const after = (hours: number) => new Date(at.getTime() + hours * HOUR_MS);

function mute(slackChannel: string | null, hours: number, workspaceId = database.workspaceId) {
  return database.store.mutes.mute(workspaceId, {
    reason,
    slackChannel,
    mutedAt: at,
    until: after(hours),
    by: "UOTTO",
  });
}

async function spike(slackChannels: string[], observed = 40, workspaceId = database.workspaceId) {
  const { signals } = database.store;
  const facts = spikeFacts({ reason, observed, expected: 10 });
  const subject = `${reason}-${observed}`;
  const opened = await signals.open({ workspaceId, kind: "spike", subject, facts, at, slackChannels });
  const alerts = await database.store.alerts.of(workspaceId, opened.id);
  const verdicts = [];
  for (const alert of alerts) {
    verdicts.push(await database.store.channels.admit({ alert, signal: { kind: "spike", facts } }, at));
  }
  const end = (hours: number) =>
    signals.end({ workspaceId, kind: "spike", subject, at: after(hours), by: "earshot" });
  return { alertIds: alerts.map(({ id }) => id), verdicts, end };
}

const endMutes = (hours: number) => database.store.transaction((tx) => tx.mutes.end(after(hours)));

test("a reason muted in one channel is told in the others, and in other workspaces", async () => {
  await mute("C1", 3);
  const { verdicts } = await spike(["C1", "C2"]);
  expect(verdicts).toEqual([{ kind: "wait", why: "muted", until: after(3) }, { kind: "post" }]);
  expect((await spike(["C1"], 40, otherId)).verdicts).toEqual([{ kind: "post" }]);
  expect(await database.store.mutes.list(otherId, at)).toEqual([]);
});

test("a reason muted everywhere waits for the end of the longest mute", async () => {
  await mute("C1", 5);
  await mute(null, 3);
  const { verdicts } = await spike(["C1", "C2"]);
  expect(verdicts).toMatchObject([{ until: after(5) }, { until: after(3) }]);
});

test("another reason, all contacts and promises are not muted", async () => {
  await mute(null, 3);
  const { channels, signals } = database.store;
  const { workspaceId } = database;
  for (const facts of [
    spikeFacts({ reason: "other" }),
    spikeFacts({ reason, channel: "phone" }),
    overdueFacts(),
  ]) {
    const subject = `${reason}-${JSON.stringify(facts).length}`;
    const opened = await signals.open({
      workspaceId,
      kind: facts.kind,
      subject,
      facts,
      at,
      slackChannels: ["C1"],
    });
    const alert = { id: opened.alertIds[0] ?? "", workspaceId, slackChannel: "C1" };
    expect(await channels.admit({ alert, signal: { kind: facts.kind, facts } }, at)).toEqual({
      kind: "post",
    });
  }
});

test("its end tells once what it kept back, and sets it free", async () => {
  await mute("C1", 3);
  const large = await spike(["C1"], 90);
  const small = await spike(["C1"], 20);
  await large.end(1);
  expect(await endMutes(2)).toEqual({ alertIds: [], kept: [] });
  const ended = await endMutes(3);
  expect(ended.alertIds.sort()).toEqual([...large.alertIds, ...small.alertIds].sort());
  expect(ended.kept).toEqual([
    {
      workspaceId: database.workspaceId,
      reason,
      label: reason,
      slackChannel: "C1",
      mutedAt: at,
      until: after(3),
      spikes: 2,
      goingOn: 1,
      observed: 90,
      expected: 10,
    },
  ]);
  expect(await endMutes(4)).toEqual({ alertIds: [], kept: [] });
  expect(await database.store.mutes.list(database.workspaceId, at)).not.toContainEqual(
    expect.objectContaining({ reason }),
  );
  const due = await database.store.alerts.due(after(3));
  expect(due).toEqual(expect.arrayContaining(small.alertIds));
});

test("what another mute keeps back goes on waiting, and is told with that one", async () => {
  await mute("C1", 5);
  await mute(null, 3);
  const { alertIds } = await spike(["C1"]);
  expect(await endMutes(3)).toEqual({ alertIds: [], kept: [] });
  expect(await endMutes(5)).toMatchObject({ alertIds, kept: [{ slackChannel: "C1", spikes: 1 }] });
});

test("muted again it gets another end; unmuted it ends then, once, and only in its workspace", async () => {
  const { mutes } = database.store;
  await mute("C1", 3);
  await mute("C1", 9);
  const [muted] = (await mutes.list(database.workspaceId, at)).filter((each) => each.reason === reason);
  expect(muted).toEqual({
    reason,
    label: reason,
    slackChannel: "C1",
    mutedAt: at,
    until: after(9),
    by: "UOTTO",
  });
  const { alertIds } = await spike(["C1"]);
  expect(await mutes.unmute(otherId, reason, "C1", after(1))).toBe(false);
  expect(await mutes.unmute(database.workspaceId, reason, null, after(1))).toBe(false);
  expect(await mutes.unmute(database.workspaceId, reason, "C1", after(1))).toBe(true);
  expect(await mutes.unmute(database.workspaceId, reason, "C1", after(1))).toBe(false);
  expect(await endMutes(1)).toMatchObject({ alertIds, kept: [{ spikes: 1, goingOn: 1 }] });
});

test("a muted term holds what is told by it or by its companions, and tells it in numbers in the end", async () => {
  const { store, workspaceId } = database;
  const told = async (subject: string, observed: number, alsoSaid: string[]) => {
    const { facts } = risingSignal({}, { term: subject, alsoSaid, observed, expected: 4 });
    const opening = { workspaceId, kind: "rising-term", subject, facts, at, slackChannels: ["C1"] } as const;
    const { id } = await store.signals.open(opening);
    const [alert] = await store.alerts.of(workspaceId, id);
    if (alert === undefined) throw new Error("it has an alert");
    return {
      alert,
      verdict: await store.channels.admit({ alert, signal: { kind: "rising-term", facts } }, at),
    };
  };
  const term = { reason: '"red light"', slackChannel: "C1", mutedAt: at, until: after(3), by: "UOTTO" };
  await store.mutes.mute(workspaceId, term);
  expect(await store.mutes.list(workspaceId, at)).toMatchObject([
    { reason: '"red light"', label: '"red light"' },
  ]);
  const held = { kind: "wait", why: "muted", until: after(3) };
  const first = await told("red light", 40, []);
  const second = await told("modem", 20, ["red light"]);
  expect([first.verdict, second.verdict]).toEqual([held, held]);
  expect((await told("parcel", 30, ["late"])).verdict).toEqual({ kind: "post" });
  const { alertIds, kept } = await endMutes(3);
  expect(kept).toMatchObject([{ reason: '"red light"', spikes: 2, goingOn: 2, observed: 40, expected: 4 }]);
  expect([...alertIds].sort()).toEqual([first.alert.id, second.alert.id].sort());
  expect(await store.mutes.list(workspaceId, at)).toEqual([]);
});
