import type { HomeView } from "@slack/types";
import type { Signal } from "../../domain/signal.ts";
import { button, context, section } from "./blocks.ts";
import { promiseLine, type ShownPromise, signalLine } from "./lists.ts";

const MOST = 20;

/** What one person sees when they open the app. */
export function homeView(promises: ShownPromise[], signals: Signal[], now: Date): HomeView {
  const mine = promises.slice(0, MOST).map((promise) => section(promiseLine(promise, now)));
  const open = signals.slice(0, MOST).map((signal) => section(signalLine(signal, now)));
  return {
    type: "home",
    blocks: [
      { type: "header", text: { type: "plain_text", text: `My open promises: ${promises.length}` } },
      ...(mine.length === 0 ? [section("You have promised nothing that is still open.")] : mine),
      { type: "actions", elements: [button("new-promise", "Log a promise", "primary")] },
      { type: "divider" },
      { type: "header", text: { type: "plain_text", text: `Open now: ${signals.length}` } },
      ...(open.length === 0
        ? [section("Nothing is open: no spike, no overdue promise, no silent source.")]
        : open),
      context(
        "`/customer`, `/signals`, `/promise` and `/earshot help` work in every channel; only you see their answers.",
      ),
    ],
  };
}
