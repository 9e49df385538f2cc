import { expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { receive } from "../support/inbox.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();

test("200 promises long overdue in a fresh workspace are one message a channel and one word to its leads", async () => {
  const { database, deps, work, heard } = house;
  const { store, workspaceId } = database;
  await store.teams.upsert(workspaceId, { code: "sales", slackChannel: "C0SALES", leads: ["UAINO"] });
  const events = Array.from({ length: 200 }, (_, i) => ({
    kind: "promise",
    body: {
      id: `p${i}-made`,
      promiseId: `p${i}`,
      action: "made",
      occurredAt: new Date(Date.parse("2026-08-01T08:00:00Z") + i * 3_600_000).toISOString(),
      dueAt: new Date(Date.parse("2026-08-02T08:00:00Z") + i * 3_600_000).toISOString(),
      customer: { id: `c${i % 40}` },
      text: `call back ${i}`,
      owner: "maija",
      team: i % 2 === 0 ? "billing" : "sales",
    },
  }));
  deps.at("2026-11-20T10:00:00Z");
  for (let first = 0; first < 200; first += 50) {
    await receive(database, events.slice(first, first + 50));
    await aggregate(deps, { workspaceId });
    await work(`2026-11-20T10:00:${String(first / 25).padStart(2, "0")}Z`);
  }
  for (let minute = 1; minute <= 59; minute += 1) {
    await work(`2026-11-20T10:${String(minute).padStart(2, "0")}:30Z`);
  }
  for (const channel of ["C0BILLING", "C0SALES"]) {
    expect(heard(channel)).toEqual([expect.stringMatching(/^OPEN: 100 promises are overdue/)]);
    const [message] = house.stub.posts(channel);
    expect(house.stub.replies(channel, message?.ts ?? "")).toHaveLength(1);
  }
  expect([heard("UOTTO").length, heard("UAINO").length, heard("C0DEFAULT").length]).toEqual([1, 1, 0]);
});

test("two promises to one customer, due the same minute, are two alerts; one call keeps one, the other goes on", async () => {
  const { database, deps, work, heard } = house;
  const { store, workspaceId } = database;
  const customerId = await store.customers.ensure(workspaceId, { id: "c-twice" });
  for (const text of ["call about the bill", "call about the line"]) {
    await store.promises.make({
      workspaceId,
      customerId,
      text,
      owner: "UMAIJA",
      team: "billing",
      channel: "phone",
      by: "UMAIJA",
      at: new Date("2026-11-20T09:00:00Z"),
      dueAt: new Date("2026-11-20T14:00:00Z"),
    });
  }
  await work("2026-11-20T14:00:00Z");
  expect(heard("C0BILLING")).toHaveLength(2);
  const call = { id: "out", occurredAt: "2026-11-20T14:05:00Z", channel: "phone", direction: "outbound" };
  await receive(database, [
    { kind: "contact", body: { ...call, reasons: ["x"], customer: { id: "c-twice" } } },
  ]);
  await aggregate(deps, { workspaceId });
  await work("2026-11-20T14:05:02Z");
  const open = await store.promises.openFor(workspaceId, { all: true });
  expect(open).toHaveLength(1);
  expect(heard("C0BILLING").filter((text) => text.startsWith("OPEN"))).toEqual([
    expect.stringContaining(open[0]?.text ?? "none"),
  ]);
  expect(heard("C0BILLING").filter((text) => text.startsWith("KEPT"))).toHaveLength(1);
  expect(heard("UMAIJA")).toEqual([expect.stringContaining("fits best of 2 open promises")]);
});
