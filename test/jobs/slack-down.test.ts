import { expect, test } from "vitest";
import type { Slack } from "../../src/slack/connection/slack.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();
const { promise, work, heard } = house;

/** Nothing goes out, and nobody is known: Slack does not answer. */
function down(): Slack {
  const lost = async () => ({ kind: "ambiguous", error: "Slack does not answer" }) as const;
  return { ...house.slack, post: lost, update: lost, groupMembers: lost, user: async () => undefined };
}

async function handOver(to: string, at: string): Promise<void> {
  const { store, workspaceId } = house.database;
  const [promise] = await store.promises.openFor(workspaceId, { all: true });
  const act = { deed: "handed-over", to, by: "UOTTO", at: new Date(at) } as const;
  await store.promises.act(workspaceId, promise?.id ?? "", act);
}

const gone: [string, () => unknown][] = [
  ["left the company", () => house.stub.people.set("UMAIJA", { deleted: true })],
  ["is away", () => house.stub.people.set("UMAIJA", { status_emoji: ":palm_tree:" })],
];

test.each(gone)(
  "a promise whose owner %s is told to the team and its leads, with Slack down at each moment",
  async (_, leave) => {
    leave();
    await promise();
    await work("2026-11-20T14:00:00Z", down());
    expect(heard("C0BILLING")).toEqual([]);
    await work("2026-11-20T14:02:00Z");
    expect(heard("C0BILLING")).toEqual([expect.stringMatching(/^OPEN: a promise is overdue/)]);
    await work("2026-11-20T14:15:00Z", down());
    await work("2026-11-20T14:17:00Z");
    await work("2026-11-20T14:19:00Z");
    expect(heard("UOTTO")).toEqual([expect.stringMatching(/^Nobody has acknowledged it/)]);
    await handOver("UMAIJA", "2026-11-20T14:30:00Z");
    await handOver("UNOOR", "2026-11-20T14:31:00Z");
    await work("2026-11-20T14:31:00Z", down());
    await work("2026-11-20T14:33:00Z");
    const [alert] = house.stub.posts("C0BILLING");
    expect(alert?.text).toContain("By <@UNOOR>");
    expect(heard("C0BILLING")).toHaveLength(1);
  },
);

test("a reminder for somebody who is away is the team's to hear when Slack answers again before the deadline", async () => {
  await house.database.store.teams.setAway(
    house.database.workspaceId,
    "UMAIJA",
    new Date("2026-11-22T00:00:00Z"),
  );
  await promise();
  await work("2026-11-20T09:00:02Z");
  await work("2026-11-20T13:30:01Z", down());
  await work("2026-11-20T13:33:00Z");
  expect(heard("C0BILLING")).toEqual([expect.stringContaining("is away: who takes it?")]);
  expect(heard("UMAIJA")).toEqual([]);
});

test("leads hear of what nobody has acknowledged also when Slack was away for days", async () => {
  await promise();
  await work("2026-11-20T14:00:00Z", down());
  await work("2026-11-20T14:15:00Z", down());
  await work("2026-11-20T14:17:00Z", down());
  await work("2026-11-22T20:00:00Z", down());
  await work("2026-11-22T20:15:00Z");
  await work("2026-11-22T20:15:02Z");
  expect(heard("C0BILLING")).toHaveLength(1);
  expect(heard("UOTTO")).toEqual([expect.stringMatching(/^Nobody has acknowledged it/)]);
});

test("a lead whom Slack has disabled is not the last to hear of it: the default channel does", async () => {
  await promise();
  await work("2026-11-20T14:00:00Z");
  await work("2026-11-20T14:15:00Z", {
    ...house.slack,
    post: async (to, ...rest) =>
      to === "UOTTO" ? { kind: "channel-dead", error: "user_disabled" } : house.slack.post(to, ...rest),
  });
  expect(heard("C0DEFAULT")).toEqual([expect.stringMatching(/^Nobody has acknowledged it/)]);
});
