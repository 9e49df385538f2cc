import type { Deps } from "../../deps.ts";
import { saysAway } from "../../domain/promise/away.ts";
import { lastWeek } from "../../domain/report/span.ts";
import { type DigestContent, isQuiet } from "../../domain/routing/digest.ts";
import type { Notice, NoticeFacts, OwnerAway } from "../../domain/routing/notice.ts";
import type { Signal } from "../../domain/signal/signal.ts";
import { composeReport } from "../../report/compose.ts";
import type { ShownPromise } from "../../store/promise-rows.ts";
import type { Slack } from "../connection/slack.ts";
import type { Words } from "../language/words.ts";
import type { Message } from "../messages/blocks.ts";
import { digestMessage } from "../messages/digest/digest.ts";
import { reportMessage } from "../messages/digest/report.ts";
import {
  acknowledgementExpired,
  daysCut,
  escalation,
  handedOver,
  keptByEvidence,
  muteEnded,
  ownerAwayReminder,
  pastWeek,
  reminder,
} from "../messages/notice.ts";
import { promiseWeek } from "../messages/promise/week.ts";
import { mendNotice } from "../messages/reason/mend.ts";
import { newReasonsMessage, recodedMessage, stuckMessage } from "../messages/reason/reasons.ts";
import { newReasons } from "../reason-list.ts";
import { composeDigest } from "./compose-digest.ts";
import { aboutSilent } from "./silent-word.ts";

export type NoticeDeps = Pick<Deps, "store" | "enqueue" | "now" | "log"> & { slack: Slack };

/** What is to be said and to whom, as things are now; in the words of whoever hears it. */
export type Word =
  | { kind: "say"; to: string; message(words: Words): Message; digest?: DigestContent }
  /** It is not true any more. */
  | { kind: "drop"; why: string }
  /** Nobody is known who could hear it. */
  | { kind: "wait"; why: string };

/** Reads what a notice is about as it is now: what was true when it was laid down need not be. */
export async function wordFor(deps: NoticeDeps, notice: Notice): Promise<Word> {
  const { facts } = notice;
  switch (facts.kind) {
    case "reminder":
    case "handed-over":
    case "kept-by-evidence":
      return aboutPromise(deps, notice, facts);
    case "escalation":
    case "acknowledgement-expired":
      return aboutSignal(deps, notice, facts);
    case "week":
      return aboutWeek(deps, notice, facts);
    case "silent":
      return aboutSilent(deps, notice);
    case "digest":
      return aboutDigest(deps, notice, facts);
    case "report":
      return aboutReport(deps, notice, facts);
    case "new-reasons":
      return aboutNewReasons(deps, notice, facts);
    case "recoded":
      return say(notice.slackTo, (words) => recodedMessage(words, facts));
    case "days-cut":
      return say(notice.slackTo, (words) => daysCut(words, facts));
    case "recoding-stuck":
      return say(notice.slackTo, (words) => stuckMessage(words, facts));
    case "mend":
      return aboutMend(deps, notice, facts);
    case "mute-ended":
      return say(notice.slackTo, (words) => muteEnded(words, facts));
  }
}

async function aboutMend(
  { store }: NoticeDeps,
  { workspaceId, subject, slackTo }: Notice,
  facts: Of<"mend">,
): Promise<Word> {
  const reason = await store.reasons.get(workspaceId, subject);
  return say(slackTo, (words) => mendNotice(words, reason?.label ?? subject, facts));
}

type Of<K extends NoticeFacts["kind"]> = Extract<NoticeFacts, { kind: K }>;

async function aboutPromise(
  deps: NoticeDeps,
  { workspaceId, subject, slackTo }: Notice,
  facts: Of<"reminder" | "handed-over" | "kept-by-evidence">,
): Promise<Word> {
  const promise = await deps.store.promises.get(workspaceId, subject);
  if (promise === null) return drop("the promise is gone");
  const now = deps.now();
  switch (facts.kind) {
    case "reminder":
      return remind(deps, workspaceId, promise, facts);
    case "handed-over": {
      if (promise.status !== "open" || promise.ownerSlackId !== slackTo)
        return drop("it has another owner or an end");
      const link = await linkAbout(deps, workspaceId, subject);
      return say(slackTo, (words) => handedOver(words, promise, { by: facts.by, now, link }));
    }
    case "kept-by-evidence":
      if (promise.status !== "kept" || promise.keptByContactId !== facts.contactId)
        return drop("it was not kept by that");
      return say(slackTo, (words) => keptByEvidence(words, promise, facts));
  }
}

async function remind(
  deps: NoticeDeps,
  workspaceId: string,
  promise: ShownPromise,
  { dueAt }: Of<"reminder">,
): Promise<Word> {
  const now = deps.now();
  const isNews = promise.status === "open" && promise.dueAt.toISOString() === dueAt && now < promise.dueAt;
  if (!isNews) return drop("its time has passed, or was moved");
  const { why, name } = await whyAway(deps, workspaceId, promise);
  const owner = promise.ownerSlackId;
  const to = why === undefined ? owner : await teamChannel(deps, workspaceId, promise.team);
  // A channel is better than somebody who is away, and they are better than nobody.
  if (to && why !== undefined)
    return say(to, (words) => ownerAwayReminder(words, promise, { now, why, name }));
  return owner === null
    ? { kind: "wait", why: "no channel is known" }
    : say(owner, (words) => reminder(words, promise, { now }));
}

/** Why a promise's owner will not see to it now; a Slack that does not answer is no reason. */
async function whyAway(
  { store, slack, now }: NoticeDeps,
  workspaceId: string,
  { owner, ownerSlackId }: ShownPromise,
): Promise<{ why?: OwnerAway; name?: string }> {
  if (ownerSlackId === null) return { why: "unknown" };
  const [staff, user] = await Promise.all([
    store.teams.staffOf(workspaceId, ownerSlackId),
    slack.user(ownerSlackId),
  ]);
  const name = user?.name ?? owner ?? ownerSlackId;
  if (user?.isDeleted) return { why: "removed", name };
  const isMarked = staff.some(({ awayUntil }) => awayUntil !== null && awayUntil > now());
  return isMarked || (user !== undefined && saysAway(user.status)) ? { why: "away", name } : { name };
}

/** The team's channel, else the workspace's default one. */
async function teamChannel(
  { store }: NoticeDeps,
  workspaceId: string,
  team: string | null,
): Promise<string | null> {
  const [watching] = await store.watchingTeams.of([{ workspaceId, team }]);
  return watching?.slackChannel ?? watching?.defaultChannel ?? null;
}

async function aboutSignal(
  deps: NoticeDeps,
  { workspaceId, subject, slackTo }: Notice,
  facts: Of<"escalation" | "acknowledgement-expired">,
): Promise<Word> {
  const signal = await deps.store.signals.get(workspaceId, subject);
  if (signal?.status !== "open") return drop("it is acknowledged or over");
  const about = await settingOf(deps, signal);
  return say(slackTo, (words) =>
    facts.kind === "escalation"
      ? escalation(words, signal, { ...about, level: facts.level, ...(facts.noLead && { noLead: true }) })
      : acknowledgementExpired(words, signal, about),
  );
}

async function settingOf(deps: NoticeDeps, { id, workspaceId, kind, subject, team }: Signal) {
  const [link, promise, known] = await Promise.all([
    linkAbout(deps, workspaceId, id),
    kind === "overdue-promise" ? deps.store.promises.get(workspaceId, subject) : null,
    team === null ? null : deps.store.teams.get(workspaceId, team),
  ]);
  return { now: deps.now(), link, promise: promise ?? undefined, teamLabel: known?.label };
}

async function linkAbout(
  { store, slack }: NoticeDeps,
  workspaceId: string,
  id: string,
): Promise<string | undefined> {
  const place = await store.alerts.messageAbout(workspaceId, id);
  return place && slack.permalink(place);
}

async function aboutWeek(
  deps: NoticeDeps,
  { workspaceId, subject, slackTo }: Notice,
  facts: Of<"week">,
): Promise<Word> {
  const period = { from: new Date(facts.from), to: new Date(facts.to), now: deps.now() };
  if ((await deps.store.channels.get(workspaceId, slackTo)).digest === "weekly")
    return drop("the channel's weekly digest tells it");
  const figures = await deps.store.promises.week(workspaceId, { team: subject, ...period });
  if (figures.due === 0) return drop("no promise was due that week");
  const team = await deps.store.teams.get(workspaceId, subject);
  const about = { team: team?.label ?? subject, week: facts.week };
  return say(slackTo, (words) => pastWeek(words, promiseWeek(words, figures, about)));
}

/** What it tells is decided once: should it have to be sent again, it says the same. A quiet day says nothing. */
async function aboutDigest(
  { store, now }: NoticeDeps,
  { id, workspaceId, slackTo }: Notice,
  { pace, at, content }: Of<"digest">,
): Promise<Word> {
  const workspace = await store.workspaces.get(workspaceId);
  if (workspace === null) return drop("the workspace is gone");
  const asked = { workspace, slackChannel: slackTo, pace };
  const digest = content ?? (await composeDigest(store, asked, { at: new Date(at), now: now() }));
  if (pace === "daily" && isQuiet(digest)) return drop("a quiet day");
  if (content === undefined) await store.digests.keep(workspaceId, id, digest);
  return { kind: "say", to: slackTo, message: (words) => digestMessage(words, digest), digest };
}

/** A week without a contact is none to report. */
async function aboutReport(
  deps: NoticeDeps,
  { workspaceId, slackTo }: Notice,
  { at }: Of<"report">,
): Promise<Word> {
  const workspace = await deps.store.workspaces.get(workspaceId);
  if (workspace === null) return drop("the workspace is gone");
  const report = await composeReport(deps, workspace, lastWeek(workspace.zone, new Date(at)));
  if (report.reasons.contacts === 0) return drop("nothing came in that week");
  return say(slackTo, (words) => reportMessage(words, report));
}

/** What was decided meanwhile is said so; when all was, nobody needs to hear of it. */
async function aboutNewReasons(
  deps: NoticeDeps,
  { workspaceId, slackTo }: Notice,
  { codes }: Of<"new-reasons">,
): Promise<Word> {
  const workspace = await deps.store.workspaces.get(workspaceId);
  if (workspace === null) return drop("the workspace is gone");
  const reasons = await newReasons(deps, workspace, codes);
  if (!reasons.some(({ state }) => state === "waiting")) return drop("all of them are decided");
  return say(slackTo, (words) => newReasonsMessage(words, reasons, codes.length));
}

const say = (to: string, message: (words: Words) => Message): Word => ({ kind: "say", to, message });
const drop = (why: string): Word => ({ kind: "drop", why });
