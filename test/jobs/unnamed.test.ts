import { expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { receive } from "../support/inbox.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();
const canaries = ["canary-7731", "Canaria", "birds.example", "401112223", "40 111 2223"];
const customer = {
  id: "canary-7731",
  name: "Canaria Testimus",
  email: "canary@birds.example",
  phone: "+358 40 111 2223",
};

test("no message of a promise's whole life names its customer, to a channel, in a thread or to a person", async () => {
  const { database, deps, stub, work } = house;
  const { store, workspaceId } = database;
  const nextLevel = ["C0MANAGERS"];
  await store.teams.upsert(workspaceId, { code: "billing", promiseRules: { nextLevel } });
  await store.teams.upsertStaff(workspaceId, { code: "maija", slackUserId: "UMAIJA", teamCode: "billing" });
  const at = (time: string) => `2026-11-20T${time}Z`;
  const hear = async (kind: string, ...bodies: { id: string; [word: string]: unknown }[]) => {
    await receive(
      database,
      bodies.map((body) => ({ kind, body })),
    );
    await aggregate(deps, { workspaceId });
  };
  const made = (id: string, dueAt: string, owner = "maija") => ({
    id: `${id}-made`,
    promiseId: id,
    action: "made",
    occurredAt: at("09:00:00"),
    customer,
    text: `call back, ${id}`,
    dueAt: at(dueAt),
    owner,
    team: "billing",
    channel: "phone",
  });
  const call = (id: string, time: string, outcome: string) => ({
    id,
    occurredAt: at(time),
    channel: "phone",
    direction: "outbound",
    agent: "noor",
    customer,
    reasons: ["refund"],
    summary: `spoke of ${customer.name}`,
    outcome,
  });
  const act = async (id: string, time: string, deed: object) => {
    const open = await store.promises.openFor(workspaceId, { all: true });
    const promise = open.find(({ externalId }) => externalId === id);
    await store.promises.act(workspaceId, promise?.id ?? "", {
      ...deed,
      by: "UOTTO",
      at: new Date(at(time)),
    } as Parameters<typeof store.promises.act>[2]);
    return promise?.id ?? "";
  };

  await hear("promise", made("one", "10:00:00"), made("unowned", "10:30:00", "bot-7"));
  for (const time of ["09:00:02", "09:30:01", "10:00:01"]) await work(at(time));
  await hear("contact", call("vain", "10:05:00", "no-answer"));
  for (const time of ["10:05:02", "10:15:02", "11:00:05"]) await work(at(time));
  await house.acknowledge(at("11:01:00"), at("11:30:00"));
  for (const time of ["11:01:02", "11:30:02"]) await work(at(time));
  const subject = await act("one", "11:35:00", { deed: "handed-over", to: "UAINO" });
  const facts = { kind: "handed-over", by: "UOTTO" } as const;
  await store.notices.add(workspaceId, [{ key: "given", slackTo: "UAINO", subject, facts, at: deps.now() }]);
  await work(at("11:35:02"));
  await hear("contact", call("reached", "11:40:00", "reached"));
  await work(at("11:40:02"));
  await act("unowned", "11:45:00", { deed: "moved", dueAt: new Date(at("15:00:00")), told: false });
  const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => made(id, "12:00:00"));
  if (a && b && c && d) await hear("promise", a, b, c, d);
  for (const time of ["11:59:00", "12:00:01", "12:16:00"]) await work(at(time));
  await act("b", "12:20:00", { deed: "given-up", note: "wrong number" });
  await work(at("12:20:02"));
  await work("2026-11-23T07:00:00Z");
  await work("2026-11-23T07:01:05Z");

  const { rows } = await database.db.pool.query<{ kind: string }>(
    "SELECT DISTINCT kind FROM notice WHERE sent_at IS NOT NULL ORDER BY kind",
  );
  expect(rows.map(({ kind }) => kind)).toEqual([
    "acknowledgement-expired",
    "escalation",
    "handed-over",
    "kept-by-evidence",
    "reminder",
    "week",
  ]);
  const everything = JSON.stringify(stub.messages);
  expect(everything).toContain("promises are overdue");
  expect(everything).toContain("otto gave it up: wrong number.");
  expect(canaries.filter((canary) => everything.includes(canary))).toEqual([]);
});
