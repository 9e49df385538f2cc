import type { TopReason, TopReasons } from "../../domain/top-reasons.ts";
import { context, type Message, section, table } from "./blocks.ts";
import { amount, counted, fitting, plain, said, when } from "./words.ts";

type NamedTop = Omit<TopReasons, "reasons"> & { reasons: (TopReason & { label: string })[] };

const HEAD = ["Reason", "Contacts", "Share of contacts", "7 days before", "Times those before (90 % sure)"];

/** The week's top reasons as a native table, with every number in words too. @param to the end of the 7 days */
export function topReasonsReply(top: NamedTop, to: Date): Message {
  const title = `*Top reasons of the 7 days up to ${when(to)}*`;
  const headline =
    top.reasons.length === 0
      ? "No contact mentioned a reason."
      : `${counted(top.contacts, "contact")}${top.before === undefined ? "" : `, ${amount(top.before)} in the 7 days before`}. A contact may mention several reasons, so they do not add up.`;
  const how =
    top.before === undefined
      ? "There is no comparison: the history does not reach back over the 7 days before."
      : "A ratio stands only where chance would hardly explain it, each reason by itself. `/signals late-delivery` tells a reason's days against the expected.";
  const lines = top.reasons.map((each) => line(each, top.before !== undefined));
  const rows = top.reasons.map((each) => [plain(each.label, 80), ...figures(each, top.before !== undefined)]);
  return {
    text: fitting([title, headline, ...lines, how], 8_000).replaceAll("*", ""),
    blocks: [
      section(`${title}\n${headline}`),
      ...(rows.length === 0 ? [] : [table([HEAD, ...rows], ["left", "right", "right", "right", "right"])]),
      ...(rows.length === 0 ? [] : [context(how)]),
    ],
    attachments: [],
  };
}

function figures(top: TopReason, isCompared: boolean): string[] {
  const share = `${amount(100 * top.share)} %`;
  if (!isCompared) return [amount(top.contacts), share, "–", "–"];
  return [amount(top.contacts), share, amount(top.before), changeWords(top)];
}

function line(top: TopReason & { label: string }, isCompared: boolean): string {
  const [contacts, share, before, change] = figures(top, isCompared);
  const against = isCompared ? `; ${before} in the 7 days before: ${change}` : "";
  return `• ${said(top.label, 80)}: ${contacts} contacts, ${share} of all${against}`;
}

function changeWords({ before, contacts, change }: TopReason): string {
  if (change === undefined) return before === 0 && contacts > 0 ? "not heard before" : "no clear change";
  return `${times(change.ratio)} (${times(change.lower)}–${times(change.upper)})`;
}

/** Close to 1 a second decimal tells on which side it lies. */
const times = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : amount(ratio));
