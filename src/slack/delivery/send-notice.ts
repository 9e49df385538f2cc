import type { Notice, NoticeKind } from "../../domain/routing/notice.ts";
import { messageOf } from "../../errors.ts";
import type { Failure, Outcome } from "../connection/outcome.ts";
import type { Place } from "../connection/slack.ts";
import { wordsAt } from "../reader.ts";
import { nativeOrNot } from "./native-or-not.ts";
import { type NoticeDeps, type Word, wordFor } from "./notice-word.ts";
import { tellLevel } from "./tell-level.ts";

/** What nobody could be told for so long is no news any more. */
const NEWS_MS = 24 * 3_600_000;
const AGAIN_MS = 60_000;
/** True until somebody acts: said however long Slack was away. */
const LASTING: readonly NoticeKind[] = ["escalation", "acknowledgement-expired", "handed-over"];

/**
 * Says one word in Slack, if it is still true, to whoever it concerns now. Safe to run any number of times, by any number of
 * workers: one claims it. When Slack's answer is lost it is said again with the same `client_msg_id`.
 */
export async function sendNotice(deps: NoticeDeps, noticeId: string): Promise<void> {
  const { store, now } = deps;
  const notice = await store.notices.claim(noticeId, now());
  if (notice === undefined) return;
  try {
    const isOld = now().getTime() - notice.createdAt.getTime() > NEWS_MS;
    if (isOld && !LASTING.includes(notice.facts.kind)) {
      await store.notices.drop(notice.id, "nobody could be told for a day");
    } else if (notice.facts.kind === "escalation" && notice.slackTo === "") {
      await tellLevel(deps, notice, notice.facts.level);
    } else {
      await say(deps, notice);
    }
  } catch (error) {
    await later(deps, notice, AGAIN_MS, messageOf(error));
    throw error;
  }
}

type Say = Extract<Word, { kind: "say" }>;

async function say(deps: NoticeDeps, notice: Notice): Promise<void> {
  const { store, slack, now } = deps;
  const word = await wordFor(deps, notice);
  if (word.kind === "drop") {
    await store.notices.drop(notice.id, word.why);
    return;
  }
  if (word.kind === "wait") return later(deps, notice, AGAIN_MS, word.why);
  const waitMs = slack.pacePost(word.to, now());
  if (waitMs > 0) return later(deps, notice, waitMs, "waits: they have had their messages");
  const posted = await post(deps, notice, word);
  if (posted.kind === "ok") return remember(deps, notice, word, posted.value);
  if (posted.kind !== "channel-dead")
    return later(deps, notice, backoffMs(posted, notice.attempts), whyOf(posted));
  await sayInstead(deps, notice, word, posted.error);
}

/** They cannot be reached: the default channel hears it, rather than nobody. */
async function sayInstead(deps: NoticeDeps, notice: Notice, word: Say, error: string): Promise<void> {
  const { store, log } = deps;
  log.warn({ noticeId: notice.id, error }, "somebody or some channel takes no messages");
  const fallback = (await store.workspaces.get(notice.workspaceId))?.defaultChannel;
  if (!fallback || fallback === word.to) return later(deps, notice, 10 * AGAIN_MS, error);
  const posted = await post(deps, notice, { ...word, to: fallback });
  if (posted.kind === "ok") return remember(deps, notice, word, posted.value);
  await later(deps, notice, backoffMs(posted, notice.attempts), whyOf(posted));
}

/** A digest is looked for before it is posted again: its answer may have been lost, and a whole channel would read it twice. */
async function post(
  { store, slack }: NoticeDeps,
  notice: Notice,
  { to, message: messageIn, digest }: Say,
): Promise<Outcome<Place>> {
  const { id, workspaceId, createdAt, attempts } = notice;
  const workspace = await store.workspaces.get(workspaceId);
  const message = messageIn(
    await wordsAt({ store, slack }, workspace ?? { id: workspaceId, language: "en" }, to),
  );
  if (digest === undefined) return nativeOrNot(message, (each) => slack.post(to, each, { clientMsgId: id }));
  const found = attempts > 1 ? await slack.findAlert(to, id, createdAt) : undefined;
  const [place] = found?.kind === "ok" ? found.value : [];
  if (place !== undefined) return { kind: "ok", value: place };
  const options = { clientMsgId: id, mark: { alertId: id, signalId: id } };
  return nativeOrNot(message, (each) => slack.post(to, each, options));
}

/** It stands in Slack; what a digest held is told by it. */
async function remember(
  { store, now }: NoticeDeps,
  { id, workspaceId }: Notice,
  { digest }: Say,
  place: Place,
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.notices.sent(id, place, now());
    if (digest !== undefined) await tx.digests.told(workspaceId, digest.held);
  });
}

async function later(
  { store, now }: NoticeDeps,
  { id }: Notice,
  waitMs: number,
  error: string,
): Promise<void> {
  await store.notices.later(id, { at: new Date(now().getTime() + waitMs), error });
}

/** Trouble of the network passes soon; a refusal or a bad token waits for a person. */
function backoffMs(failure: Failure, attempts: number): number {
  if (failure.kind === "rate-limited") return failure.retryAfterMs;
  const [leastMs, mostMs] = failure.kind === "ambiguous" ? [500, AGAIN_MS] : [AGAIN_MS, 10 * AGAIN_MS];
  return Math.min(mostMs, leastMs * 2 ** Math.min(attempts, 10));
}

const whyOf = (failure: Failure): string => ("error" in failure ? failure.error : failure.kind);
