import type { HomeView, KnownBlock } from "@slack/types";
import type { Signal } from "../../domain/signal.ts";
import { type Outcome, outcomeBlocks } from "./act-outcome.ts";
import { button, context, section } from "./blocks.ts";
import { header } from "./home-rows.ts";
import { type TeamStanding, teamBlocks } from "./home-teams.ts";
import { type WorkspacePart, workspaceBlocks } from "./home-workspace.ts";
import { countOf, promiseBlocks } from "./lists.ts";
import { signalLine } from "./open-signals.ts";
import type { ShownPromise } from "./promise-lines.ts";
import { fitting } from "./words.ts";

/** Promises shown: each takes two of the 100 blocks, and an admin's second part takes 34. */
const MOST = { person: { mine: 15, overdue: 12 }, admin: { mine: 10, overdue: 6 } };

/** What one person sees when they open the app. */
export type HomeTab = {
  mine: ShownPromise[];
  /** Overdue ones of the teams they lead, without their own; undefined when they lead none. */
  overdue: ShownPromise[] | undefined;
  /** Those they belong to or lead. */
  teams: TeamStanding[];
  signals: Signal[];
  /** For workspace admins only. */
  workspace?: WorkspacePart | undefined;
  /** What they have just done here. */
  outcome?: Outcome | undefined;
};

/** My promises by due time, what is overdue where I lead, my teams, what is open; and for admins the workspace. */
export function homeView(tab: HomeTab, now: Date): HomeView {
  const { mine, overdue, teams, signals, workspace, outcome } = tab;
  const most = workspace === undefined ? MOST.person : MOST.admin;
  const listed = [...mine.slice(0, most.mine), ...(overdue ?? []).slice(0, most.overdue)];
  const isListed = listed.some(({ id }) => id === outcome?.promise.id);
  const parts: KnownBlock[][] = [
    [
      ...(outcome === undefined ? [] : outcomeBlocks(outcome, now, { list: "", isListed })),
      ...mineBlocks(mine, most.mine, now),
    ],
    overdue === undefined ? [] : overdueBlocks(overdue, most.overdue, now),
    teams.length === 0 ? [] : teamBlocks(teams),
    signalBlocks(signals, now),
    workspace === undefined ? [] : workspaceBlocks(workspace, now),
  ];
  const shown = parts.filter(({ length }) => length > 0);
  const help =
    "`/customer`, `/signals`, `/promise` and `/earshot help` work in every channel; only you see their answers.";
  return {
    type: "home",
    blocks: [
      ...shown.flatMap((part, index) => (index === 0 ? part : [{ type: "divider" as const }, ...part])),
      context(help),
    ],
  };
}

function mineBlocks(mine: ShownPromise[], most: number, now: Date): KnownBlock[] {
  return [
    header(`My open promises: ${countOf(mine)}`),
    ...(mine.length === 0
      ? [section("You have promised nothing that is still open.")]
      : promiseBlocks(mine, now, { list: "", most })),
    { type: "actions", elements: [button("new-promise", "Log a promise", "primary")] },
  ];
}

function overdueBlocks(overdue: ShownPromise[], most: number, now: Date): KnownBlock[] {
  return [
    header(`Overdue in the teams you lead: ${countOf(overdue)}`),
    ...(overdue.length === 0
      ? [section("Nothing of your teams is overdue.")]
      : promiseBlocks(overdue, now, { list: "", withOwner: true, most })),
  ];
}

function signalBlocks(signals: Signal[], now: Date): KnownBlock[] {
  const quiet = "Nothing is open: no spike, no overdue promise, no silent source.";
  const lines = signals.map((signal) => signalLine(signal, now));
  return [header(`Open now: ${signals.length}`), section(lines.length === 0 ? quiet : fitting(lines))];
}
