import type { HomeView } from "@slack/types";
import type { Signal } from "../../domain/signal.ts";
import { type Outcome, outcomeBlocks } from "./act-outcome.ts";
import { button, context, section } from "./blocks.ts";
import { countOf, promiseBlocks, signalLine } from "./lists.ts";
import type { ShownPromise } from "./promise-lines.ts";

const MOST_MINE = 15;
const MOST_OVERDUE = 12;
const MOST_SIGNALS = 15;

/** What one person sees when they open the app. */
export type HomeTab = {
  mine: ShownPromise[];
  /** Overdue ones of the teams they lead, without their own; undefined when they lead none. */
  overdue: ShownPromise[] | undefined;
  signals: Signal[];
  /** What they have just done here. */
  outcome?: Outcome | undefined;
};

/** My promises by due time, what is overdue where I lead, and what is open. */
export function homeView({ mine, overdue, signals, outcome }: HomeTab, now: Date): HomeView {
  const listed = [...mine.slice(0, MOST_MINE), ...(overdue ?? []).slice(0, MOST_OVERDUE)];
  const isListed = listed.some(({ id }) => id === outcome?.promise.id);
  return {
    type: "home",
    blocks: [
      ...(outcome === undefined ? [] : outcomeBlocks(outcome, now, { list: "", isListed })),
      header(`My open promises: ${countOf(mine)}`),
      ...(mine.length === 0
        ? [section("You have promised nothing that is still open.")]
        : promiseBlocks(mine, now, { list: "", most: MOST_MINE })),
      { type: "divider" },
      { type: "actions", elements: [button("new-promise", "Log a promise", "primary")] },
      ...(overdue === undefined ? [] : [{ type: "divider" as const }, ...overdueBlocks(overdue, now)]),
      { type: "divider" },
      header(`Open now: ${signals.length}`),
      ...(signals.length === 0
        ? [section("Nothing is open: no spike, no overdue promise, no silent source.")]
        : signals.slice(0, MOST_SIGNALS).map((signal) => section(signalLine(signal, now)))),
      ...(signals.length > MOST_SIGNALS ? [context(`and ${signals.length - MOST_SIGNALS} more`)] : []),
      context(
        "`/customer`, `/signals`, `/promise` and `/earshot help` work in every channel; only you see their answers.",
      ),
    ],
  };
}

function overdueBlocks(overdue: ShownPromise[], now: Date) {
  return [
    header(`Overdue in the teams you lead: ${countOf(overdue)}`),
    ...(overdue.length === 0
      ? [section("Nothing of your teams is overdue.")]
      : promiseBlocks(overdue, now, { list: "", withOwner: true, most: MOST_OVERDUE })),
  ];
}

function header(text: string) {
  return { type: "header" as const, text: { type: "plain_text" as const, text } };
}
