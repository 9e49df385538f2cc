import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { random } from "../../bench/detection/random.ts";
import { backtestCommand } from "../../src/cli/backtest.ts";
import { runCommand } from "./runCommand.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "earshot-backtest-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const DAY = 86_400_000;
const date = (day: number) => new Date(Date.UTC(2025, 0, 6) + day * DAY).toISOString().slice(0, 10);

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

async function scores(lines: readonly string[], ...options: string[]) {
  const out = join(folder, "scores.csv");
  await runCommand(backtestCommand(), ["--counts", file("counts.csv", lines), "--out", out, ...options]);
  const [header, ...rows] = readFileSync(out, "utf8").trim().split("\n");
  expect(header).toBe("series,channel,start,count,expected,lower,upper,p,score,alert");
  return rows.map((row) => {
    const [series = "", channel = "", start = "", ...numbers] = row.split(",");
    const [count = 0, expected = 0, lower = 0, upper = 0, p = 0, score = 0, alert = 0] = numbers.map(Number);
    return { series, channel, start, count, expected, lower, upper, p, score, alert };
  });
}

/** 120 days of one reason around 20 a day; `change` alters a day's count. */
function daily(change: (day: number, count: number) => number | undefined = (_, count) => count): string[] {
  const draws = random(3);
  const rows = ["series,start,count"];
  for (let day = 0; day < 120; day += 1) {
    const count = change(day, draws.poisson(20));
    if (count !== undefined) rows.push(`invoice,${date(day)},${count}`);
  }
  return rows;
}

describe("a file of counts", () => {
  test("gives a row a bucket; 60 instead of 20 is the one alert, its p tiny, its range around 20", async () => {
    const rows = await scores(
      daily((day, count) => (day === 90 ? 60 : count)),
      "--bucket",
      "1d",
    );
    expect(rows).toHaveLength(120);
    expect(rows.filter(({ alert }) => alert === 1).map(({ start }) => start)).toEqual([date(90)]);
    const spike = rows[90];
    expect(spike?.expected).toBeGreaterThan(17);
    expect(spike?.expected).toBeLessThan(23);
    expect(spike?.lower).toBeLessThan(20);
    expect(spike?.upper).toBeLessThan(40);
    expect(spike?.p).toBeLessThan(1e-6);
    expect(Math.max(...rows.map(({ score }) => score))).toBe(spike?.score);
  });

  test("expects what was known before the bucket: what comes later changes nothing", async () => {
    const whole = await scores(daily(), "--bucket", "1d");
    const changed = await scores(
      daily((day, count) => (day >= 100 ? count * 7 : count)),
      "--bucket",
      "1d",
    );
    expect(changed.slice(0, 100)).toEqual(whole.slice(0, 100));
    expect(changed[100]?.expected).toBe(whole[100]?.expected);
    expect(changed[100]?.upper).toBe(whole[100]?.upper);
  });

  test("a missing bucket is a gap: ten days without rows do not lower what is expected after them", async () => {
    const rows = await scores(
      daily((day, count) => (day >= 80 && day < 90 ? undefined : count)),
      "--bucket",
      "1d",
    );
    expect(rows).toHaveLength(110);
    expect(rows.find(({ start }) => start === date(90))?.expected).toBeGreaterThan(16);
  });

  test("says the same whether it is ordered by start or by series", async () => {
    const draws = random(5);
    const rows: [string, string][] = [];
    for (const series of ["a", "b", '"c, d"'])
      for (let hour = 0; hour < 24 * 21; hour += 1) {
        const start = new Date(Date.UTC(2025, 0, 6, hour)).toISOString();
        rows.push([start, `${series},phone,${start},${draws.poisson(4)}`]);
      }
    const header = "series,channel,start,count";
    const bySeries = await scores([header, ...rows.map(([, row]) => row)], "--bucket", "1h");
    const byStart = await scores(
      [header, ...[...rows].sort(([a], [b]) => a.localeCompare(b)).map(([, row]) => row)],
      "--bucket",
      "1h",
    );
    expect(byStart).toEqual(bySeries);
    expect(bySeries).toHaveLength(3 * 24 * 21);
  });

  test("of 5-minute buckets is judged as live: 15 minutes of ten times the usual alert within the quarter", async () => {
    const draws = random(9);
    const rows = ["series,channel,start,count"];
    const spikeAt = 16 * 288 + 120;
    for (let i = 0; i < 17 * 288; i += 1) {
      const usual = i % 288 > 96 && i % 288 < 216 ? 2 : 0.3;
      const count = draws.poisson(i >= spikeAt && i < spikeAt + 3 ? usual * 10 : usual);
      rows.push(`login,web,${new Date(Date.UTC(2025, 0, 6) + i * 300_000).toISOString()},${count}`);
    }
    const alerts = (await scores(rows, "--bucket", "5m")).filter(({ alert }) => alert === 1);
    expect(alerts).toHaveLength(1);
    const late = Date.parse(alerts[0]?.start ?? "") - Date.UTC(2025, 0, 6) - spikeAt * 300_000;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(600_000);
  });

  test("with its holidays: 8 instead of 20 on a holiday does not teach the next days", async () => {
    const quiet = (day: number, count: number) => (day === 60 ? 2 : count);
    const known = await scores(
      daily(quiet),
      "--bucket",
      "1d",
      "--holidays-file",
      file("holidays.txt", [date(60)]),
    );
    const unknown = await scores(daily(quiet), "--bucket", "1d");
    expect(known[62]?.expected ?? 0).toBeGreaterThan(unknown[62]?.expected ?? 99);
  });

  test("keeps p and score where doubles end", async () => {
    const rows = await scores(
      daily((day, count) => (day === 100 ? 90_000 : day === 110 ? 95_000 : count)),
      "--bucket",
      "1d",
    );
    expect(rows[100]?.score).toBeGreaterThan(50);
    expect(rows[110]?.score).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(rows[100]?.p).toBeLessThan(1e-12);
  });
});

describe("a bad file is refused by line:", () => {
  const refused = async (lines: readonly string[], ...options: string[]) =>
    runCommand(backtestCommand(), [
      "--counts",
      file("bad.csv", lines),
      "--out",
      join(folder, "bad-out.csv"),
      "--bucket",
      "1d",
      ...options,
    ]);
  test.each([
    ["a negative count", ["a,2025-01-01,3", "a,2025-01-02,-1"], /line 3: count "-1" is not a whole number/],
    ["a fractional count", ["a,2025-01-01,3.5"], /line 2: count "3.5"/],
    ["an empty count", ["a,2025-01-01,"], /line 2: count ""/],
    ["a date that does not exist", ["a,2025-02-30,3"], /line 2: start "2025-02-30" is not a date/],
    [
      "a bucket twice",
      ["a,2025-01-01,3", "a,2025-01-01,4"],
      /line 3: series "a" has bucket 2025-01-01 twice/,
    ],
    ["unsorted rows", ["a,2025-01-02,3", "a,2025-01-01,4"], /line 3: series "a" goes back in time/],
    ["an empty series", [",2025-01-02,3"], /line 2: the series is empty/],
    ["mixed order", ["a,2025-01-02,3", "b,2025-01-01,4", "a,2025-01-03,1"], /the rows are mixed/],
    ["no rows", [], /holds no counts/],
  ])("%s", async (_, rows, message) => {
    await expect(refused(["series,start,count", ...rows])).rejects.toThrow(message);
  });

  test("a header without its columns, an irregular bucket, an unknown zone or country", async () => {
    await expect(refused(["reason,start,count", "a,2025-01-01,1"])).rejects.toThrow(
      /line 1: no column "series"/,
    );
    await expect(
      refused(
        ["series,start,count", "a,2025-01-01T00:10:00Z,1", "a,2025-01-01T01:05:00Z,1"],
        "--bucket",
        "1h",
      ),
    ).rejects.toThrow(/line 3: start "2025-01-01T01:05:00Z" is not a whole number of buckets/);
    await expect(refused(["series,start,count"], "--zone", "Mars/Olympus")).rejects.toThrow(
      /unknown time zone/,
    );
    await expect(refused(["series,start,count"], "--holidays", "ZZ")).rejects.toThrow(
      /no holidays are known for "ZZ"/,
    );
    await expect(runCommand(backtestCommand(), ["--counts", join(folder, "none.csv")])).rejects.toThrow(
      /no such file/,
    );
    await expect(refused(["series,start,count"], "--html", "page.html")).rejects.toThrow(
      "--html is for --events",
    );
    await expect(
      runCommand(backtestCommand(), [
        "--counts",
        file("c.csv", ["series,start,count", "a,2025-01-01,3"]),
        "--json",
      ]),
    ).rejects.toThrow("--json needs --out");
    await expect(
      runCommand(backtestCommand(), ["--events", join(folder, "c.csv"), "--out", "x.csv"]),
    ).rejects.toThrow("--out is for --counts");
    await expect(runCommand(backtestCommand(), [])).rejects.toThrow(/either --counts FILE or --events FILE/);
  });
});

describe("a file of contacts", () => {
  function contacts(): string[] {
    const draws = random(4);
    const rows = ["occurredAt,reason,channel,note"];
    for (let hour = 0; hour < 24 * 30; hour += 1)
      for (const reason of ["invoice", "login", "<b>moving</b>"]) {
        const spike = reason === "login" && hour >= 24 * 27 + 10 && hour < 24 * 27 + 13;
        const count = draws.poisson((hour % 24 > 7 && hour % 24 < 18 ? 8 : 1) * (spike ? 5 : 1));
        for (let i = 0; i < count; i += 1) {
          const at = Date.UTC(2025, 0, 6, hour) + Math.floor((i * 3_600_000) / count);
          rows.push(`${new Date(at).toISOString()},${reason},phone,"a, note"`);
        }
      }
    return rows;
  }

  test("lists the one alert with its date, numbers and odds, and draws it", async () => {
    const path = file("contacts.csv", contacts());
    const html = join(folder, "report.html");
    const text = await runCommand(backtestCommand(), ["--events", path, "--html", html]);
    expect(text).toMatch(
      /^1 alert would have fired from 2025-01-06 to 2025-02-0\d \(30 days\):\n2025-02-02 1\d:\d\d {2}login: \d+ in /,
    );
    expect(text).toMatch(/times the usual \(90 % sure: [\d.]+-[\d.]+\); by chance about once in/);
    const page = readFileSync(html, "utf8");
    expect(page).toContain("<h2>login</h2>\n<svg");
    expect(page).not.toMatch(/<script|https?:/);

    const [alert] = JSON.parse(await runCommand(backtestCommand(), ["--events", path, "--json"]));
    expect(alert).toMatchObject({ reason: "login", historyDays: 27 });
    expect(alert.observed).toBeGreaterThan(alert.upper);
  });

  test("says when in the zone it is given, in the list and on the page, with the dot on the local day", async () => {
    const path = file("contacts.csv", contacts());
    const html = join(folder, "report.html");
    // Kiritimati is 14 hours ahead: the spike from 10:00 UTC begins the next day
    const words = ["--events", path, "--html", html, "--zone", "Pacific/Kiritimati"];
    const text = await runCommand(backtestCommand(), words);
    const [at] = /2025-02-0\d \d\d:\d\d(?= {2}login)/.exec(text) ?? [];
    expect(at).toMatch(/^2025-02-03 0/);
    const page = readFileSync(html, "utf8");
    expect(page).toContain(`>${at}</time>`);
    const [, dot = ""] = /<circle class="alert" cx="[\d.]+" cy="([\d.]+)"/.exec(page) ?? [];
    const [, line = ""] = /class="seen" points="([^"]+)"/.exec(page) ?? [];
    // the spike makes the day the highest of all
    expect(Number(dot)).toBe(Math.min(...line.split(" ").map((point) => Number(point.split(",")[1]))));
  });

  test("names the line of a wrong time and of a missing reason", async () => {
    const run = (row: string) =>
      runCommand(backtestCommand(), [
        "--events",
        file("wrong.csv", ["occurredAt,reason", "2025-01-01T10:00:00Z,a", row]),
      ]);
    await expect(run("yesterday,a")).rejects.toThrow(/line 3: occurredAt "yesterday"/);
    await expect(run("2025-01-01T11:00:00Z,")).rejects.toThrow(/line 3: the reason is empty/);
  });
});
