import { beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { lastTold, textTo } from "../support/asking.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

type Name = "maija" | "admin";

const NOW = new Date("2037-11-20T10:12:00Z");
const house = useSlackHouse({ now: NOW });
const DAY_MS = 86_400_000;

beforeEach(async () => {
  const { db, store, workspaceId } = house.database;
  await db.pool.query(
    "TRUNCATE event, customer, customer_identity, contact, contact_reason, bucket, reason_day, reason_mend, reason, source_hour, audit_entry CASCADE",
  );
  await store.costs.save(workspaceId, usualCosts);
});

const costs = () => house.database.store.costs.get(house.database.workspaceId);
const form = (user: Name) => house.local.modals(user).at(-1);

/** Forty days with two contacts each, of ten minutes; every second day the same customer. */
async function heard(reasons = ["late"]): Promise<void> {
  const events = Array.from({ length: 80 }, (_, each) => {
    const at = new Date(NOW.getTime() - Math.floor(each / 2) * DAY_MS - 3_600_000 - (each % 2) * 60_000);
    return contact({
      ...{
        id: `c-${each}`,
        occurredAt: at.toISOString(),
        customer: { id: `${each % 4 === 0 ? "often" : each}` },
      },
      ...{ reasons, handleSeconds: 600 },
    });
  });
  await receive(house.database, events);
  await aggregate(jobDeps(house.database, NOW.toISOString()), { workspaceId: house.database.workspaceId });
}

describe("/earshot cost", () => {
  test("is filled in by an admin, kept, said back and written down", async () => {
    await house.local.as("admin").command("/earshot cost", { channel: "earshot" });
    await expect.poll(() => house.local.modals("admin").length).toBe(1);
    expect(checkView(form("admin")?.view ?? {})).toEqual([]);
    await house.local.as("admin").submit({
      ...{ currency: "sek", "per-hour": "420, chat 300", "per-contact": "letter 95,50", "repeat-days": "14" },
    });
    expect(form("admin")).toBeUndefined();
    expect(await costs()).toEqual({
      currency: "SEK",
      perHour: { default: 420, chat: 300 },
      perContact: { letter: 95.5 },
      repeatDays: 14,
    });
    await expect
      .poll(() => lastTold(house, "admin"))
      .toContain("an hour 420, chat 300; a contact letter 95.5, in SEK");
    expect(await lastTold(house, "admin")).toContain("Repeats are counted anew within 14 days");
    expect(await house.database.store.costs.recountDue()).toEqual([house.database.workspaceId]);
    const { rows } = await house.database.db.pool.query("SELECT action, subject FROM audit_entry");
    expect(rows).toEqual([{ action: "setting", subject: "costs" }]);
  });

  test("says at each field what is wrong, and keeps nothing", async () => {
    await house.local.as("admin").command("/earshot cost", { channel: "earshot" });
    await expect.poll(() => house.local.modals("admin").length).toBe(1);
    await house.local.as("admin").submit({
      ...{ currency: "EURO", "per-hour": "-42", "per-contact": "pigeon 3", "repeat-days": "0" },
    });
    expect(form("admin")?.errors).toEqual({
      currency: '"EURO" is no currency of ISO 4217; did you mean EUR? Write one such as EUR.',
      "per-hour": '"-42" is below zero; nothing costs less than 0.',
      "per-contact": expect.stringContaining('"pigeon" is no channel of contacts; there are phone, email'),
      "repeat-days": '"0" is not a whole number of days from 1 to 90.',
    });
    expect(await costs()).toEqual(usualCosts);
    await house.local.as("admin").close();
  });

  test("is for admins only", async () => {
    expect(await textTo(house, "maija", "/earshot cost")).toContain("admin");
    expect(house.local.modals("maija")).toEqual([]);
  });
});

describe("a reason's page", () => {
  test("says how to set rates where there are none, and how many contacts repeat", async () => {
    await heard();
    const page = await textTo(house, "maija", "/signals late");
    expect(page).toContain("Cost: no rates are set. A workspace admin sets them with `/earshot cost`.");
    // thirty days and the part of today: the customer who calls every second day repeats it each time
    expect(page).toMatch(
      /Repeats: of 6\d contacts of the last 30 days 15 are repeats \(same customer and reason within 7 days\)/,
    );
  });

  test("says what it costs a month, on what that stands, and how much is avoidable", async () => {
    const { store, workspaceId } = house.database;
    await heard();
    await store.costs.save(workspaceId, { ...usualCosts, perHour: { default: 42 } });
    const page = await textTo(house, "maija", "/signals late");
    expect(page).toMatch(
      /Cost of the last 30 days: €4[23]\d, at €42 an hour, all contacts with a handle time\. Nobody has said/,
    );
    await store.reasons.upsert(workspaceId, { code: "late", value: "eliminate" }, NOW);
    expect(await textTo(house, "maija", "/signals late")).toContain("All of it is avoidable.");
  });

  test("marks it as mended by a line, by its button, and takes it back", async () => {
    await heard();
    expect(await textTo(house, "maija", "/signals mended late on 2037-11-02 new carrier")).toContain(
      "*Late* is marked as mended on 2 Nov 2037",
    );
    const page = await textTo(house, "maija", "/signals late");
    expect(page).toContain(
      "Mended on 2 Nov 2037: unchanged from 14 to 14 a week, ratio 1.00 (0.53 to 1.87, 90 % sure), after 2 weeks: not yet proven.",
    );
    expect(page).toContain("“new carrier”");
    const said = house.local.ephemerals("maija").at(-1);
    await house.local.as("maija").click(said, "mend-open");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    expect(checkView(form("maija")?.view ?? {})).toEqual([]);
    await house.local.as("maija").submit({ date: "2037-11-25" });
    expect(form("maija")?.errors).toEqual({
      date: "25 Nov 2037 is still to come. Mark it when it is mended.",
    });
    await house.local.as("maija").submit({ date: "2037-11-16", note: "a better one" });
    expect(form("maija")).toBeUndefined();
    const latest = () => house.database.store.mends.latest(house.database.workspaceId, "late");
    await expect.poll(async () => (await latest())?.mendedOn).toBe("2037-11-16");
    expect(await textTo(house, "maija", "/signals unmended late")).toContain(
      "not watched as mended any more",
    );
    expect((await latest())?.endedAt).not.toBeNull();
  });

  test("a page and a form that stand open while their reason goes say so", async () => {
    await heard();
    await textTo(house, "maija", "/signals late");
    const page = house.local.ephemerals("maija").at(-1);
    await house.local.as("maija").click(page, "mend-open");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    await house.database.db.pool.query("TRUNCATE contact_reason, reason CASCADE");
    await house.local.as("maija").submit({ date: "2037-11-16" });
    expect(form("maija")?.errors).toEqual({ date: "No reason is called `late`." });
    await house.local.as("maija").close();
    await house.local.as("maija").click(page, "mend-open");
    await expect.poll(() => house.local.ephemerals("maija").at(-1)?.text).toBe("No reason is called `late`.");
  });

  test("refuses days and reasons that cannot be, in words", async () => {
    await heard();
    expect(await textTo(house, "maija", "/signals mended late on 2037-13-01")).toContain(
      "I cannot read the day in “2037-13-01”",
    );
    expect(await textTo(house, "maija", "/signals mended late on 1.12.2037")).toContain("is still to come");
    expect(await textTo(house, "maija", "/signals mended late on 2020-01-01")).toContain(
      "more than a year ago",
    );
    expect(await textTo(house, "maija", "/signals mended lat")).toContain("`/signals mended late`");
    expect(await textTo(house, "maija", "/signals mended")).toContain("Say which reason was mended");
    expect(await textTo(house, "maija", "/signals unmended late")).toContain("is not marked as mended");
  });
});

test("the week's top reasons say what they cost and how many repeat", async () => {
  const { store, workspaceId } = house.database;
  await heard(["late", "wrong"]);
  expect(await textTo(house, "maija", "/signals top")).toMatch(
    /Late: \d+ contacts.*; 2\d % repeats|Late: \d+ contacts.* 2\d % repeats/,
  );
  await store.costs.save(workspaceId, { ...usualCosts, perHour: { default: 42 } });
  // fourteen contacts, each half of seven euros
  expect(await textTo(house, "maija", "/signals top")).toMatch(/Late: 14 contacts.*about €49/);
});
