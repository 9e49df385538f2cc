import type { Signal, SignalEntry, SignalFacts } from "../../domain/signal/signal.ts";
import type { ClaimedAlert } from "../../store/alerts.ts";
import type { Failure } from "../connection/outcome.ts";
import type { Mark, Place, Slack } from "../connection/slack.ts";
import type { DeliveryDeps } from "../deps.ts";
import { wordsIn } from "../language/words.ts";
import { renderCard } from "../messages/alert/card.ts";
import { threadLine } from "../messages/alert/thread.ts";
import type { Message } from "../messages/blocks.ts";
import { callBackLine } from "../promise/call-backs.ts";
import { nativeOrNot } from "./native-or-not.ts";
import { onDeadChannel, postponed } from "./trouble.ts";

/** Somebody may change the signal while it is shown: so many rounds, then the sweep goes on. */
const MOST_ROUNDS = 5;
/** A lost post can still turn up this long after: look for a double then. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Makes one Slack message agree with its signal: posts it, edits it in place, tells its history in the thread.
 * Safe to run at any time, any number of times, by any number of workers; whatever Slack does, `due_at` brings it back.
 */
export async function deliverAlert(deps: DeliveryDeps, alertId: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const claimed = await deps.store.alerts.claim(alertId, deps.now());
    if (claimed === undefined) return;
    const outcome = await show(deps, claimed);
    if (outcome === "done") return;
  }
}

/** What to do first with a claimed alert. */
type Step = "nothing-to-tell" | "look-for-lost-post" | "post" | "wait-to-edit" | "edit";

/**
 * Decides: something never announced is never announced as over (what a replay found is announced as it was, and ends
 * then); a lost post is looked for before another one.
 */
function nextStep({ alert, signal, entries }: ClaimedAlert, waitToEditMs: number): Step {
  if (alert.ambiguousAt !== null) return "look-for-lost-post";
  if (alert.messageTs === null) return isOverUntold(signal) ? "nothing-to-tell" : "post";
  return entries.length === 0 && waitToEditMs > 0 ? "wait-to-edit" : "edit";
}

type Round = "done" | "again";

async function show(deps: DeliveryDeps, claimed: ClaimedAlert): Promise<Round> {
  const { alert, entries } = claimed;
  const isContentOnly = alert.messageTs !== null && entries.length === 0 && alert.ambiguousAt === null;
  const waitToEditMs = isContentOnly ? deps.slack.paceEdit(alert.id, deps.now()) : 0;
  switch (nextStep(claimed, waitToEditMs)) {
    case "nothing-to-tell":
      return remember(deps, claimed);
    case "look-for-lost-post":
      return afterLost(deps, claimed);
    case "post":
      return postOrHold(deps, claimed);
    case "wait-to-edit":
      return postponed(deps, alert, waitToEditMs, "waits: edited just now");
    case "edit":
      return edit(deps, claimed, { channel: alert.slackChannel, ts: alert.messageTs ?? "" });
  }
}

/** Slack's answer to a post was lost, or we ended before we could write it down: find it, remove doubles, then go on. */
async function afterLost(deps: DeliveryDeps, claimed: ClaimedAlert): Promise<Round> {
  const { slack, store } = deps;
  const { alert, signal } = claimed;
  const since = alert.ambiguousAt ?? deps.now();
  const found = await slack.findAlert(alert.slackChannel, alert.id, since);
  if (found.kind !== "ok" && found.kind !== "refused" && found.kind !== "channel-dead") {
    return onFailure(deps, claimed, found, true);
  }
  // A history that we may not read cannot tell: rather twice than never.
  const places = found.kind === "ok" ? found.value : [];
  const kept = places.find((place) => place.ts === alert.messageTs) ?? places[0];
  for (const place of places) if (place !== kept) await slack.remove(place);
  if (kept === undefined && alert.messageTs === null) {
    return isOverUntold(signal) ? remember(deps, claimed) : post(deps, claimed, true);
  }
  const place = kept ?? { channel: alert.slackChannel, ts: alert.messageTs ?? "" };
  await store.alerts.posted(alert.id, place);
  const told = await slack.toldEntries(place, since);
  if (told.kind === "rate-limited" || told.kind === "ambiguous") return onFailure(deps, claimed, told, true);
  const known = new Set(told.kind === "ok" ? told.value : []);
  const lastTold = claimed.entries.findLast((entry) => known.has(entry.id));
  // Written down before the edit, which may fail too.
  if (lastTold !== undefined) await store.alerts.threaded(alert.id, lastTold.id);
  const untold = claimed.entries.filter((entry) => !known.has(entry.id));
  return edit(deps, { ...claimed, entries: untold }, place);
}

/** Over before anybody was told, and no news by now. */
function isOverUntold({ status, facts }: Signal): boolean {
  return status === "resolved" && !(facts.kind === "spike" && facts.replayed);
}

/** As it was before it ended, one version behind and with all its history still to tell. */
function beforeItsEnd(claimed: ClaimedAlert): ClaimedAlert {
  const { alert, signal } = claimed;
  if (signal.status !== "resolved") return claimed;
  const { endedAt: _, ...facts } = signal.facts;
  const open = { status: "open", version: signal.version - 1, resolvedAt: null, resolvedBy: null } as const;
  return { ...claimed, alert, signal: { ...signal, ...open, facts: facts as SignalFacts }, entries: [] };
}

/** Quiet hours, a budget or a mute may hold what is new; what stands in Slack is never held. */
async function postOrHold(deps: DeliveryDeps, claimed: ClaimedAlert): Promise<Round> {
  const verdict = await deps.store.channels.admit(claimed, deps.now());
  return verdict.kind === "post" ? post(deps, claimed) : "done";
}

async function post(deps: DeliveryDeps, found: ClaimedAlert, wasLost = false): Promise<Round> {
  const { slack, store, now } = deps;
  const claimed = beforeItsEnd(found);
  const { alert } = claimed;
  const waitMs = slack.pacePost(alert.slackChannel, now());
  if (waitMs > 0) return postponed(deps, alert, waitMs, "waits: the channel has had its messages", wasLost);
  const message = await messageOf(deps, claimed);
  const options = { mark: markOf(claimed), clientMsgId: alert.id };
  await store.alerts.sending(alert.id, now());
  const posted = await nativeOrNot(message, (each) => slack.post(alert.slackChannel, each, options));
  if (posted.kind !== "ok") return onFailure(deps, claimed, posted, posted.kind === "ambiguous");
  await store.alerts.posted(alert.id, posted.value);
  return tellHistory(deps, claimed, posted.value, wasLost);
}

async function edit(deps: DeliveryDeps, claimed: ClaimedAlert, place: Place): Promise<Round> {
  const message = await messageOf(deps, claimed);
  const edited = await nativeOrNot(message, (each) => deps.slack.update(place, each, markOf(claimed)));
  if (edited.kind === "refused" && edited.error === "message_not_found") {
    // Somebody deleted it. What is over stays deleted; what goes on is told again.
    if (claimed.signal.status === "resolved") return remember(deps, claimed);
    await deps.store.alerts.forgetMessage(claimed.alert.id);
    return postponed(deps, claimed.alert, 0, "the message was deleted: posts it again");
  }
  if (edited.kind !== "ok") return onFailure(deps, claimed, edited, false);
  return tellHistory(deps, claimed, place, false);
}

/** The channel takes messages, but no replies to them. */
const THREADLESS = /thread/;

/** Each new line of history becomes one reply, remembered one by one; none where the channel wants no threads. */
async function tellHistory(
  deps: DeliveryDeps,
  claimed: ClaimedAlert,
  place: Place,
  wasLost: boolean,
): Promise<Round> {
  const { slack, store, now } = deps;
  const { alert, signal } = claimed;
  const entries = (await wantsThreads(deps, claimed, place)) ? claimed.entries : [];
  const workspace = entries.length === 0 ? null : await store.workspaces.get(alert.workspaceId);
  const words = wordsIn(workspace?.language ?? "en");
  const names = await namesIn(slack, entries);
  for (const entry of entries) {
    const text = threadLine(words, entry, signal, (id) => names.get(id) ?? id);
    if (text === undefined) continue;
    const waitMs = slack.pacePost(place.channel, now());
    if (waitMs > 0) return postponed(deps, alert, waitMs, "waits: the channel has had its messages", wasLost);
    await store.alerts.sending(alert.id, now());
    const mark = { ...markOf(claimed), entryId: entry.id };
    const told = await slack.post(place.channel, { text }, { mark, threadTs: place.ts });
    if (told.kind === "channel-dead" && THREADLESS.test(told.error)) break;
    if (told.kind !== "ok") return onFailure(deps, claimed, told, told.kind === "ambiguous");
    await store.alerts.threaded(alert.id, entry.id);
  }
  return remember(deps, claimed, wasLost ? new Date(now().getTime() + LOOK_AGAIN_MS) : undefined);
}

async function wantsThreads({ store }: DeliveryDeps, { alert, entries }: ClaimedAlert, place: Place) {
  return entries.length > 0 && (await store.channels.get(alert.workspaceId, place.channel)).threads;
}

async function remember(deps: DeliveryDeps, claimed: ClaimedAlert, lookAgainAt?: Date): Promise<Round> {
  const { alert, signal, entries } = claimed;
  const { behind } = await deps.store.alerts.shown(alert.id, {
    version: signal.version,
    threadedId: entries.at(-1)?.id ?? alert.threadedId,
    ...(lookAgainAt && { lookAgainAt }),
  });
  return behind ? "again" : "done";
}

async function onFailure(
  deps: DeliveryDeps,
  claimed: ClaimedAlert,
  failure: Failure,
  lost: boolean,
): Promise<Round> {
  const { alert, signal } = claimed;
  if (failure.kind === "rate-limited") {
    return postponed(deps, alert, failure.retryAfterMs, "rate-limited", lost);
  }
  if (failure.kind === "channel-dead") {
    if (alert.messageTs !== null && signal.status === "resolved") return remember(deps, claimed);
    return onDeadChannel(deps, claimed, failure.error);
  }
  const isOurs = failure.kind === "refused";
  deps.log[isOurs ? "error" : "warn"](
    { alertId: alert.id, outcome: failure.kind, error: failure.error, attempts: alert.attempts },
    "Slack did not take an alert",
  );
  return postponed(deps, alert, backoffMs(failure, alert.attempts), failure.error, lost);
}

/** Trouble of the network passes soon; a refusal or a bad token waits for a person. */
function backoffMs(failure: Failure, attempts: number): number {
  const mostMs = failure.kind === "ambiguous" ? 60_000 : 600_000;
  const leastMs = failure.kind === "ambiguous" ? 500 : 60_000;
  return Math.min(mostMs, leastMs * 2 ** Math.min(attempts, 10));
}

async function messageOf(deps: DeliveryDeps, claimed: ClaimedAlert): Promise<Message> {
  const { store, slack, now } = deps;
  const { signal, previous, teamLabel, members } = claimed;
  const workspace = await store.workspaces.get(signal.workspaceId);
  const words = wordsIn(workspace?.language ?? "en");
  const [marks, besides, previousLink] = await Promise.all([
    store.marks.of(signal.workspaceId, signal.id),
    callBackLine(deps, words, signal),
    previous && slack.permalink({ channel: previous.slackChannel, ts: previous.messageTs }),
  ]);
  return renderCard(signal, {
    words,
    now: now(),
    zone: workspace?.zone ?? "UTC",
    teamLabel: teamLabel ?? undefined,
    previousLink: previousLink ?? undefined,
    members,
    besides,
    marks,
    because: claimed.alert.because ?? undefined,
  });
}

function markOf({ alert, signal }: ClaimedAlert): Mark {
  return { alertId: alert.id, signalId: signal.id };
}

async function namesIn(slack: Slack, entries: SignalEntry[]): Promise<Map<string, string>> {
  const words = entries.flatMap((entry) => [entry.actor, ...(entry.note ?? "").split(" ")]);
  const ids = [...new Set(words.filter((word) => /^[UW][A-Z0-9]{2,}$/.test(word)))];
  const named = await Promise.all(ids.map(async (id) => [id, (await slack.user(id))?.name ?? id] as const));
  return new Map(named);
}
