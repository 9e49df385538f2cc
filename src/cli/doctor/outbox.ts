import { isPassing } from "../../slack/delivery/trouble.ts";
import type { OutboxHealth } from "../../store/health.ts";
import { amount, counted, duration } from "../words.ts";
import { type Finding, listed, mend, note, ok } from "./finding.ts";
import type { House } from "./house.ts";

const LATE_MS = 60_000;

/** What goes out: alerts and notices that Slack does not show yet, and why. */
export async function examineOutbox(
  { store, workspace }: House,
  isSlackSet: boolean,
  now: Date,
): Promise<Finding[]> {
  const [alerts, notices] = await Promise.all([
    store.health.alerts(workspace.id, now),
    store.health.notices(workspace.id, now),
  ]);
  return [
    outboxFinding("alerts", "alert", alerts, isSlackSet, now),
    outboxFinding("notices", "notice", notices, isSlackSet, now),
  ];
}

export function outboxFinding(
  check: string,
  what: string,
  { told, waiting, lateSince, errors }: OutboxHealth,
  isSlackSet: boolean,
  now: Date,
): Finding {
  const standing = `${amount(told)} told in Slack, ${amount(waiting)} waiting`;
  if (waiting > 0 && !isSlackSet) {
    return note(
      check,
      `${counted(waiting, what)} waiting for a Slack`,
      "They are told once Slack is connected.",
    );
  }
  const held = errors.filter(({ error }) => !isPassing(error));
  if (held.length > 0) {
    const why = held.map(({ error, slackTo, count }) => `${amount(count)} to ${slackTo}: ${error}`);
    return mend(
      check,
      `${standing}; held up: ${listed(why, 3)}`,
      "See slack and channels above; what is held up is tried again by itself, within ten minutes.",
    );
  }
  const lateMs = lateSince === null ? 0 : now.getTime() - lateSince.getTime();
  if (lateMs > LATE_MS) {
    const how = "Is a worker running? earshot start (or earshot start --role worker)";
    return mend(check, `${standing}, the oldest for ${duration(lateMs)}`, how);
  }
  return ok(check, standing);
}
