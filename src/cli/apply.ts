import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { type Config, readConfig } from "../config.ts";
import { type Change, changesBetween, type Unlisted } from "../domain/settings/change.ts";
import type { Settings } from "../domain/settings/settings.ts";
import { messageOf, SetupError } from "../errors.ts";
import { hoursOf } from "../holidays.ts";
import type { SlackAccess } from "../slack/directory.ts";
import type { Store } from "../store/index.ts";
import { askingOnTerminal } from "./answer.ts";
import { listed } from "./doctor/finding.ts";
import { EXAMPLE } from "./settings-file/example.ts";
import { accessOf, loadDirectory, NO_DIRECTORY } from "./settings-file/load-directory.ts";
import { type Directory, idsIn, nameIn, namesIn } from "./settings-file/names.ts";
import { type Mistake, type Piece, piecesOf } from "./settings-file/piece.ts";
import { countText, planText, printable, unlistedText } from "./settings-file/plan.ts";
import { readSettings, sections, type Wanted } from "./settings-file/read.ts";
import { withStore, workspaceOption } from "./store.ts";
import { counted } from "./words.ts";

/** Whether to go on; undefined where nobody can be asked. */
export type Ask = (() => Promise<boolean>) | undefined;
type Options = { dryRun?: boolean; prune?: boolean; yes?: boolean; json?: boolean; workspace?: string };

/** What a file would change, seen from what is set now. */
type Plan = {
  before: Settings;
  after: Settings;
  changes: Change[];
  /** Not in the file, and left alone. */
  unlisted: Unlisted[];
  written: Wanted["written"];
  directory: Directory;
};

const MOST_NAMED = 500;

/** @param ask how a person is asked; by itself on a terminal only */
export function applyCommand(ask: Ask = askOnTerminal()): Command {
  return new Command("apply")
    .argument("<file>", "the settings, in YAML")
    .description("make the settings what a file says: show what would change, ask, apply it")
    .option("--dry-run", "show what would change, and change nothing")
    .option("--yes", "do not ask")
    .option("--prune", "also remove what a section of the file does not list")
    .addOption(workspaceOption())
    .option("--json", "print the changes, or the mistakes in the file, as JSON")
    .addHelpText("after", EXAMPLE)
    .action((file: string, options: Options) => apply(file, options, options.json ? undefined : ask));
}

async function apply(file: string, options: Options, ask: Ask): Promise<void> {
  const parsed = piecesOf(await textOf(file));
  if ("mistakes" in parsed) throw refused(file, parsed.mistakes, options);
  const work = async (store: Store, { id }: { id: string }) => {
    const config = readConfig();
    const before = await store.settings.read(id);
    const { wanted, directory } = await read(parsed.piece, before, options, () =>
      accessOf(config, store, id),
    );
    if (wanted.mistakes.length > 0) throw refused(file, wanted.mistakes, options);
    const plan = planOf(before, wanted, directory, options);
    if (!options.json) show(plan, config);
    const answer = await consent(plan, options, ask);
    const applied = answer === undefined ? await carryOut(store, id, plan) : undefined;
    if (options.json) console.log(jsonOf(plan, applied));
    else console.log(answer ?? appliedText(applied ?? { promises: 0, moving: [] }));
  };
  await withStore(work, options.workspace);
}

/** Asks Slack only for the lists in which the file names something. */
async function read(
  piece: Piece,
  before: Settings,
  { prune = false }: Options,
  access: () => Promise<SlackAccess | undefined>,
): Promise<{ wanted: Wanted; directory: Directory }> {
  const now = new Date();
  const today = (zone: string) => now.toLocaleDateString("sv-SE", { timeZone: zone });
  const stored = idsIn(before);
  const withoutSlack = namesIn(NO_DIRECTORY, stored);
  const wanted = readSettings(piece, { before, names: withoutSlack, prune, today });
  if (withoutSlack.asked.size === 0) return { wanted, directory: NO_DIRECTORY };
  const directory = await loadDirectory(await access(), withoutSlack.asked);
  const names = namesIn(directory, stored);
  return { wanted: readSettings(piece, { before, names, prune, today }), directory };
}

function planOf(before: Settings, wanted: Wanted, directory: Directory, { prune }: Options): Plan {
  const { settings: after, unlisted, written } = wanted;
  const changes = changesBetween(before, after);
  return { before, after, changes, unlisted: prune ? [] : unlisted, written, directory };
}

function show({ changes, unlisted, written, directory }: Plan, { slack }: Config): void {
  const hasColours = process.stdout.isTTY && process.stdout.hasColors();
  const nameOf = (id: string) => nameIn(directory, id);
  if (changes.length > 0) console.log(`${planText(changes, { nameOf, hasColours })}\n`);
  if (unlisted.length > 0) console.log(`${unlistedText(unlisted)}\n`);
  const others = sections.filter((section) => !written.has(section));
  if (others.length > 0) console.log(`Not in the file, and left alone: ${others.join(", ")}.`);
  const workspace = changes.find(({ section }) => section === "workspace")?.settings ?? [];
  const isChanged = (name: string) => workspace.some(({ key }) => key === name);
  if (isChanged("default-channel") && slack?.defaultChannel !== undefined)
    console.log("SLACK_DEFAULT_CHANNEL is set: at the next start it replaces the default channel.");
  if (isChanged("zone"))
    console.log(
      "Days that are counted already are cut anew at the midnights of the new zone while earshot start runs.",
    );
  if (isChanged("name") && slack !== undefined)
    console.log("At the next start the workspace is called again as Slack calls it.");
}

/** Undefined to go on, or why nothing is applied. */
async function consent({ changes }: Plan, { dryRun, yes }: Options, ask: Ask): Promise<string | undefined> {
  if (changes.length === 0) return "Nothing to change.";
  if (dryRun) return `${countText(changes)}. Nothing was applied: this was a dry run.`;
  if (yes) return undefined;
  if (ask === undefined)
    throw new SetupError("Nobody can be asked here: add --yes to apply it, or --dry-run to look only.");
  console.log(`${countText(changes)}.`);
  return (await ask()) ? undefined : "Nothing was applied.";
}

/** How many promises moved with their team's hours, and the codes whose contacts are to follow them to another reason. */
type Applied = { promises: number; moving: string[] };

async function carryOut({ settings }: Store, workspaceId: string, plan: Plan): Promise<Applied> {
  const { before, after, changes } = plan;
  const names = changes.map(({ section, name }) => (name === null ? section : `${section}.${name}`));
  const subject = names.join(", ").slice(0, MOST_NAMED);
  const change = { before, after, by: "command line", subject, at: new Date(), hoursOf };
  const applied = await settings.replace(workspaceId, change);
  if (applied !== undefined) return { promises: applied.promiseIds.length, moving: applied.moving };
  throw new SetupError("Somebody changed the settings meanwhile. Nothing was applied; run it again.");
}

function appliedText({ promises, moving }: Applied): string {
  const moved = `${counted(promises, "open promise")} given in business time moved with the new hours.`;
  const recoding = `Contacts of ${printable(listed(moving))} move to another reason within minutes while earshot start runs; /earshot reasons shows how far they are.`;
  return ["Applied.", ...(promises === 0 ? [] : [moved]), ...(moving.length === 0 ? [] : [recoding])].join(
    " ",
  );
}

function jsonOf({ changes, unlisted }: Plan, applied: Applied | undefined): string {
  const { promises: promisesMoved, moving: codesMoving } = applied ?? { promises: 0, moving: [] };
  return JSON.stringify({
    applied: applied !== undefined,
    ...{ changes, unlisted, promisesMoved, codesMoving },
  });
}

/** Says every mistake at its place; the error that comes after it counts them. */
function refused(file: string, mistakes: readonly Mistake[], { json }: Options): SetupError {
  const inOrder = [...mistakes].sort((a, b) => a.line - b.line || a.column - b.column);
  if (json) console.log(JSON.stringify({ applied: false, mistakes: inOrder }));
  else
    for (const { line, column, message } of inOrder)
      console.error(`${file}:${line}:${column}  ${printable(message)}`);
  return new SetupError(`${counted(mistakes.length, "mistake")} in ${file}. Nothing was applied.`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new SetupError(`Cannot read ${file}: ${messageOf(error)}`);
  }
}

function askOnTerminal(): Ask {
  const asking = askingOnTerminal();
  return asking && (async () => /^y(es)?$/i.test(await asking("Apply? [y/N] ")));
}
