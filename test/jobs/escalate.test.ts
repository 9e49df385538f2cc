import { describe, expect, test } from "vitest";
import { sweep } from "../../jobs/sweep.ts";
import { jobDeps } from "../support/inbox.ts";
import { sweptPromises } from "../support/sweptPromises.ts";

const swept = sweptPromises();
const { promise, promises, billing, notices, signals, sweepThrough } = swept;

describe("an overdue promise that nobody takes", () => {
  const otto = { by: "UOTTO000", from: "open", to: "acknowledged", action: "acknowledge" } as const;
  const acknowledge = (id: string, at: string, until: string) =>
    swept.database.store.signals.change({
      workspaceId: swept.database.workspaceId,
      id,
      ...otto,
      at: new Date(at),
      until: new Date(until),
    });
  const escalations = async () => (await notices()).filter(({ kind }) => kind === "escalation");

  test("is told to each level once, in the team's hours", async () => {
    await billing({ promiseRules: { nextLevel: ["UPAULA00"] } });
    const { id } = await promise("2026-11-20T15:40:00Z", "billing");
    const deps = jobDeps(swept.database, "2026-11-20T15:40:00Z");
    await sweep(deps);
    await sweepThrough(deps, "2026-11-20T15:54:58Z", "2026-11-20T15:55:06Z");
    expect(await escalations()).toMatchObject([{ facts: { level: 1 } }]);
    await sweepThrough(deps, "2026-11-20T16:00:00Z", "2026-11-23T08:30:00Z", 1_800_000);
    expect(await escalations()).toHaveLength(1);
    await sweepThrough(deps, "2026-11-23T08:39:58Z", "2026-11-23T08:40:06Z");
    expect(await escalations()).toMatchObject([{ facts: { level: 1 } }, { facts: { level: 2 } }]);
    await sweepThrough(deps, "2026-11-23T09:00:00Z", "2026-11-23T15:00:00Z", 3_600_000);
    expect(await escalations()).toHaveLength(2);
    expect(await signals("overdue-promise")).toMatchObject([
      { subject: id, escalation: 2, escalateAt: null },
    ]);
  });

  test("waits for the morning when the workers were away in the afternoon", async () => {
    await billing();
    await promise("2026-11-20T15:00:00Z", "billing");
    const deps = jobDeps(swept.database, "2026-11-20T15:00:00Z");
    await sweep(deps);
    deps.at("2026-11-20T19:00:00Z");
    await sweep(deps);
    expect(await escalations()).toEqual([]);
    deps.at("2026-11-23T08:00:00Z");
    await sweep(deps);
    await sweep(deps);
    expect(await escalations()).toHaveLength(1);
  });

  test("is open again when its acknowledgement runs out, and escalation begins anew", async () => {
    await promise("2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T14:00:00Z");
    await sweep(deps);
    const [signal] = await signals("overdue-promise");
    await acknowledge(signal?.id ?? "", "2026-11-20T14:05:00Z", "2026-11-20T15:05:00Z");
    await sweepThrough(deps, "2026-11-20T14:05:00Z", "2026-11-20T15:00:00Z", 300_000);
    expect(await notices()).toEqual([]);
    expect(await signals("overdue-promise")).toMatchObject([
      { status: "acknowledged", escalateAt: null, acknowledgedUntil: new Date("2026-11-20T15:05:00Z") },
    ]);
    deps.at("2026-11-20T15:05:01Z");
    await Promise.all([sweep(deps), sweep(deps)]);
    await sweep(deps);
    expect(await notices()).toMatchObject([{ kind: "acknowledgement-expired", slack_to: "UOTTO000" }]);
    expect(await signals("overdue-promise")).toMatchObject([
      {
        status: "open",
        acknowledgedBy: null,
        acknowledgedUntil: null,
        escalateAt: new Date("2026-11-20T15:20:01Z"),
      },
    ]);
    deps.at("2026-11-20T15:20:02Z");
    await sweep(deps);
    expect(await escalations()).toMatchObject([{ facts: { level: 1 } }]);
    const entries = await swept.database.store.signals.entries(swept.database.workspaceId, signal?.id ?? "");
    expect(entries.map(({ action, note }) => [action, note])).toEqual([
      ["opened", null],
      ["acknowledge", null],
      ["acknowledgement-ended", "UOTTO000"],
    ]);
  });

  test("escalates once for a whole group, and not while each of its promises is somebody's", async () => {
    await promises(5, "2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T14:00:00Z");
    await sweep(deps);
    for (const { id } of await signals("overdue-promise")) {
      await acknowledge(id, "2026-11-20T14:05:00Z", "2026-11-20T14:40:00Z");
    }
    deps.at("2026-11-20T14:20:00Z");
    await sweep(deps);
    expect(await escalations()).toEqual([]);
    deps.at("2026-11-20T14:40:00Z");
    await sweep(deps);
    expect((await notices()).map(({ kind }) => kind)).toEqual(Array(5).fill("acknowledgement-expired"));
    deps.at("2026-11-20T14:55:00Z");
    await sweep(deps);
    expect(await escalations()).toHaveLength(1);
  });

  test("is acknowledged with all others of its group, and is open again with them, with one word", async () => {
    await promises(5, "2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T14:00:00Z");
    await sweep(deps);
    const [group] = await signals("overdue-promises");
    await acknowledge(group?.id ?? "", "2026-11-20T14:05:00Z", "2026-11-20T15:05:00Z");
    deps.at("2026-11-20T14:05:02Z");
    await sweep(deps);
    const statuses = async () => (await signals("overdue-promise")).map(({ status }) => status);
    expect(await statuses()).toEqual(Array(5).fill("acknowledged"));
    expect(await signals("overdue-promises")).toMatchObject([
      { status: "acknowledged", facts: { acknowledged: 5 } },
    ]);
    deps.at("2026-11-20T15:05:00Z");
    await sweep(deps);
    expect(await statuses()).toEqual(Array(5).fill("open"));
    expect(await notices()).toMatchObject([{ kind: "acknowledgement-expired", slack_to: "UOTTO000" }]);
    const entries = await swept.database.store.signals.entries(swept.database.workspaceId, group?.id ?? "");
    expect(entries.map(({ action }) => action)).toEqual(["opened", "acknowledge", "acknowledgement-ended"]);
  });
});
