import type { InputBlock, ModalView } from "@slack/types";
import { isOtherCode } from "../../../domain/coding/other-code.ts";
import { type ReasonValue, reasonValues } from "../../../domain/reason/value.ts";
import type { Key } from "../../language/catalogue.ts";
import type { Words } from "../../language/words.ts";
import { button, context, section } from "../blocks.ts";
import { channelChoice, choice, field, form, noticeView, option, textField } from "../form.ts";
import { said } from "../words.ts";
import { mentionedIn, type ShownReason } from "./reasons.ts";

export const REASON_FORM = "reason-form";
export const MERGE_FORM = "reason-merge-form";
export const SPLIT_FORM = "reason-split-form";
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
  const values = reasonValues.map((value) => option(value, t(VALUE_NAMES[value])));
  const aliases = reason.aliases.slice(0, fittingAliases(reason.aliases));
  const rest = reason.aliases.length - aliases.length;
  const frame = { title: t("reasons.formTitle"), submit: t("settings.save"), close: t("settings.cancel") };
  return form({ callbackId: REASON_FORM, metadata, ...frame }, [
    section(t("reasons.code", { code: said(reason.code, 100), mentioned })),
    ...(reason.isCatalogued ? [] : [context(t("reasons.isNotCatalogued"))]),
    textField("label", t("reasons.label"), reason.label, { most: 80 }),
    textField("aliases", t("reasons.aliasesLabel"), aliases.join("\n"), {
      hint: t("reasons.aliasesHint"),
      most: MOST_ALIASES,
      multiline: true,
      optional: true,
    }),
    ...(rest > 0 ? [context(t("common.andMore", { rest }))] : []),
    field("channel", t("reasons.channel"), channelChoice(reason.slackChannel), { optional: true }),
    field("value", t("reasons.value"), choice(values, reason.value), {
      hint: t("reasons.valueHint"),
      optional: true,
    }),
    vagueField(words, reason),
    {
      type: "actions",
      elements: [button(FORM_MERGE, t("reasons.mergeButton")), button(FORM_SPLIT, t("reasons.splitButton"))],
    },
  ]);
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
    option(VAGUE.byName, t(byName)),
    option(VAGUE.yes, t("reasons.vagueYes")),
    option(VAGUE.no, t("reasons.vagueNo")),
  ];
  const now = reason.isVague === null ? VAGUE.byName : reason.isVague ? VAGUE.yes : VAGUE.no;
  return field("vague", t("reasons.vague"), choice(options, now));
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
  if (others.length === 0) return saying(words, "reasons.mergeTitle", t("reasons.noTarget"));
  const options = others.slice(0, MOST_OPTIONS).map(({ code, label }) => option(code, `${label} (${code})`));
  const rest = others.length - options.length;
  const named = { label: said(reason.label, 80), code: said(reason.code, 100) };
  const frame = { title: t("reasons.mergeTitle"), submit: t("reasons.goOn"), close: t("settings.cancel") };
  return form({ callbackId: MERGE_FORM, metadata, ...frame }, [
    section(t("reasons.mergeQuestion", named)),
    field("target", t("reasons.target"), choice(options, undefined)),
    ...(rest > 0 ? [context(t("reasons.targetHint", { rest, code: named.code }))] : []),
  ]);
}

/** Which of its other codes becomes a reason of its own. */
export function splitForm(
  words: Words,
  { label, aliases }: Pick<ShownReason, "label" | "aliases">,
  metadata: string,
): ModalView {
  const { t } = words;
  const named = { label: said(label, 80) };
  if (aliases.length === 0) return saying(words, "reasons.splitTitle", t("reasons.nothingToSplit", named));
  const options = aliases.slice(0, MOST_OPTIONS).map((alias) => option(alias, alias));
  const frame = { title: t("reasons.splitTitle"), submit: t("reasons.goOn"), close: t("settings.cancel") };
  return form({ callbackId: SPLIT_FORM, metadata, ...frame }, [
    section(t("reasons.splitQuestion", named)),
    field("target", t("reasons.splitCode"), choice(options, undefined)),
  ]);
}

/** Shown while it is counted. */
export function countingForm(words: Words, deed: "merge" | "split"): ModalView {
  const title = deed === "merge" ? "reasons.mergeTitle" : "reasons.splitTitle";
  return saying(words, title, words.t("reasons.counting"));
}

/** Said where a form cannot be. */
export function refusedForm(words: Words, why: string): ModalView {
  return saying(words, "reasons.formTitle", why);
}

const saying = (words: Words, title: Key, text: string): ModalView =>
  noticeView(words, text, undefined, words.t(title));
