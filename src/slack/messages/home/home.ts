import type { HomeView, KnownBlock } from "@slack/types";
import type { Signal } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { signalLine } from "../alert/open-signals.ts";
import { button, context, section } from "../blocks.ts";
import { type Outcome, outcomeBlocks } from "../promise/act-outcome.ts";
import type { ShownPromise } from "../promise/lines.ts";
import { countOf, promiseBlocks } from "../promise/lists.ts";
import { header } from "./rows.ts";
import { type TeamStanding, teamBlocks } from "./teams.ts";
import { type WorkspacePart, workspaceBlocks } from "./workspace.ts";

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
export function homeView(words: Words, tab: HomeTab, now: Date): HomeView {
  const { mine, overdue, teams, signals, workspace, outcome } = tab;
  const most = workspace === undefined ? MOST.person : MOST.admin;
  const listed = [...mine.slice(0, most.mine), ...(overdue ?? []).slice(0, most.overdue)];
  const isListed = listed.some(({ id }) => id === outcome?.promise.id);
  const parts: KnownBlock[][] = [
    [
      ...(outcome === undefined ? [] : outcomeBlocks(words, outcome, now, { list: "", isListed })),
      ...mineBlocks(words, mine, most.mine, now),
    ],
    overdue === undefined ? [] : overdueBlocks(words, overdue, most.overdue, now),
    teams.length === 0 ? [] : teamBlocks(words, teams),
    signalBlocks(words, signals, now),
    workspace === undefined ? [] : workspaceBlocks(words, workspace, now),
  ];
  const shown = parts.filter(({ length }) => length > 0);
  return {
    type: "home",
    blocks: [
      ...shown.flatMap((part, index) => (index === 0 ? part : [{ type: "divider" as const }, ...part])),
      context(words.t("home.help")),
    ],
  };
}

function mineBlocks(words: Words, mine: ShownPromise[], most: number, now: Date): KnownBlock[] {
  const { t } = words;
  return [
    header(t("home.mine", { count: countOf(words, mine) })),
    ...(mine.length === 0
      ? [section(t("home.nothingMine"))]
      : promiseBlocks(words, mine, now, { list: "", most })),
    { type: "actions", elements: [button("new-promise", t("home.log"), "primary")] },
  ];
}

function overdueBlocks(words: Words, overdue: ShownPromise[], most: number, now: Date): KnownBlock[] {
  const { t } = words;
  return [
    header(t("home.overdue", { count: countOf(words, overdue) })),
    ...(overdue.length === 0
      ? [section(t("home.nothingOverdue"))]
      : promiseBlocks(words, overdue, now, { list: "", withOwner: true, most })),
  ];
}

function signalBlocks(words: Words, signals: Signal[], now: Date): KnownBlock[] {
  const { t, amount, fitting } = words;
  const lines = signals.map((signal) => signalLine(words, signal, now));
  return [
    header(t("home.openNow", { count: amount(signals.length) })),
    section(lines.length === 0 ? t("home.nothingOpen") : fitting(lines)),
  ];
}
