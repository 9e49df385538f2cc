import { channelSubject, reasonSubject } from "../../../domain/detection/spike.ts";
import { reasonDays } from "../../../figures/reason-days.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { ListReply } from "../../messages/promise/lists.ts";
import { reasonReply } from "../../messages/reason/reason.ts";
import { said } from "../../messages/words.ts";
import { withMeans } from "../../reason-means.ts";
import { reasonNamed } from "./reason-named.ts";

type Answer = ListReply | { text: string };
type Deps = Pick<ListenerDeps, "store" | "now" | "words">;

const DAY_MS = 86_400_000;
/** A channel without a contact for so long is none to ask about. */
const CHANNEL_DAYS = 90;

/**
 * Answers `/signals <reason>` and `/signals <channel>`: its last week against what was expected. Reasons go first, where a
 * channel has the name of one. @param others what else may follow `/signals`, for who mistyped it
 */
export async function answerWeek(
  deps: Deps,
  workspace: Workspace,
  asked: string,
  others: readonly string[],
): Promise<Answer> {
  const since = new Date(deps.now().getTime() - CHANNEL_DAYS * DAY_MS);
  const channels = await deps.store.buckets.channels(workspace.id, since);
  const named = await reasonNamed(deps, workspace.id, {
    name: asked,
    command: "/signals ",
    others: [...others, ...channels],
  });
  if ("reason" in named) {
    const { code, label } = named.reason;
    const days = await lastDays(deps, { workspace, reason: code }, reasonSubject(code).key, label);
    return "blocks" in days ? withMeans(deps, workspace, named.reason, days) : days;
  }
  const channel = channels.find((each) => each.toLowerCase() === asked.toLowerCase());
  if (channel !== undefined) {
    const label = deps.words.t("signals.allContactsBy", { channel });
    return lastDays(deps, { workspace, channel }, channelSubject(channel).key, label);
  }
  const { t } = deps.words;
  const known = channels.slice(0, 15).map((each) => said(each, 60));
  const text = [
    named.text,
    ...(known.length === 0 ? [] : [t("signals.channels", { channels: known.join(", ") })]),
    t("signals.moreHelp"),
  ];
  return { text: text.join(" ") };
}

type Asked = { workspace: Workspace } & ({ reason: string } | { channel: string });

/** @param subject what a spike of it would be known by */
async function lastDays(
  { store, now, words }: Deps,
  asked: Asked,
  subject: string,
  label: string,
): Promise<Answer> {
  const { workspace } = asked;
  const [past, spikes] = await Promise.all([
    reasonDays(store, { ...asked, now: now() }),
    store.signals.living(workspace.id, "spike"),
  ]);
  if (past === null) return { text: words.t("signals.noHistory") };
  const spike = spikes.find((each) => each.subject === subject);
  return reasonReply(words, label, past.days, { ...past, zone: workspace.zone, spike });
}
