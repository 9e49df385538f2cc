import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { isOtherCode } from "../../../domain/coding/other-code.ts";
import { type ReasonValue, reasonValues } from "../../../domain/reason/value.ts";
import type { Key } from "../../language/catalogue.ts";
import type { Words } from "../../language/words.ts";
import { button, context, section } from "../blocks.ts";
import { plain, said } from "../words.ts";
import { codesIn, mentionedIn, type ShownReason } from "./reasons.ts";

export const REASON_FORM = "reason-form";
export const MERGE_FORM = "reason-merge-form";
export const SPLIT_FORM = "reason-split-form";
export const CONFIRM_FORM = "reason-confirm";
/** Whether it says nothing: what its name tells, or what people say. */
export const VAGUE = { byName: "by-name", yes: "yes", no: "no" } as const;
export const FORM_MERGE = "reason-form-merge";
export const FORM_SPLIT = "reason-form-split";

/** Slack's limit of a choice. */
const MOST_OPTIONS = 100;
/** Slack's limit of a text field, in letters. */
const MOST_ALIASES = 3_000;
const VALUE_NAMES = {
  eliminate: "reasons.valueEliminate",
  automate: "reasons.valueAutomate",
  simplify: "reasons.valueSimplify",
  keep: "reasons.valueKeep",
} as const satisfies Record<ReasonValue, Key>;

/** A reason's settings; every field's block and action are called the same. @param metadata carried unseen */
export function reasonForm(
  words: Words,
  reason: ShownReason & { isCatalogued: boolean },
  metadata: string,
): ModalView {
  const { t } = words;
  const mentioned = mentionedIn(words, reason);
  const options = reasonValues.map((value) => optionOf(value, t(VALUE_NAMES[value])));
  const chosen = options.find(({ value }) => value === reason.value);
  const aliases = reason.aliases.slice(0, fittingAliases(reason.aliases));
  const rest = reason.aliases.length - aliases.length;
  return {
    ...modal(words, REASON_FORM, t("reasons.formTitle"), t("settings.save"), metadata),
    blocks: [
      section(t("reasons.code", { code: said(reason.code, 100), mentioned })),
      ...(reason.isCatalogued ? [] : [context(t("reasons.isNotCatalogued"))]),
      field("label", t("reasons.label"), {
        ...{
          type: "plain_text_input",
          action_id: "label",
          max_length: 80,
          initial_value: reason.label.slice(0, 80),
        },
      }),
      optional(
        field("aliases", t("reasons.aliasesLabel"), {
          ...{ type: "plain_text_input", action_id: "aliases", multiline: true, max_length: MOST_ALIASES },
          ...(aliases.length > 0 && { initial_value: aliases.join("\n") }),
        }),
        t("reasons.aliasesHint"),
      ),
      ...(rest > 0 ? [context(t("common.andMore", { rest }))] : []),
      optional(
        field("channel", t("reasons.channel"), {
          ...{ type: "conversations_select", action_id: "channel" },
          filter: { include: ["public", "private"], exclude_bot_users: true },
          ...(reason.slackChannel !== null && { initial_conversation: reason.slackChannel }),
        }),
      ),
      optional(
        field("value", t("reasons.value"), {
          ...{ type: "static_select", action_id: "value", options },
          ...(chosen !== undefined && { initial_option: chosen }),
        }),
        t("reasons.valueHint"),
      ),
      vagueField(words, reason),
      {
        type: "actions",
        elements: [
          button(FORM_MERGE, t("reasons.mergeButton")),
          button(FORM_SPLIT, t("reasons.splitButton")),
        ],
      },
    ],
  };
}

/** How many whole ones one field takes, a line each. */
function fittingAliases(aliases: readonly string[]): number {
  let length = 0;
  const tooMany = aliases.findIndex((alias) => {
    length += alias.length + 1;
    return length > MOST_ALIASES;
  });
  return tooMany === -1 ? aliases.length : tooMany;
}

function vagueField({ t }: Words, reason: ShownReason): InputBlock {
  const byName = isOtherCode({ ...reason, isVague: null }) ? "reasons.vagueByName" : "reasons.clearByName";
  const options = [
    optionOf(VAGUE.byName, t(byName)),
    optionOf(VAGUE.yes, t("reasons.vagueYes")),
    optionOf(VAGUE.no, t("reasons.vagueNo")),
  ];
  const now = reason.isVague === null ? VAGUE.byName : reason.isVague ? VAGUE.yes : VAGUE.no;
  const chosen = options.find(({ value }) => value === now);
  return field("vague", t("reasons.vague"), {
    ...{ type: "static_select", action_id: "vague", options },
    ...(chosen !== undefined && { initial_option: chosen }),
  });
}

type Named = { code: string; label: string };

/** Of which other reason it becomes part; `others`: those there are, most contacts first. */
export function mergeForm(
  words: Words,
  reason: Named,
  others: readonly Named[],
  metadata: string,
): ModalView {
  const { t } = words;
  const title = t("reasons.mergeTitle");
  const question = section(
    t("reasons.mergeQuestion", { label: said(reason.label, 80), code: said(reason.code, 100) }),
  );
  if (others.length === 0) return closing(words, title, [section(t("reasons.noTarget"))]);
  const options = others
    .slice(0, MOST_OPTIONS)
    .map(({ code, label }) => optionOf(code, `${label} (${code})`));
  const rest = others.length - options.length;
  const more = rest > 0 ? [context(t("reasons.targetHint", { rest, code: said(reason.code, 100) }))] : [];
  return {
    ...modal(words, MERGE_FORM, title, t("reasons.goOn"), metadata),
    blocks: [
      question,
      field("target", t("reasons.target"), { type: "static_select", action_id: "target", options }),
      ...more,
    ],
  };
}

/** Which of its other codes becomes a reason of its own. */
export function splitForm(
  words: Words,
  { label, aliases }: Pick<ShownReason, "label" | "aliases">,
  metadata: string,
): ModalView {
  const { t } = words;
  const title = t("reasons.splitTitle");
  const named = { label: said(label, 80) };
  if (aliases.length === 0) return closing(words, title, [section(t("reasons.nothingToSplit", named))]);
  const options = aliases.slice(0, MOST_OPTIONS).map((alias) => optionOf(alias, alias));
  return {
    ...modal(words, SPLIT_FORM, title, t("reasons.goOn"), metadata),
    blocks: [
      section(t("reasons.splitQuestion", named)),
      field("target", t("reasons.splitCode"), { type: "static_select", action_id: "target", options }),
    ],
  };
}

/** What a merge of a reason into another would do. Contacts of any direction; `together` counts each once. */
export type WeighedMerge = {
  deed: "merge";
  code: string;
  label: string;
  into: string;
  /** All codes that go along. */
  codes: string[];
  moved: number;
  to: number;
  both: number;
  together: number;
  hasSpike: boolean;
  /** Watched as mended. */
  isMended: boolean;
  mutes: number;
  /** Undefined where it takes no time to speak of. */
  takesMs: number | undefined;
};

/** What a split of a code from a reason would do; `both` stay with it too, by another code. */
export type WeighedSplit = {
  deed: "split";
  code: string;
  from: string;
  codes: string[];
  moved: number;
  both: number;
  rest: number;
  takesMs: number | undefined;
};

/** What would happen, in numbers, before it is asked for. */
export function confirmForm(words: Words, weighed: WeighedMerge | WeighedSplit, metadata: string): ModalView {
  const { t, duration } = words;
  const isMerge = weighed.deed === "merge";
  const lines = isMerge ? mergeLines(words, weighed) : splitLines(words, weighed);
  const { takesMs } = weighed;
  const long = takesMs === undefined ? [] : [t("reasons.takesLong", { duration: duration(takesMs) })];
  const title = t(isMerge ? "reasons.mergeTitle" : "reasons.splitTitle");
  return {
    ...modal(
      words,
      CONFIRM_FORM,
      title,
      t(isMerge ? "reasons.mergeSubmit" : "reasons.splitSubmit"),
      metadata,
    ),
    blocks: [section([...lines, ...long].join("\n"))],
  };
}

/** Shown while it is counted. */
export function countingForm(words: Words, deed: "merge" | "split"): ModalView {
  const { t } = words;
  const title = t(deed === "merge" ? "reasons.mergeTitle" : "reasons.splitTitle");
  return closing(words, title, [section(t("reasons.counting"))]);
}

/** Said where a form cannot be. */
export function refusedForm(words: Words, why: string): ModalView {
  return closing(words, words.t("reasons.formTitle"), [section(why)]);
}

function mergeLines({ t, amount }: Words, weighed: WeighedMerge): string[] {
  const { moved, to, both, together, mutes, hasSpike, isMended } = weighed;
  const [label, into, code] = [said(weighed.label, 80), said(weighed.into, 80), said(weighed.code, 100)];
  return [
    t("reasons.mergeConfirm", { label, into, code }),
    `• ${t("reasons.mergeCounts", { label, into, moved, to: amount(to), both, together })}`,
    `• ${t("reasons.mergeCodes", { into, codes: codesIn(weighed.codes), count: weighed.codes.length })}`,
    `• ${t("reasons.mergeHistory", { into })}`,
    ...(hasSpike ? [`• ${t("reasons.mergeSpike", { label })}`] : []),
    ...(mutes > 0 ? [`• ${t("reasons.mergeMutes", { count: mutes, into })}`] : []),
    ...(isMended ? [`• ${t("reasons.mergeMend", { label, into })}`] : []),
    t("reasons.mergeUndo", { code }),
  ];
}

function splitLines({ t, amount }: Words, weighed: WeighedSplit): string[] {
  const { moved, both, rest, codes } = weighed;
  const [code, from] = [said(weighed.code, 100), said(weighed.from, 80)];
  const others = codes.filter((each) => each !== weighed.code);
  return [
    t("reasons.splitConfirm", { code, from }),
    `• ${t("reasons.splitCounts", { moved, both, rest: amount(rest), from })}`,
    ...(others.length === 0
      ? []
      : [`• ${t("reasons.splitCodes", { codes: codesIn(others), count: others.length })}`]),
  ];
}

function modal(
  { t }: Words,
  id: string,
  title: string,
  submit: string,
  metadata: string,
): Omit<ModalView, "blocks"> {
  return {
    type: "modal",
    callback_id: id,
    private_metadata: metadata,
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: submit },
    close: { type: "plain_text", text: t("settings.cancel") },
  };
}

function closing({ t }: Words, title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: title },
    close: { type: "plain_text", text: t("promiseAct.close") },
    blocks,
  };
}

function optionOf(value: string, text: string): PlainTextOption {
  return { value, text: { type: "plain_text", text: plain(text, 75) } };
}

function field(id: string, label: string, element: InputBlock["element"]): InputBlock {
  return { type: "input", block_id: id, label: { type: "plain_text", text: label }, element };
}

function optional(block: InputBlock, hint?: string): InputBlock {
  return {
    ...block,
    optional: true,
    ...(hint !== undefined && { hint: { type: "plain_text", text: hint } }),
  };
}
