import type { Button, KnownBlock } from "@slack/types";
import type { Refusal } from "../../../domain/reason/catalogue.ts";
import type { Suggestion } from "../../../domain/reason/likeness.ts";
import type { ReasonValue } from "../../../domain/reason/value.ts";
import type { NoticeFacts } from "../../../domain/routing/notice.ts";
import type { Words } from "../../language/words.ts";
import { context, type Message, section } from "../blocks.ts";
import { pressableLine } from "../home/rows.ts";
import { person, plain, said } from "../words.ts";

export const MERGE_REASON = "reason-merge";
export const ADD_REASON = "reason-add";
export const PUT_OFF_REASON = "reason-later";
export const CHANGE_REASON = "reason-change";
export const TRY_AGAIN = "reason-try-again";
export const REASONS_PAGE = "reasons-page";

/** So many new codes are shown with their buttons at once, and so many reasons a page. */
export const MOST_WAITING = 5;
const PAGE = 10;
const MOST_ALIASES = 8;

/** Contacts of the last 28 days that mention a reason, and their share of all contacts. */
type Mentioned = { code: string; label: string; contacts: number; share: number };

export type ShownReason = Mentioned & {
  aliases: string[];
  slackChannel: string | null;
  value: ReasonValue | null;
  isVague: boolean | null;
};

/** A code that is not in the catalogue yet, and what has become of it since it was. */
export type NewReason = Mentioned & {
  suggestion?: Suggestion | undefined;
  state: "waiting" | "under-way" | "merged" | "added" | "put-off";
  /** Of a merged one: the label of what it is part of. */
  into?: string | undefined;
};

/** A merge or split that waits or is under way, or that failed. */
export type ShownRecoding = {
  id: string;
  kind: "merge" | "split";
  code: string;
  into: string;
  askedBy: string;
  askedAt: Date;
  moved: number;
  error: string | null;
  tryAt: Date | null;
  setAsideAt: Date | null;
};

/** All reasons, most contacts first. */
export type ReasonsList = { waiting: NewReason[]; known: ShownReason[]; underWay: ShownRecoding[] };

/**
 * `/earshot reasons`: what is under way, new codes with what they look like, and a page (from 1) of the catalogue; with the
 * buttons that change it for those who may.
 */
export function reasonsReply(
  words: Words,
  list: ReasonsList,
  { page, now, mayChange }: { page: number; now: Date; mayChange: boolean },
): Message {
  const { t } = words;
  const { waiting, known, underWay } = list;
  if (waiting.length + known.length === 0) return wordsOnly(t("reasons.none"));
  const pages = Math.max(1, Math.ceil(known.length / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const title = t("reasons.title", { known: known.length, waiting: waiting.length });
  const shown = at === 1 ? waiting.slice(0, MOST_WAITING) : [];
  const rest = at === 1 ? waiting.length - shown.length : 0;
  const entries = known.slice((at - 1) * PAGE, at * PAGE);
  const blocks: KnownBlock[] = [
    section(title),
    ...underWay.slice(0, 5).map((recoding) => underWayBlock(words, recoding, { now, mayChange })),
    ...(shown.length === 0 ? [] : [section(t("reasons.waitingTitle"))]),
    ...shown.flatMap((reason) => newReasonBlocks(words, reason, mayChange)),
    ...(rest > 0 ? [context(t("reasons.more", { rest }))] : []),
    ...(entries.length === 0 ? [] : [{ type: "divider" as const }, section(t("reasons.catalogueTitle"))]),
    ...entries.map((reason) =>
      mayChange
        ? pressableLine(entryLine(words, reason), {
            id: CHANGE_REASON,
            label: t("reasons.change"),
            value: reason.code,
          })
        : section(entryLine(words, reason)),
    ),
    ...pageBlocks(words, at, pages),
    context([t("reasons.period"), t("reasons.adminsChange")].join("\n")),
  ];
  const lines = [
    ...shown.map((reason) => newReasonLine(words, reason)),
    ...entries.map((each) => entryLine(words, each)),
  ];
  return { text: words.fitting([title, ...lines], 8_000).replaceAll("*", ""), blocks, attachments: [] };
}

/** To the default channel, once a day: what is new, with the buttons that decide it; drawn again as they are decided. */
export function newReasonsMessage(words: Words, reasons: readonly NewReason[], all: number): Message {
  const title = words.t("reasons.newTitle", { count: all });
  const shown = reasons.slice(0, MOST_WAITING);
  const rest = all - shown.length;
  const more = rest > 0 ? [words.t("reasons.more", { rest })] : [];
  const how = words.t("reasons.newHow");
  const lines = shown.map((reason) => newReasonLine(words, reason));
  return {
    text: words.fitting([title, ...lines, ...more, how], 8_000).replaceAll("*", ""),
    blocks: [
      section(title),
      ...shown.flatMap((reason) => newReasonBlocks(words, reason, true)),
      context([...more, how].join("\n")),
    ],
    attachments: [],
  };
}

/** To whoever asked for a merge or a split: it is done, or why not. */
export function recodedMessage(words: Words, facts: Extract<NoticeFacts, { kind: "recoded" }>): Message {
  const { deed, moved, both, refusal } = facts;
  const [code, reason] = [said(facts.code, 100), said(facts.reason, 80)];
  if (refusal !== undefined)
    return wordsOnly(words.t("reasons.notDone", { code, why: refusedReason(words, refusal) }));
  return wordsOnly(
    words.t(deed === "merge" ? "reasons.mergedDone" : "reasons.splitDone", { code, reason, moved, both }),
  );
}

/** To whoever asked for a merge or a split that is not tried any more: what became of it, why, and how to try again. */
export function stuckMessage({ t }: Words, facts: Extract<NoticeFacts, { kind: "recoding-stuck" }>): Message {
  const { deed, code, into, error } = facts;
  const about = { code: said(code, 100), into: said(into, 80), error: said(error, 300) };
  return wordsOnly(t(deed === "merge" ? "reasons.stuckMerge" : "reasons.stuckSplit", about));
}

/** Merges and splits that wait for somebody, in a line; none when there are none. */
export function stuckLines(
  { t }: Words,
  recodings: readonly Pick<ShownRecoding, "code" | "error" | "setAsideAt">[],
): string[] {
  const stuck = recodings.filter(({ setAsideAt }) => setAsideAt !== null);
  if (stuck[0] === undefined) return [];
  const [codes, error] = [codesIn(stuck.map(({ code }) => code)), said(stuck[0].error ?? "", 300)];
  return [t("reasons.statusStuck", { count: stuck.length, codes, error })];
}

/** The first ten codes, each as one. */
export function codesIn(codes: readonly string[]): string {
  const shown = codes.slice(0, 10).map((code) => `\`${said(code, 60)}\``);
  return [...shown, ...(codes.length > 10 ? ["…"] : [])].join(", ");
}

/** Why a change of the catalogue cannot be. */
export function refusedReason({ t }: Words, refusal: Refusal): string {
  const named = Object.entries(refusal).filter(([key]) => key !== "why" && key !== "kind");
  return t(`reasons.${refusal.why}`, Object.fromEntries(named.map(([key, code]) => [key, said(code, 100)])));
}

/** "*Invoice is wrong* (`invoice-wrong`): 512 contacts (12 %); also INV-ERR; owner #billing-alerts; to eliminate". */
export function entryLine(words: Words, reason: ShownReason): string {
  const { t } = words;
  const { aliases, slackChannel, value } = reason;
  const shown = aliases.slice(0, MOST_ALIASES).map((alias) => said(alias, 60));
  const rest = aliases.length - shown.length;
  const also = [...shown, ...(rest > 0 ? [t("common.andMore", { rest })] : [])].join(", ");
  return [
    t("reasons.entry", { ...namesOf(reason), mentioned: mentionedIn(words, reason) }),
    ...(aliases.length === 0 ? [] : [t("reasons.aliases", { aliases: also })]),
    slackChannel === null ? t("reasons.noOwner") : t("reasons.owner", { channel: `<#${slackChannel}>` }),
    t(value === null ? "reasons.noValue" : `reasons.${value}`),
  ].join("; ");
}

/** "512 contacts (12 %)". */
export function mentionedIn(
  { t, percent }: Words,
  { contacts, share }: Pick<Mentioned, "contacts" | "share">,
): string {
  return t("reasons.mentioned", { contacts, share: percent(share) });
}

function newReasonBlocks(words: Words, reason: NewReason, mayChange: boolean): KnownBlock[] {
  const { t } = words;
  const { code, suggestion, state } = reason;
  const line = section(newReasonLine(words, reason));
  if (state !== "waiting" || !mayChange) return [line];
  const into = suggestion?.code;
  const merge =
    suggestion === undefined ? t("reasons.merge") : t("reasons.mergeInto", { label: suggestion.label });
  return [
    line,
    {
      type: "actions",
      elements: [
        { ...press(MERGE_REASON, merge, JSON.stringify({ code, into })), ...(into && { style: "primary" }) },
        press(ADD_REASON, t("reasons.add"), code),
        press(PUT_OFF_REASON, t("reasons.later"), code),
      ],
    },
  ];
}

function newReasonLine(words: Words, reason: NewReason): string {
  const { t } = words;
  const { suggestion, state, into = "" } = reason;
  const names = namesOf(reason);
  if (state === "under-way") return t("reasons.isUnderWay", names);
  if (state === "merged") return t("reasons.isMerged", { ...names, into: said(into, 80) });
  if (state === "added") return t("reasons.isAdded", names);
  if (state === "put-off") return t("reasons.isPutOff", names);
  const looks =
    suggestion === undefined
      ? t("reasons.nothingNear")
      : t("reasons.looksLike", {
          label: said(suggestion.label, 80),
          likeness: twoDigits(words, suggestion.likeness),
        });
  return `${t("reasons.waiting", { ...names, mentioned: mentionedIn(words, reason) })}; ${looks}`;
}

function twoDigits({ locale }: Words, likeness: number): string {
  return likeness.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function underWayBlock(
  words: Words,
  recoding: ShownRecoding,
  { now, mayChange }: { now: Date; mayChange: boolean },
): KnownBlock {
  const line = underWayLine(words, recoding, now);
  if (recoding.setAsideAt === null || !mayChange) return section(line);
  return pressableLine(line, { id: TRY_AGAIN, label: words.t("reasons.tryAgain"), value: recoding.id });
}

function underWayLine({ t, ago, when }: Words, recoding: ShownRecoding, now: Date): string {
  const { kind, code, into, askedBy, askedAt, moved, error, tryAt, setAsideAt } = recoding;
  const about = { code: said(code, 100), into: said(into, 80), by: person(askedBy), ago: ago(askedAt, now) };
  const why = { error: said(error ?? "", 300) };
  return [
    t(kind === "merge" ? "reasons.underWayMerge" : "reasons.underWaySplit", about),
    ...(moved > 0 ? [t("reasons.movedSoFar", { moved })] : []),
    ...(setAsideAt !== null
      ? [t("reasons.setAside", why)]
      : tryAt !== null
        ? [t("reasons.tryingAgain", { ...why, at: when(tryAt) })]
        : []),
  ].join("\n");
}

function pageBlocks({ t }: Words, page: number, pages: number): KnownBlock[] {
  if (pages === 1) return [];
  const turn = (to: number, name: string) => press(`${REASONS_PAGE}-${to}`, name, `${to}`);
  return [
    context(t("reasons.page", { page, pages })),
    {
      type: "actions",
      elements: [
        ...(page > 1 ? [turn(page - 1, t("reasons.previous"))] : []),
        ...(page < pages ? [turn(page + 1, t("reasons.next"))] : []),
      ],
    },
  ];
}

function press(id: string, label: string, value: string): Button {
  return { type: "button", action_id: id, text: { type: "plain_text", text: plain(label, 75) }, value };
}

const namesOf = ({ code, label }: Pick<Mentioned, "code" | "label">) => ({
  code: said(code, 100),
  label: said(label, 80),
});

const wordsOnly = (text: string): Message => ({
  text: text.replaceAll("*", ""),
  blocks: [section(text)],
  attachments: [],
});
