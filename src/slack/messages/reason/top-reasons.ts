import type { ReasonCost } from "../../../domain/cost/cost.ts";
import type { CostSettings } from "../../../domain/cost/settings.ts";
import type { TopReason, TopReasons } from "../../../domain/reason/top-reasons.ts";
import type { Words } from "../../language/words.ts";
import { context, type Message, section, table } from "../blocks.ts";
import { plain, said } from "../words.ts";
import { topMeans } from "./cost.ts";

/** `means`: of the same days in whole local ones. */
type Named = TopReason & { label: string; means: ReasonCost | undefined };
type NamedTop = Omit<TopReasons, "reasons"> & { reasons: Named[] };

const HEAD = ["reason", "contacts", "share", "before", "ratio"] as const;

/** The week's top reasons as a native table, with every number in words too. @param to the end of the 7 days */
export function topReasonsReply(words: Words, top: NamedTop, to: Date, settings: CostSettings): Message {
  const { t, when, fitting } = words;
  const isCompared = top.before !== undefined;
  const title = t("topReasons.title", { to: when(to) });
  const headline = headlineOf(words, top);
  const means = topMeans(words, settings);
  const how = `${t(isCompared ? "topReasons.how" : "topReasons.notCompared")} ${means.how}`;
  const lines = top.reasons.map((each) => means.line(line(words, each, isCompared), each));
  const rows = top.reasons.map((each) => [
    plain(each.label, 80),
    ...figures(words, each, isCompared),
    ...means.cells(each),
  ]);
  const head = [...HEAD.map((name) => t(`topReasons.${name}`)), ...means.head];
  return {
    text: fitting([title, headline, ...lines, how], 8_000).replaceAll("*", ""),
    blocks: [
      section(`${title}\n${headline}`),
      ...(rows.length === 0
        ? []
        : [
            table(
              [head, ...rows],
              head.map((_, at) => (at === 0 ? "left" : "right")),
            ),
          ]),
      ...(rows.length === 0 ? [] : [context(how)]),
    ],
    attachments: [],
  };
}

function headlineOf({ t, amount }: Words, { contacts, before, reasons }: NamedTop): string {
  if (reasons.length === 0) return t("topReasons.none");
  return before === undefined
    ? t("topReasons.headline", { contacts })
    : t("topReasons.headlineCompared", { contacts, before: amount(before) });
}

function figures(words: Words, top: TopReason, isCompared: boolean): string[] {
  const { amount, percent } = words;
  const share = percent(top.share);
  if (!isCompared) return [amount(top.contacts), share, "–", "–"];
  return [amount(top.contacts), share, amount(top.before), changeWords(words, top)];
}

function line(words: Words, top: TopReason & { label: string }, isCompared: boolean): string {
  const [count = "", share = "", before = "", change = ""] = figures(words, top, isCompared);
  const told = { label: said(top.label, 80), count, contacts: top.contacts, share };
  return isCompared
    ? words.t("topReasons.lineCompared", { ...told, before, change })
    : words.t("topReasons.line", told);
}

function changeWords(words: Words, { before, contacts, change }: TopReason): string {
  if (change === undefined)
    return words.t(before === 0 && contacts > 0 ? "topReasons.isNew" : "topReasons.unchanged");
  const times = (ratio: number): string => timesIn(words, ratio);
  return `${times(change.ratio)} (${times(change.lower)}–${times(change.upper)})`;
}

/** Close to 1 a second decimal tells on which side it lies. */
function timesIn({ amount, locale }: Words, ratio: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return ratio < 10 ? ratio.toLocaleString(locale, digits) : amount(ratio);
}
