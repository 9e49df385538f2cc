import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { type Language, languages } from "../domain/language.ts";
import { lastMonth, lastWeek, type ReportSpan, spanBetween } from "../domain/report/span.ts";
import { SetupError } from "../errors.ts";
import { composeReport } from "../report/compose.ts";
import { CSV_HEAD, reportCsv } from "../report/csv.ts";
import { reportPage } from "../report/page.ts";
import { wordsIn } from "../slack/language/words.ts";
import { spanText } from "../slack/messages/digest/report-words.ts";
import type { Workspace } from "../store/workspaces.ts";
import { withStore, workspaceOption } from "./store.ts";

type Options = {
  from?: string;
  to?: string;
  week?: true;
  month?: true;
  html?: string;
  csv?: string;
  json?: true;
  language?: Language;
  workspace?: string;
};

const help = `
Without a period it is the last whole week. Days are those of the workspace's zone; --to is the last day, included.
The page stands by itself: no script, nothing from elsewhere, pleasant to print.
The CSV (UTF-8, RFC 4180) has a figure a row: ${CSV_HEAD.join(",")}.
  item is the code of a reason, touchpoint or team, empty for all; lower and upper are the interval (90 %, promises
  and kappa 95 %); n is what it is counted from; shares go from 0 to 1. Words that a spreadsheet would take for a
  formula begin with an apostrophe.
No customer and no employee is named in any of them.`;

/** `earshot report`: causes and cost of a period. */
export function reportCommand(): Command {
  return new Command("report")
    .description("what contacts were about and cost, what rose and fell, targets, promises, our own alerts")
    .option("--week", "the last whole week, Monday to Sunday (usual)")
    .option("--month", "the last whole month")
    .option("--from <date>", "the first day, such as 2026-11-01")
    .option("--to <date>", "the last day (usual: yesterday)")
    .option("--html <file.html>", "write it as a page")
    .option("--csv <file.csv>", "write it as a CSV, a figure a row")
    .option("--json", "print it as JSON")
    .addOption(new Option("--language <language>", "of the page (usual: the workspace's)").choices(languages))
    .addOption(workspaceOption())
    .addHelpText("after", help)
    .action((options: Options) => writeReport(options));
}

async function writeReport(options: Options): Promise<void> {
  const { html, csv, json, workspace: slackId } = options;
  if (html === undefined && csv === undefined && !json)
    throw new SetupError("say where it goes: --html FILE, --csv FILE or --json");
  const now = () => new Date();
  await withStore(async (store, workspace) => {
    const span = spanAsked(options, workspace, now());
    const report = await composeReport({ store, now }, workspace, span);
    const words = wordsIn(options.language ?? workspace.language);
    if (html !== undefined) writeFileSync(html, reportPage(words, report));
    if (csv !== undefined) writeFileSync(csv, reportCsv(report));
    if (json) console.log(JSON.stringify(report));
    const files = [html, csv].filter((file) => file !== undefined);
    if (!json) console.log(`${files.join(" and ")}: ${spanText(wordsIn("en"), report.span)}.`);
  }, slackId);
}

/** @throws SetupError when they contradict each other, or are no days that have been */
function spanAsked({ week, month, from, to }: Options, { zone }: Workspace, now: Date): ReportSpan {
  const asked = [week, month, from ?? to].filter((each) => each !== undefined);
  if (asked.length > 1) throw new SetupError("say one of --week, --month and --from with --to");
  if (month) return lastMonth(zone, now);
  if (from === undefined && to === undefined) return lastWeek(zone, now);
  if (from === undefined) throw new SetupError("--to needs --from: the first day");
  const span = spanBetween(zone, { first: from, last: to }, now);
  if ("problem" in span) throw new SetupError(span.problem);
  return span;
}
