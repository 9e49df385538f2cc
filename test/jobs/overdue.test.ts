import { describe, expect, test } from "vitest";
import { sweep } from "../../jobs/sweep.ts";
import { checkLimits } from "../support/limits.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();
const { promise, work, heard, acknowledge } = house;
const limitsOf = (message: object = {}) => checkLimits(message as Parameters<typeof checkLimits>[0]);

describe("an overdue promise that nobody acknowledges", () => {
  test("is told to every lead, of the list and of the group, with the alert; its thread names them", async () => {
    house.stub.know([], { SLEADS: ["UOTTO", "UAINO"] });
    await house.database.store.teams.upsert(house.database.workspaceId, {
      code: "billing",
      leadGroup: "SLEADS",
    });
    const { id } = await promise();
    await work("2026-11-20T14:00:00Z");
    const [alert] = house.stub.posts("C0BILLING");
    await work("2026-11-20T14:15:00Z");
    await work("2026-11-20T14:15:02Z");
    for (const lead of ["UOTTO", "UAINO"]) {
      expect(heard(lead)).toEqual([
        expect.stringMatching(
          /^Nobody has acknowledged it: “call back about the refund”, by <@UMAIJA>, was due /,
        ),
      ]);
      const [message] = house.stub.posts(lead);
      expect(message?.blocks?.[0]?.text?.text).toContain(`<https://slack.example/${alert?.ts}|The alert>`);
      expect(message?.blocks?.map(({ block_id }) => block_id?.split(":")[0])).toEqual([
        undefined,
        "signal",
        "promise",
      ]);
      expect(message?.blocks?.[2]?.block_id).toBe(`promise:${id}`);
    }
    expect(house.stub.replies("C0BILLING", alert?.ts ?? "").map(({ text }) => text)).toEqual([
      "Nobody has acknowledged it: Earshot told the leads: otto, aino.",
    ]);
  });

  test("is told to the next level: people, groups and channels", async () => {
    house.stub.know([], { SBOARD: ["UPAULA"] });
    const nextLevel = ["SBOARD", "C0MANAGERS"];
    await house.database.store.teams.upsert(house.database.workspaceId, {
      code: "billing",
      promiseRules: { nextLevel },
    });
    await promise();
    await work("2026-11-20T14:00:00Z");
    await work("2026-11-20T14:15:00Z");
    await work("2026-11-20T15:00:00Z");
    for (const who of ["UPAULA", "C0MANAGERS"]) {
      expect(heard(who)).toEqual([expect.stringContaining("The leads have been told already.")]);
    }
    expect(heard("UOTTO")).toHaveLength(1);
    const [alert] = house.stub.posts("C0BILLING");
    expect(house.stub.replies("C0BILLING", alert?.ts ?? "").at(-1)?.text).toBe(
      "Nobody has acknowledged it: Earshot told the next level: paula, <#C0MANAGERS>.",
    );
  });

  test("is told in the default channel, with how to name a lead, when there is none", async () => {
    await house.database.store.teams.upsert(house.database.workspaceId, { code: "billing", leads: [] });
    await promise();
    await work("2026-11-20T14:00:00Z");
    await work("2026-11-20T14:15:00Z");
    expect(heard("C0DEFAULT")).toEqual([expect.stringContaining("no lead of Billing is named")]);
    expect(heard("C0DEFAULT")[0]).toContain("/earshot lead");
  });

  test("is told to nobody once somebody has it, also when that was just before the word left", async () => {
    await promise();
    await work("2026-11-20T14:00:00Z");
    house.deps.at("2026-11-20T14:15:00Z");
    await sweep(house.deps);
    await acknowledge("2026-11-20T14:15:01Z", "2026-11-20T15:15:00Z");
    await work("2026-11-20T14:15:02Z");
    expect(heard("UOTTO")).toEqual([]);
  });

  test("waits with its word while Slack does not say who the leads are", async () => {
    await house.database.store.teams.upsert(house.database.workspaceId, {
      code: "billing",
      leads: [],
      leadGroup: "SLEADS",
    });
    house.stub.know([], { SLEADS: ["UAINO"] });
    await promise();
    await work("2026-11-20T14:00:00Z");
    house.stub.next("usergroups.users.list", { kind: "status", status: 503, accepted: false });
    await expect(work("2026-11-20T14:15:00Z")).rejects.toThrow("the leads could not be read");
    expect(heard("C0DEFAULT")).toEqual([]);
    await work("2026-11-20T14:16:01Z");
    expect(heard("UAINO")).toHaveLength(1);
  });

  test("is its acknowledger's to hear of when that has run out", async () => {
    await promise();
    await work("2026-11-20T14:00:00Z");
    await acknowledge("2026-11-20T14:05:00Z", "2026-11-20T15:05:00Z");
    await work("2026-11-20T15:05:00Z");
    await work("2026-11-20T15:05:02Z");
    expect(heard("UOTTO")).toEqual([expect.stringContaining("Your acknowledgement has run out")]);
    const [alert] = house.stub.posts("C0BILLING");
    expect(alert?.attachments?.[0]?.color).toBe("#a30200");
    expect(house.stub.replies("C0BILLING", alert?.ts ?? "").map(({ text }) => text)).toEqual([
      "otto acknowledged it.",
      "otto's acknowledgement has run out: it is open again.",
    ]);
  });
});

describe("many overdue promises at once", () => {
  test("are one message that lists them by lateness, and follows what becomes of each", async () => {
    const made = [];
    for (let i = 0; i < 25; i += 1) {
      made.push(
        await promise({ dueAt: new Date(Date.parse("2026-11-20T13:00:00Z") + i * 60_000).toISOString() }),
      );
    }
    await work("2026-11-20T14:00:00Z");
    const posts = () => house.stub.posts("C0BILLING");
    expect(posts()).toHaveLength(1);
    const [message] = posts();
    const blocks = message?.attachments?.[0]?.blocks as {
      block_id?: string;
      elements?: { text?: unknown }[];
    }[];
    const listed = blocks.filter(({ block_id }) => block_id?.startsWith("promise:"));
    expect(listed.map(({ block_id }) => block_id)).toEqual(
      made.slice(0, 20).map(({ id }) => `promise:${id}`),
    );
    expect(message?.text).toContain("25 promises are overdue");
    expect(JSON.stringify(blocks)).toContain("and 5 more: `/promise overdue`");
    expect(JSON.stringify(blocks)).toContain("Acknowledge all");
    expect(limitsOf(message)).toEqual([]);

    const [first] = made;
    const act = { deed: "kept", by: "UMAIJA", at: new Date("2026-11-20T14:10:00Z") } as const;
    await house.database.store.promises.act(house.database.workspaceId, first?.id ?? "", act);
    await work("2026-11-20T14:10:01Z");
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.text).toContain("24 promises are overdue (25 came at once)");
    expect(house.stub.replies("C0BILLING", message?.ts ?? "").map(({ text }) => text)).toEqual([
      expect.stringMatching(/^“call back about the refund”: maija reached the customer/),
    ]);
  });

  test("that all ended are told as over", async () => {
    const made = [await promise(), await promise(), await promise(), await promise()];
    await work("2026-11-20T14:00:00Z");
    for (const { id } of made) {
      await house.database.store.promises.act(house.database.workspaceId, id, {
        deed: "withdrawn",
        by: "UMAIJA",
        at: new Date("2026-11-20T14:10:00Z"),
      });
    }
    await work("2026-11-20T14:10:01Z");
    const [message] = house.stub.posts("C0BILLING");
    expect(message?.attachments?.[0]?.color).toBe("#2eb886");
    expect(message?.text).toContain("4 promises were overdue at once");
    expect(house.stub.replies("C0BILLING", message?.ts ?? "").at(-1)?.text).toBe(
      "None of these promises is overdue any more.",
    );
  });
});
