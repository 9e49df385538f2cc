import type { ModalView } from "@slack/types";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { form } from "../form.ts";
import { said } from "../words.ts";
import { codesIn } from "./reasons.ts";

export const CONFIRM_FORM = "reason-confirm";

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
  const submit = t(isMerge ? "reasons.mergeSubmit" : "reasons.splitSubmit");
  return form({ callbackId: CONFIRM_FORM, title, submit, close: t("settings.cancel"), metadata }, [
    section([...lines, ...long].join("\n")),
  ]);
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
