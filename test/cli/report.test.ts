import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { reportCommand } from "../../src/cli/report.ts";
import { CSV_HEAD } from "../../src/report/csv.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { runCommand } from "./runCommand.ts";

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "earshot-report-"));
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.workspaces.update(workspaceId, { zone: "Europe/Helsinki", name: "A & <b>B</b>" });
  await store.costs.save(workspaceId, {
    currency: "EUR",
    perHour: {},
    perContact: { default: 4 },
    repeatDays: 7,
  });
  await store.reasons.upsert(
    workspaceId,
    { code: "late", label: '=HYPERLINK("evil", "<script>")', value: "eliminate" },
    new Date("2026-11-01T00:00:00Z"),
  );
  const events = ["late", "late", "new-order"].map((reason, n) =>
    contact({ id: `${n}`, occurredAt: `2026-11-1${n}T10:00:00Z`, reasons: [reason] }),
  );
  await receive(database, events);
  await aggregate(jobDeps(database), { workspaceId });
});
afterAll(() => database.close());

const report = (...args: string[]) => runCommand(reportCommand(), args, { DATABASE_URL: database.url });
const PERIOD = ["--from", "2026-11-09", "--to", "2026-11-15"];

test("writes a page by itself, a CSV and JSON of the same figures", async () => {
  const told = JSON.parse(
    await report(...PERIOD, "--html", file("r.html"), "--csv", file("r.csv"), "--json"),
  );
  expect(told.reasons).toMatchObject({ contacts: 3, cost: { all: 12, avoidable: 8, undecided: 4 } });
  expect(
    told.reasons.reasons.map(({ reason, cost }: { reason: string; cost: object }) => [reason, cost]),
  ).toEqual([
    ["late", { amount: 8, part: 8 / 12, cumulative: 8 / 12 }],
    ["new-order", { amount: 4, part: 4 / 12, cumulative: 1 }],
  ]);

  const page = readFileSync(file("r.html"), "utf8");
  expect(page).toContain("<h1>A &amp; &lt;b&gt;B&lt;/b&gt;: causes and cost, 9 Nov 2026 to 15 Nov 2026</h1>");
  expect(page).not.toMatch(/<script|https?:|<link|@import|url\((?!#)/);
  const charts = page.match(/<svg class="chart"/g) ?? [];
  expect(charts.length).toBeGreaterThan(0);
  expect(
    page.match(/<svg class="chart"[^>]*aria-labelledby="\S+ \S+"><title id="[^"]+">[^<]+<\/title><desc/g),
  ).toHaveLength(charts.length);

  const csv = readFileSync(file("r.csv"), "utf8");
  expect(csv.split("\r\n")[0]).toBe(CSV_HEAD.join(","));
  const rows = parse(csv, { columns: true }) as Record<string, string>[];
  expect(rows.find(({ item, figure }) => item === "late" && figure === "cost")).toMatchObject({
    ...{ section: "reasons", value: "8", unit: "EUR" },
    label: `'=HYPERLINK("evil", "<script>")`,
  });
});

test("names one day once", async () => {
  await report("--from", "2026-11-12", "--to", "2026-11-12", "--html", file("day.html"));
  expect(readFileSync(file("day.html"), "utf8")).toContain("causes and cost, 12 Nov 2026</h1>");
});

test("speaks Finnish where asked to", async () => {
  await report(...PERIOD, "--html", file("fi.html"), "--language", "fi");
  const page = readFileSync(file("fi.html"), "utf8");
  expect(page).toContain('<html lang="fi">');
  expect(page).toContain("Mihin luvut perustuvat");
});

describe("what it refuses, in words", () => {
  test.each([
    [["--week"], "say where it goes: --html FILE, --csv FILE or --json"],
    [["--json", "--week", "--month"], "say one of --week, --month and --from with --to"],
    [["--json", "--to", "2026-11-15"], "--to needs --from"],
    [["--json", "--from", "2026-13-01"], '"2026-13-01" is no date such as 2026-11-20'],
    [["--json", "--from", "2026-11-15", "--to", "2026-11-09"], "2026-11-15 is after 2026-11-09"],
    [["--json", "--from", "2020-01-01", "--to", "2026-01-01"], "a report is of 366 at most"],
    [
      ["--json", "--from", "2026-11-09", "--to", "2126-11-09"],
      "2126-11-09 is not over: the last whole day is",
    ],
  ])("%s", async (args, why) => {
    await expect(report(...args)).rejects.toThrow(why);
  });
});
