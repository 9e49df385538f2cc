import type { App, BlockAction } from "@slack/bolt";
import { acknowledgementEnd } from "../../../domain/promise/watch.ts";
import { type ClickVerdict, judgeClick, type SignalAction } from "../../../domain/signal/life.ts";
import type { Signal } from "../../../domain/signal/signal.ts";
import { type Snooze, snoozeEnd, snoozes } from "../../../domain/signal/snooze.ts";
import { messageOf } from "../../../errors.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import { watchingOf } from "../../../watching.ts";
import { deliverAlert } from "../../delivery/deliver-alert.ts";
import { redrawLine } from "../../delivery/redraw-digest.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { clickedText, refusalText } from "../../messages/alert/refusals.ts";
import { actorFor, leadsFor } from "../../people.ts";
import { answer, pressedId, pressedValue } from "../../press.ts";
import { showCustomer } from "../customer/customer.ts";

type Click = {
  workspace: Workspace;
  signal: Signal;
  action: SignalAction;
  by: string;
  /** The chosen option's value. */
  chosen: string | undefined;
  at: Date;
};

/** What came of a click: words only for the clicker, or the alerts to redraw. */
type Result = { tell: string } | { alertIds: string[] };

/** The buttons under an alert. Acknowledged at once, decided by a conditional update, redrawn with the same renderer. */
export function registerAlertClicks(app: App, deps: ListenerDeps): void {
  app.action(/^(acknowledge|snooze|resolve)$/, async ({ ack, body, respond, context }) => {
    await ack();
    const click = await readClick(deps, workspaceOf({ context }), body as BlockAction);
    const missing = { tell: deps.words.t("refusal.missingAlert") };
    const result = click === undefined ? missing : await act(deps, click);
    const isOnDigest = click !== undefined && (await redrawPressed(deps, click, body as BlockAction));
    const tell = (text: string) => answer(respond, { text });
    if (click === undefined || "tell" in result) {
      await tell(("tell" in result ? result : missing).tell);
      return;
    }
    await Promise.all(result.alertIds.map((alertId) => redraw(deps, alertId)));
    const seen = isOnDigest ? "digest" : await whereElse(deps, click.signal, body as BlockAction);
    if (seen !== undefined) await tell(clickedText(deps.words, click.action, seen));
  });

  app.action("open-customer", async ({ ack, body, respond, context }) => {
    await ack();
    const workspace = workspaceOf({ context });
    const signal = await signalOf(deps, workspace.id, body as BlockAction);
    const promise =
      signal?.facts.kind === "overdue-promise"
        ? await deps.store.promises.get(workspace.id, signal.facts.promiseId)
        : null;
    const reply = promise?.customerId
      ? await showCustomer(deps, workspace, promise.customerId, body.user.id)
      : { text: deps.words.t(signal === undefined ? "refusal.missingAlert" : "refusal.noCustomer") };
    await answer(respond, reply);
  });
}

/** At once, and by the queue too: should this fail, the alert is due all the same, and what was done stands. */
export async function redraw(deps: ListenerDeps, alertId: string): Promise<void> {
  await deps.enqueue("deliver", { alertId });
  try {
    await deliverAlert(deps, alertId);
  } catch (error) {
    deps.log.warn({ alertId, error: messageOf(error) }, "an alert was not drawn again at once");
  }
}

/** On a digest, the line pressed shows what holds now, whoever was first; true when it is one. */
async function redrawPressed(
  deps: ListenerDeps,
  { signal }: Click,
  { container }: BlockAction,
): Promise<boolean> {
  const now = await deps.store.signals.get(signal.workspaceId, signal.id);
  const place = { channel: String(container.channel_id), ts: String(container.message_ts) };
  return now !== undefined && redrawLine(deps, now, place);
}

/** Pressed under another message than the alert (a word to its leads): nothing there changes before their eyes. */
async function whereElse(
  { store }: ListenerDeps,
  { workspaceId, id }: Signal,
  { container }: BlockAction,
): Promise<"alert" | "nowhere" | undefined> {
  const told = (await store.alerts.of(workspaceId, id)).filter(({ messageTs }) => messageTs !== null);
  if (told.some(({ messageTs }) => messageTs === container.message_ts)) return undefined;
  return told.length > 0 ? "alert" : "nowhere";
}

async function readClick(
  deps: ListenerDeps,
  workspace: Workspace,
  body: BlockAction,
): Promise<Click | undefined> {
  const signal = await signalOf(deps, workspace.id, body);
  const [clicked] = body.actions;
  if (signal === undefined || clicked === undefined) return undefined;
  const action = clicked.action_id as SignalAction;
  return { workspace, signal, action, by: body.user.id, chosen: pressedValue(body), at: deps.now() };
}

/** The signal that a press is about. */
export async function signalOf(
  deps: ListenerDeps,
  workspaceId: string,
  body: BlockAction,
): Promise<Signal | undefined> {
  const id = pressedId(body, "signal");
  return id === undefined ? undefined : deps.store.signals.get(workspaceId, id);
}

async function act(deps: ListenerDeps, click: Click): Promise<Result> {
  const actor = await actorFor(deps, click.signal, click.by);
  const verdict = judgeClick(click.signal, click.action, actor);
  if (verdict.kind !== "change") return { tell: await explain(deps, click.signal, verdict) };
  const result = await carryOut(deps, click, verdict);
  if (result !== null) return result;
  // Somebody was quicker between our look and our change: look again, and say who.
  const signal = await deps.store.signals.get(click.workspace.id, click.signal.id);
  if (signal === undefined) return { tell: deps.words.t("refusal.missingAlert") };
  const second = judgeClick(signal, click.action, actor);
  if (second.kind !== "change") return { tell: await explain(deps, signal, second) };
  return (await carryOut(deps, { ...click, signal }, second)) ?? { tell: deps.words.t("refusal.quicker") };
}

async function explain(
  deps: ListenerDeps,
  signal: Signal,
  verdict: Exclude<ClickVerdict, { kind: "change" }>,
): Promise<string> {
  const team = signal.team === null ? null : await deps.store.teams.get(signal.workspaceId, signal.team);
  const leads = verdict.kind === "not-allowed" ? await leadsFor(deps, signal) : [];
  return refusalText(deps.words, verdict, { teamLabel: team?.label, leads });
}

/** Null: the signal changed meanwhile. */
async function carryOut(
  deps: ListenerDeps,
  click: Click,
  { from, to }: Extract<ClickVerdict, { kind: "change" }>,
): Promise<Result | null> {
  const { workspace, signal, action, by, at, chosen } = click;
  const change = { workspaceId: workspace.id, id: signal.id, from, to, action, by, at };
  switch (action) {
    case "acknowledge":
      return deps.store.signals.change({ ...change, ...(await acknowledgementOf(deps, signal, at)) });
    case "resolve":
      return deps.store.signals.change(change);
    case "snooze": {
      const snooze = snoozes.find((each) => each === chosen) ?? "1h";
      const until = snoozeEnd(snooze satisfies Snooze, at, workspace.zone);
      return deps.store.signals.change({ ...change, until, note: until.toISOString() });
    }
  }
}

/** Who has an overdue promise has it for so long in the team's hours; a spike's acknowledgement does not end. */
async function acknowledgementOf(
  { store }: ListenerDeps,
  signal: Signal,
  at: Date,
): Promise<{ until?: Date }> {
  if (signal.kind !== "overdue-promise" && signal.kind !== "overdue-promises") return {};
  const { rules, hours } = (await watchingOf(store, [signal]))(signal);
  return { until: acknowledgementEnd(rules, hours, at) };
}
