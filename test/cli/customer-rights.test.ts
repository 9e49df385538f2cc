import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseCustomerCommand } from "../../src/cli/erase-customer.ts";
import { exportCustomerCommand } from "../../src/cli/export-customer.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { runCommand } from "./runCommand.ts";

let base: TestDatabase;
let folder: string;
let [anna, namesake]: [string, string] = [] as never;
beforeAll(async () => {
  base = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "earshot-customer-"));
  const ensure = async (phone: string) =>
    `${await base.store.customers.ensure(base.workspaceId, { phone, name: "Anna Virtanen" })}`;
  anna = await ensure("0401234567");
  namesake = await ensure("0407654321");
  await base.store.promises.make({
    ...{
      workspaceId: base.workspaceId,
      customerId: anna,
      text: "call back",
      dueAt: new Date("2026-11-21T12:00:00Z"),
    },
    ...{ owner: null, team: null, channel: null, by: "UMAIJA", at: new Date("2026-11-20T12:00:00Z") },
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await base.close();
});

const take = (...words: string[]) => runCommand(exportCustomerCommand(), words, { DATABASE_URL: base.url });
const erase = (ask: (() => Promise<string>) | undefined, ...words: string[]) =>
  runCommand(eraseCustomerCommand(ask), words, { DATABASE_URL: base.url });
const audit = async () =>
  (await base.store.audit.latest(base.workspaceId)).map(({ actor, action, subject }) => [
    actor,
    action,
    subject,
  ]);

test.each([
  ["phone", () => "040 123 4567"],
  ["id", () => anna],
])("export by %s prints all that is kept, and is written down", async (_, words) => {
  const copy = JSON.parse(await take(words()));
  expect(Object.keys(copy)).toEqual([
    ...["exportedAt", "customer", "contacts", "feedback", "surveys", "promises", "waiting", "lookedAt"],
  ]);
  expect(copy.customer).toMatchObject({ id: anna, name: "Anna Virtanen" });
  expect(copy.promises).toMatchObject([{ text: "call back", status: "open", history: [{ action: "made" }] }]);
  expect(copy.lookedAt).toContainEqual(
    expect.objectContaining({ actor: "cli", action: "customer-exported" }),
  );
  expect((await audit())[0]).toEqual(["cli", "customer-exported", anna]);
});

test("--out is for its owner's eyes alone, also over a file that others may read", async () => {
  const file = join(folder, "copy.json");
  await writeFile(file, "old", { mode: 0o644 });
  expect(await take("0401234567", "--out", file)).toBe(`Written to ${file}.`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, "utf8")).customer.id).toBe(anna);
  await expect(take(anna, "--out", join(folder, "none", "x.json"))).rejects.toThrow("Cannot write");
});

test("of several with a name none is guessed: they are listed with their ids", async () => {
  for (const run of [() => take("anna virtanen"), () => erase(undefined, "anna", "--yes")]) {
    await expect(run()).rejects.toThrow(
      /^Several customers fit(?=[\s\S]*\+358401234567 {2}no contact)(?=[\s\S]*\+358407654321 {2}no contact)/,
    );
  }
  expect((await audit()).slice(0, 2).map(([, action]) => action)).toEqual([
    "customer-listed",
    "customer-listed",
  ]);
  await expect(take("nobody")).rejects.toThrow("No customer fits");
  await expect(take("0409999999")).rejects.toThrow("No customer fits");
});

test("erase asks for the id; another answer, or nobody to ask, erases nothing", async () => {
  expect(await erase(async () => "yes", anna)).toContain("Nothing was erased.");
  await expect(erase(undefined, anna)).rejects.toThrow("add --yes");
  expect(await base.store.customers.profile(base.workspaceId, anna)).not.toBeNull();
});

test("erase says what it takes and what Slack keeps, and leaves the namesake", async () => {
  const printed = await erase(async () => anna, "040 1234567");
  expect(printed).toContain(`Customer ${anna}`);
  expect(printed).toContain("1 promise too; open, and withdrawn: 1");
  expect(printed).toContain("What Slack keeps besides stays there");
  expect(printed).not.toContain("Anna");
  expect((await audit())[0]).toEqual(["cli", "customer-erased", anna]);
  await expect(take(anna)).rejects.toThrow("No customer fits");
  expect(await take("anna")).toContain(namesake);
  expect(await erase(undefined, namesake, "--yes")).toContain("Erased. 0 contacts");
});

test("--workspace names one that is there", async () => {
  await expect(take("anna", "--workspace", "T0NOBODY")).rejects.toThrow("There is no workspace T0NOBODY");
});
