import { beforeEach, describe, expect, test } from "vitest";
import { readTouchpoint } from "../../src/slack/forms/touchpoint-fields.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { formTo, textTo } from "../support/asking.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

/** Friday, 10:12 in Helsinki. */
const NOW = new Date("2037-11-20T08:12:00Z");
const house = useSlackHouse({ now: NOW });

beforeEach(async () => {
  const { db, store, workspaceId } = house.database;
  await db.pool.query(
    "TRUNCATE touchpoint, score_day, survey_day, survey, feedback, contact, customer, audit_entry CASCADE",
  );
  await store.touchpoints.save(workspaceId, {
    ...{ code: "invoice", label: "Invoice", targets: { csat: 4.2 } },
    channelTargets: { phone: { nps: 10 } },
  });
});

const invoice = () => house.database.store.touchpoints.get(house.database.workspaceId, "invoice");
const form = () => house.local.modals("admin").at(-1);

/** Counted answers of the day before. */
async function said(metric: string, channel: string, counts: Record<number, number>) {
  const { db, workspaceId } = house.database;
  await db.pool.query(
    `INSERT INTO score_day (workspace_id, touchpoint, metric, day, channel, score, count)
     SELECT $1, 'invoice', $2, '2037-11-19', $3, score, count FROM unnest($4::int[], $5::int[]) AS s (score, count)`,
    [workspaceId, metric, channel, Object.keys(counts), Object.values(counts)],
  );
}

describe("/earshot touchpoint invoice", () => {
  test("is filled in by an admin, saved, said back, judged and written down", async () => {
    const shown = await formTo(house, "admin", "/earshot touchpoint invoice");
    expect(shown).toContain('"initial_value":"4.2"');
    expect(shown).toContain('"initial_value":"phone nps 10"');
    expect(shown).toContain("Target NPS (-100 to 100)");
    await house.local.as("admin").submit({
      ...{ label: "The invoice", nps: "-5", csat: "4,3", ces: "" },
      channels: "chat csat 4\nphone csat 4.1",
    });
    expect(form()).toBeUndefined();
    expect(await invoice()).toEqual({
      ...{ code: "invoice", label: "The invoice", targets: { nps: -5, csat: 4.3 } },
      channelTargets: { phone: { csat: 4.1 }, chat: { csat: 4 } },
    });
    const { store, workspaceId } = house.database;
    expect(await store.audit.latest(workspaceId)).toMatchObject([{ subject: "touchpoint invoice" }]);
  });

  test.each([
    ["nps", "101", "NPS goes from -100 to 100"],
    ["csat", "0.5", "CSAT goes from 1 to 5"],
    ["ces", "8", "CES goes from 1 to 7"],
    ["csat", "good", "Write a number, such as 4.2"],
    ["nps", "4e1", "Write a number, such as 40"],
    ["channels", "phone csat 6", "Line 1: CSAT goes from 1 to 5"],
    ["channels", "chat csat 4\n\npigeon csat 4", "Line 3: write channel, metric and number"],
    ["channels", "chat csat 4\nchat csat 5", "Line 2: chat has a target for CSAT already"],
    ["label", " ", "name"],
  ])("%s “%s” is refused in words", (field, typed, why) => {
    const whole = { label: "Invoice", nps: "", csat: "4", ces: "", channels: "", [field]: typed };
    const values = Object.entries(whole).map(([id, value]) => [
      id,
      { [id]: { type: "plain_text_input", value } },
    ]);
    const read = readTouchpoint(wordsIn("en"), Object.fromEntries(values));
    expect(read).toEqual({ errors: { [field]: expect.stringContaining(why) } });
  });

  test("what is refused stays open and is not saved", async () => {
    await formTo(house, "admin", "/earshot touchpoint invoice");
    const before = await invoice();
    await house.local.as("admin").submit({ label: "Bill", nps: "140", csat: "4", ces: "", channels: "" });
    expect(form()?.errors).toEqual({ nps: "NPS goes from -100 to 100" });
    expect(await invoice()).toEqual(before);
  });

  test("is for admins only, and knows what there is", async () => {
    expect(await textTo(house, "maija", "/earshot touchpoint invoice")).toMatch(/admin/i);
    expect(await textTo(house, "admin", "/earshot touchpoint invoce")).toContain("Known: invoice");
    expect(await textTo(house, "maija", "/earshot touchpoint")).toContain("Invoice");
  });
});

describe("/signals touchpoint", () => {
  test("shows scores against targets, channels, change, who answers, and that no breaking point is known", async () => {
    await said("csat", "phone", { 5: 60, 3: 80, 1: 60 });
    await said("csat", "chat", { 5: 10, 4: 10 });
    await said("nps", "phone", { 9: 8, 7: 4, 2: 4 });
    const { db, workspaceId } = house.database;
    await db.pool.query("INSERT INTO survey_day VALUES ($1, 'invoice', '2037-11-19', 2000, 220)", [
      workspaceId,
    ]);
    const page = await textTo(house, "maija", "/signals touchpoint Invoice");
    for (const words of [
      "Invoice from 23 Oct to 19 Nov",
      "Those who answered (11 % of 2,000 asked) say:",
      "CSAT 3.14 (90 % sure:",
      "220 answers); below its target 4.2",
      "36 % gave 4 or 5",
      "◦ phone: CSAT 3",
      "◦ phone: NPS 25 (90 % sure:",
      "too few answers to tell, about",
      "Waiting: 0 NPS answers of a known wait; 40 are needed",
      "Asked: 2,000 surveys sent, 220 answered (11 %), 1,780 not.",
    ]) {
      expect(page).toContain(words);
    }
    expect(page).not.toContain("Customers say");
    const list = await textTo(house, "maija", "/signals touchpoints");
    expect(list).toContain("Invoice (`invoice`): Those who answered (11 % of 2,000 asked) say:");
  });

  test("speaks of customers once the coverage is what the workspace asks for", async () => {
    await said("csat", "", { 4: 40 });
    const { db, workspaceId } = house.database;
    await db.pool.query("INSERT INTO survey_day VALUES ($1, 'invoice', '2037-11-19', 100, 40)", [
      workspaceId,
    ]);
    expect(await textTo(house, "maija", "/signals touchpoint invoice")).toContain("Customers say:");
  });

  test("of one that is not known names those that are", async () => {
    expect(await textTo(house, "maija", "/signals touchpoint moon")).toBe(
      "There is no touchpoint “moon”. Known: invoice.",
    );
  });
});
