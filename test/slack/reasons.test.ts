import { beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { spikeOpening } from "../../jobs/detect/openSpike.ts";
import { recode } from "../../jobs/recode.ts";
import { tellNewReasons } from "../../jobs/sweep/tellNewReasons.ts";
import { sendNotice } from "../../src/slack/delivery/send-notice.ts";
import { answerTo, lastTold, textTo } from "../support/asking.ts";
import { spikeFacts } from "../support/facts.ts";
import { contact, receive } from "../support/inbox.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

type Name = "maija" | "otto" | "noor" | "admin";

/** Friday, 12:00 in Helsinki; Slack's requests are signed by the real clock. */
const NOW = new Date("2037-11-20T10:00:00Z");
const house = useSlackHouse({ now: NOW });

beforeEach(async () => {
  const { db, store, workspaceId } = house.database;
  await db.pool.query(
    "TRUNCATE event, customer, contact, contact_reason, bucket, reason, recoding, notice, mute, reason_day, coding_day CASCADE",
  );
  const slackChannel = house.local.channels["billing-alerts"] ?? null;
  await store.reasons.upsert(
    workspaceId,
    { code: "invoice-wrong", label: "Invoice is wrong", slackChannel, value: "eliminate", aliases: ["bill"] },
    NOW,
  );
  await hear(12, ["invoice-wrong"]);
  await hear(6, ["INV-ERR"]);
  await hear(2, ["INV-ERR", "invoice-wrong"]);
  await hear(7, ["esim-activation"]);
});

let count = 0;

/** So many contacts that mention these. */
async function hear(many: number, reasons: string[]): Promise<void> {
  const sent = Array.from({ length: many }, () => {
    count += 1;
    return contact({ id: `c-${count}`, reasons, occurredAt: "2037-11-19T10:00:00.000Z" });
  });
  await receive(house.database, sent);
  await aggregate(house.deps, { workspaceId: house.database.workspaceId });
}

const modal = (user: Name) => house.local.modals(user).at(-1);
const view = (user: Name) => JSON.stringify(modal(user)?.view ?? {});
const reasons = () => house.database.store.reasons.list(house.database.workspaceId);
const reason = (code: string) => house.database.store.reasons.get(house.database.workspaceId, code);

async function shows(user: Name, words: string): Promise<void> {
  await expect.poll(() => view(user)).toContain(words);
  expect(checkView(modal(user)?.view ?? {})).toEqual([]);
}

const underWay = async () => (await house.database.store.recodings.open(house.database.workspaceId)).length;

/** Does what was asked for, and says what is to be said. */
async function work(): Promise<void> {
  await recode(house.deps, { workspaceId: house.database.workspaceId });
  for (const id of await house.database.store.notices.due(NOW)) await sendNotice(house.deps, id);
}

describe("/earshot reasons", () => {
  test("shows what is not in the catalogue first, with what it looks like, then the catalogue with its shares", async () => {
    const text = await textTo(house, "otto", "/earshot reasons");
    expect(text).toContain("Reasons: 1 in the catalogue, 2 not yet in it");
    expect(text).toContain("INV ERR (`INV-ERR`): 8 contacts (30 %); looks like Invoice is wrong (0.90)");
    expect(text).toContain(
      "Esim activation (`esim-activation`): 7 contacts (26 %); nothing in the catalogue looks like it",
    );
    expect(text).toContain("Invoice is wrong (`invoice-wrong`): 14 contacts (52 %); also bill; owner <#");
    expect(text).toContain("to eliminate");
    expect(text.indexOf("INV-ERR")).toBeLessThan(text.indexOf("`invoice-wrong`"));
  });

  test("speaks the reader's language", async () => {
    const text = await textTo(house, "noor", "/earshot reasons");
    expect(text).toContain(
      "INV ERR (`INV-ERR`): 8 yhteydenottoa (30 %); muistuttaa syytä Invoice is wrong (0,90)",
    );
    expect(text).toContain("; poistetaan");
  });

  test("turns its pages in place", async () => {
    const { store, workspaceId } = house.database;
    for (let n = 10; n < 35; n += 1)
      await store.reasons.upsert(workspaceId, { code: `r-${n}`, label: `Reason ${n}` }, NOW);
    const { answer: list } = await answerTo(house, "otto", "/earshot reasons");
    expect(JSON.stringify(list)).toContain("Page 1 of 3.");
    await house.local.as("otto").click(list, "reasons-page-2");
    await expect.poll(() => JSON.stringify(house.local.ephemerals("otto").at(-1))).toContain("Page 2 of 3.");
    expect((await answerTo(house, "otto", "/earshot reasons 9")).words).toContain("Page 3 of 3.");
  });
});

describe("a merge", () => {
  test("says in numbers what it would do, does it, draws the list again and tells who asked", async () => {
    const { answer: list } = await answerTo(house, "admin", "/earshot reasons");
    await house.local.as("admin").click(list, "reason-merge");
    await shows(
      "admin",
      "8 contacts mention INV ERR and 14 Invoice is wrong. 2 mention both and count once: 20 contacts together.",
    );
    await house.local.as("admin").submit();
    await expect
      .poll(() => JSON.stringify(house.local.ephemerals("admin").at(-1)))
      .toContain("`INV-ERR` is becoming part of *Invoice is wrong*");
    await work();
    expect((await reasons()).map(({ code, aliases }) => [code, aliases])).toEqual([
      ["esim-activation", []],
      ["invoice-wrong", ["INV-ERR", "bill"]],
    ]);
    await expect
      .poll(() => lastTold(house, "admin"))
      .toBe(
        "Done: `INV-ERR` is part of Invoice is wrong now. 8 contacts moved; 2 mentioned both and count once.",
      );
    const text = await textTo(house, "admin", "/earshot reasons");
    expect(text).toContain("Invoice is wrong (`invoice-wrong`): 20 contacts (74 %); also INV-ERR, bill");
  });

  test("is taken by name, alias and code on the command line, and refused in words", async () => {
    const refusals: [string, string][] = [
      ["/earshot merge bill into invoice-wrong", "`invoice-wrong` cannot be merged into itself."],
      ["/earshot merge invoice-wrong into Invoice is wrong", "`invoice-wrong` cannot be merged into itself."],
    ];
    for (const [line, why] of refusals) {
      await house.local.as("admin").command(line, { channel: "earshot" });
      await shows("admin", why);
      await house.local.as("admin").close();
    }
    expect(await textTo(house, "admin", "/earshot merge nothing")).toContain("Say what becomes part of what");
    expect(await textTo(house, "admin", "/earshot merge INV-ERR into invoic-wrong")).toContain(
      "invoice-wrong",
    );
    expect(await textTo(house, "otto", "/earshot merge INV-ERR into bill")).toContain("Only an admin");
    await house.local.as("admin").command("/earshot merge inv-err into BILL", { channel: "earshot" });
    await shows("admin", "20 contacts together");
  });

  test("that became a circle while its form stood open is refused to who asked, and changes nothing", async () => {
    await house.local
      .as("admin")
      .command("/earshot merge INV-ERR into esim-activation", { channel: "earshot" });
    await shows("admin", "15 contacts together");
    const { store, workspaceId } = house.database;
    await store.recodings.ask(workspaceId, {
      ...{ kind: "merge", code: "esim-activation", into: "INV-ERR" },
      ...{ askedBy: house.local.users.admin.id, askedAt: NOW },
    });
    await recode(house.deps, { workspaceId });
    await house.local.as("admin").submit();
    await expect
      .poll(() => lastTold(house, "admin"))
      .toContain("`esim-activation` is part of `INV-ERR` already; a circle would mean nothing.");
    expect(await reason("INV-ERR")).toMatchObject({ code: "INV-ERR", aliases: ["esim-activation"] });
  });
});

test("a merged code is understood wherever a reason is named", async () => {
  const { store, workspaceId } = house.database;
  await store.recodings.ask(workspaceId, {
    ...{
      kind: "merge",
      code: "INV-ERR",
      into: "invoice-wrong",
      askedBy: house.local.users.admin.id,
      askedAt: NOW,
    },
  });
  await work();
  await store.routes.change(workspaceId, () => [
    {
      ...{ kinds: [], reasons: ["inv-*"], channels: [], touchpoints: [], teams: [] },
      ...{ slackChannels: ["C0ROUTE"], continues: false },
    },
  ]);
  const workspace = await store.workspaces.sole();
  const subject = { key: "invoice-wrong", reason: "invoice-wrong" };
  const opening = await spikeOpening(
    house.deps,
    workspace,
    subject,
    spikeFacts({ reason: "invoice-wrong" }),
    NOW,
  );
  expect(opening.slackChannels).toMatchObject([{ slackChannel: "C0ROUTE" }]);
  expect((await answerTo(house, "otto", "/signals INV-ERR")).words).toContain("Invoice is wrong");
  expect(await textTo(house, "otto", "/signals mute inv-err 3d")).toContain("Invoice is wrong");
  expect((await store.mutes.list(workspaceId, NOW)).map((mute) => mute.reason)).toEqual(["invoice-wrong"]);
  const sales = house.local.channels["sales-alerts"] ?? "";
  await answerTo(house, "admin", `/earshot channel <#${sales}|sales-alerts> INV-ERR`);
  expect(await reason("invoice-wrong")).toMatchObject({ slackChannel: sales });
});

describe("/earshot reason", () => {
  test("changes a reason's name, codes, owner, value and whether it says nothing", async () => {
    await house.local.as("admin").command("/earshot reason Invoice is wrong", { channel: "earshot" });
    await shows("admin", "14 contacts (52 %) in 28 days");
    await house.local.as("admin").submit({
      ...{ label: "Wrong invoice", aliases: "bill\nlasku väärin", channel: null },
      ...{ value: "simplify", vague: "yes" },
    });
    await expect
      .poll(() => reason("invoice-wrong"))
      .toMatchObject({
        label: "Wrong invoice",
        aliases: ["bill", "lasku väärin"],
        slackChannel: null,
        value: "simplify",
        isVague: true,
      });
    await expect.poll(() => lastTold(house, "admin")).toContain("Saved: *Wrong invoice*");
  });

  test.each([
    ["a code of a reason of its own", "esim-activation", "is a reason of its own, with its own contacts"],
    ["its own code", "invoice-wrong", "cannot be merged into itself"],
    ["a code that is too long", "x".repeat(101), "at most 100 letters"],
  ])("refuses %s at the field", async (_, alias, why) => {
    await house.local.as("admin").command("/earshot reason invoice-wrong", { channel: "earshot" });
    await shows("admin", "Invoice is wrong");
    await house.local.as("admin").submit({ aliases: `bill\n${alias}` });
    await expect.poll(() => modal("admin")?.errors?.aliases).toContain(why);
    await house.local.as("admin").close();
  });

  test("splits off a code that is taken away, with its contacts", async () => {
    await hear(3, ["bill"]);
    await house.local.as("admin").command("/earshot reason bill", { channel: "earshot" });
    await shows("admin", "Invoice is wrong");
    await house.local.as("admin").submit({ aliases: "" });
    await expect.poll(() => lastTold(house, "admin")).toContain("`bill` is being split off");
    await work();
    await expect
      .poll(() => lastTold(house, "admin"))
      .toBe("Done: `bill` is a reason of its own now, apart from Invoice is wrong, with 3 contacts.");
    expect(await reason("bill")).toMatchObject({ code: "bill", label: "Bill" });
  });

  test("splits nothing off that it had no room to show, or that came while it stood open", async () => {
    const { store, workspaceId } = house.database;
    const many = Array.from({ length: 60 }, (_, n) => `${n}-${"x".repeat(60)}`);
    await store.reasons.upsert(workspaceId, { code: "invoice-wrong", aliases: many }, NOW);
    await house.local.as("admin").command("/earshot reason invoice-wrong", { channel: "earshot" });
    await shows("admin", "and 14 more");
    await store.reasons.upsert(workspaceId, { code: "invoice-wrong", aliases: [...many, "meanwhile"] }, NOW);
    await house.local.as("admin").submit({ label: "Wrong" });
    await expect.poll(() => lastTold(house, "admin")).toContain("Saved: *Wrong*");
    expect(await underWay()).toBe(0);
    expect((await reason("invoice-wrong"))?.aliases).toHaveLength(61);
  });

  test("changes no other reason that its own became part of while it stood open", async () => {
    await house.local.as("admin").command("/earshot reason esim-activation", { channel: "earshot" });
    await shows("admin", "Esim activation");
    await answerTo(house, "admin", "/earshot reasons");
    const { store, workspaceId } = house.database;
    const asked = { kind: "merge", code: "esim-activation", into: "invoice-wrong" } as const;
    await store.recodings.ask(workspaceId, { ...asked, askedBy: "U", askedAt: NOW });
    await work();
    await house.local.as("admin").submit({ label: "Activation" });
    await expect.poll(() => modal("admin")?.errors?.label).toContain("No reason is called");
    expect((await reason("invoice-wrong"))?.label).toBe("Invoice is wrong");
    await house.local.as("admin").close();
  });

  test("splits a code by its own form, which says in numbers what moves", async () => {
    await hear(3, ["bill"]);
    await hear(1, ["bill", "invoice-wrong"]);
    await house.local.as("admin").command("/earshot reason invoice-wrong", { channel: "earshot" });
    await shows("admin", "Split a code off");
    await house.local.as("admin").click(modal("admin")?.view as never, "reason-form-split");
    await shows("admin", "Which code of Invoice is wrong");
    await house.local.as("admin").submit({ target: "bill" });
    await shows(
      "admin",
      "4 contacts were sent with it and move. 1 of them also stays with Invoice is wrong by another code. Invoice is wrong keeps 15.",
    );
    await house.local.as("admin").submit();
    await expect.poll(underWay).toBe(1);
    await work();
    await expect.poll(() => lastTold(house, "admin")).toContain("with 4 contacts");
  });

  test("is for admins, and helps who mistypes", async () => {
    expect(await textTo(house, "otto", "/earshot reason invoice-wrong")).toContain("Only an admin");
    expect(await textTo(house, "admin", "/earshot reason invoce-wrong")).toContain("invoice-wrong");
    expect(await textTo(house, "admin", "/earshot reason")).toContain("Say which reason");
  });
});

describe("new codes", () => {
  async function tell() {
    await tellNewReasons(house.deps);
    for (const id of await house.database.store.notices.due(NOW)) await sendNotice(house.deps, id);
    const messages = await house.local.messages("earshot");
    return messages.filter(({ text }) => text?.includes("not yet in the catalogue"));
  }

  test("are told to the default channel once a day, those with a handful of contacts, and its buttons decide", async () => {
    await hear(4, ["typo"]);
    const before = (await house.local.messages("earshot")).length;
    const [message] = (await tell()).slice(-1);
    expect(checkLimits(message as never)).toEqual([]);
    expect(message?.text).toContain("2 new contact reasons are not yet in the catalogue.");
    expect(message?.text).toContain("looks like Invoice is wrong (0.90)");
    expect(message?.text).not.toContain("typo");
    await hear(20, ["later-today"]);
    await tell();
    expect((await house.local.messages("earshot")).length).toBe(before + 1);

    await house.local.as("otto").click(message, "reason-add");
    await expect.poll(() => house.local.ephemerals("otto").at(-1)?.text).toContain("Only an admin");
    expect(await reason("INV-ERR")).toMatchObject({ cataloguedAt: null });

    const blocks = (message?.blocks ?? []) as { block_id?: string; elements?: { value?: string }[] }[];
    const row = (code: string) =>
      blocks.find(({ elements }) => elements?.some(({ value }) => value === code))?.block_id ?? "";
    await house.local.as("admin").click(message, { actionId: "reason-add", blockId: row("esim-activation") });
    await expect.poll(() => reason("esim-activation")).toMatchObject({ cataloguedAt: NOW });
    const text = async () => (await house.local.messages("earshot")).at(-1)?.text ?? "";
    await expect.poll(text).toContain("✓ Esim activation (`esim-activation`) is in the catalogue");
    const redrawn = (await house.local.messages("earshot")).at(-1);
    await house.local.as("admin").click(redrawn, "reason-later");
    await expect.poll(text).toContain("`INV-ERR`: not now");
    expect(await textTo(house, "admin", "/earshot reasons")).toContain("2 not yet in it");
  });

  test("wait until nine in the morning, and are not told when all of them are decided by then", async () => {
    house.clock.now = new Date("2037-11-20T06:30:00Z");
    await tellNewReasons(house.deps);
    const { store, workspaceId, db } = house.database;
    const laid = async () =>
      (await db.pool.query("SELECT 1 FROM notice WHERE kind = 'new-reasons'")).rowCount;
    expect(await laid()).toBe(0);
    house.clock.now = NOW;
    await tellNewReasons(house.deps);
    expect(await laid()).toBe(1);
    await store.reasons.upsert(workspaceId, { code: "INV-ERR" }, NOW);
    await store.reasons.upsert(workspaceId, { code: "esim-activation" }, NOW);
    const before = (await house.local.messages("earshot")).length;
    for (const id of await store.notices.due(NOW)) await sendNotice(house.deps, id);
    expect((await house.local.messages("earshot")).length).toBe(before);
  });
});
