import { readFileSync, statSync, writeFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_WEEKLY_BUDGET } from "../domain/detection/decision.ts";
import type { LiveCalendar } from "../domain/detection/live.ts";
import type { Holidays } from "../domain/detection/moment.ts";
import { zoneTime } from "../domain/detection/zone-time.ts";
import { weeklyBudget as weeklyBudgetOf } from "../domain/routing/budget.ts";
import { messageOf, SetupError } from "../errors.ts";
import { holidaysOf } from "../holidays.ts";
import { alertsText } from "./backtest/alerts-text.ts";
import { type PercentBar, percentBar } from "./backtest/percent-bar.ts";
import { reportHtml } from "./backtest/report-html.ts";
import { runCounts } from "./backtest/run-counts.ts";
import { runEvents } from "./backtest/run-events.ts";
import { BUCKETS, type Bucket, bucketClock } from "./backtest/starts.ts";

interface Options {
  counts?: string;
  events?: string;
  bucket: Bucket;
  zone: string;
  holidays?: string;
  holidaysFile?: string;
  out?: string;
  html?: string;
  falseAlertsPerMonth?: number;
  json?: boolean;
}

/** Holidays are made for these years; a file outside them has none. */
const HOLIDAY_YEARS = [2000, 2040] as const;

const help = `
A bad row is refused with the number of its line, and so is a contact dated years away from the others. Memory does not
grow with the file: --counts wants its rows ordered by start, or by series and then start; --events takes contacts in any
order, a row each, and while it sorts them keeps what is more than a million in a temporary file (8 bytes a contact).`;

/** `earshot backtest`: the detector on a file, without a database. */
export function backtestCommand(): Command {
  return new Command("backtest")
    .description(
      "run the spike detector over a file: what it expects, how surprised it is, when it would alert",
    )
    .option(
      "--counts <file.csv>",
      "counts: series[,channel],start,count; a missing bucket is a gap, not a zero",
    )
    .option(
      "--events <file.csv>",
      "contacts: occurredAt,reason[,channel], in any order; prints the alerts that would have fired",
    )
    .addOption(new Option("--bucket <size>", "what one row of --counts spans").choices(BUCKETS).default("1h"))
    .option("--zone <zone>", "IANA zone of days, hours of the week and times without an offset", "UTC")
    .option("--holidays <country>", "public holidays of a country, such as FI")
    .option("--holidays-file <dates.txt>", "holidays, one date (2026-12-06) a line")
    .option("--out <scores.csv>", "where the judged buckets of --counts go (default: standard output)")
    .option("--html <report.html>", "with --events: one page with a chart for each alerted reason")
    .option("--false-alerts-per-month <n>", "how many false alerts are accepted", positive)
    .option("--json", "print the report as JSON (with --counts: needs --out)")
    .addHelpText("after", help)
    .action((options: Options) => backtest(options));
}

function backtest(options: Options): void {
  const { counts, events } = options;
  if ((counts === undefined) === (events === undefined))
    throw new SetupError("say either --counts FILE or --events FILE");
  checkFile(counts ?? events ?? "");
  const setting = {
    zone: orSetupError(() => zoneTime(options.zone), "--zone"),
    holidays: readHolidays(options),
    weeklyBudget: options.falseAlertsPerMonth
      ? weeklyBudgetOf(options.falseAlertsPerMonth)
      : DEFAULT_WEEKLY_BUDGET,
  };
  const bar = percentBar();
  try {
    if (counts !== undefined) judgeCounts(counts, setting, options, bar);
    else if (events !== undefined) playEvents(events, setting, options, bar);
  } finally {
    bar.end();
  }
}

type Setting = LiveCalendar & { weeklyBudget: number };

function judgeCounts(
  path: string,
  setting: Setting,
  { bucket, html, json, out }: Options,
  bar: PercentBar,
): void {
  if (html !== undefined) throw new SetupError("--html is for --events");
  if (json && out === undefined)
    throw new SetupError("--json needs --out: the judged buckets would go to standard output too");
  const clock = bucketClock(bucket, setting.zone);
  const report = runCounts(path, bucket, { ...setting, clock }, out, bar.at);
  bar.end();
  if (out === undefined) return;
  if (json) console.log(JSON.stringify(report));
  else
    console.log(`${report.rows} buckets of ${report.series} series judged, ${report.alerts} alerts: ${out}`);
}

function playEvents(
  path: string,
  setting: Setting,
  { html, json, out, zone }: Options,
  bar: PercentBar,
): void {
  if (out !== undefined) throw new SetupError("--out is for --counts");
  const report = runEvents(path, setting, html !== undefined, bar.at);
  bar.end();
  if (html !== undefined) writeFileSync(html, reportHtml(report, zone));
  console.log(json ? JSON.stringify(report.alerts) : alertsText(report, zone));
}

function readHolidays({ holidays, holidaysFile }: Options): Holidays {
  const dates = new Set<string>();
  if (holidays !== undefined)
    for (const date of orSetupError(() => holidaysOf(holidays, ...HOLIDAY_YEARS), "--holidays"))
      dates.add(date);
  if (holidaysFile === undefined) return dates;
  checkFile(holidaysFile);
  readFileSync(holidaysFile, "utf8")
    .split(/\r?\n/)
    .forEach((text, i) => {
      const date =
        text
          .replace(/#.*/, "")
          .trim()
          .split(/[\s,;]/)[0] ?? "";
      if (date === "" || /^date$/i.test(date)) return;
      if (!/^\d{4}-\d\d-\d\d$/.test(date))
        throw new SetupError(`${holidaysFile}, line ${i + 1}: "${date}" is not a date such as 2026-12-06`);
      dates.add(date);
    });
  return dates;
}

function checkFile(path: string): void {
  try {
    if (statSync(path).isDirectory()) throw new SetupError(`${path} is a folder, not a file`);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(`${path} cannot be read: no such file`);
  }
}

function orSetupError<T>(work: () => T, option: string): T {
  try {
    return work();
  } catch (error) {
    throw new SetupError(`${option}: ${messageOf(error)}`);
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("it must be a number above 0");
  return value;
}
