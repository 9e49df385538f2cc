import type { KnownBlock, ModalView } from "@slack/types";
import { type MendNumbers, type MendStanding, WEEKS_BEFORE } from "../../../domain/reason/mended.ts";
import type { Words } from "../../language/words.ts";
import { button, context, type Message, section } from "../blocks.ts";
import { field, form, textField } from "../form.ts";
import { person, said } from "../words.ts";

export const MEND_FORM = "mend-form";
export const MEND_OPEN = "mend-open";

type ShownMend = { mendedOn: string; standing: MendStanding };

/** How a mending stands: "down from 36 to 22 a week, ratio 0.61 (0.34 to 1.07): not yet proven". */
export function mendLine(words: Words, { mendedOn, standing }: ShownMend): string {
  const { t, amount } = words;
  const date = dateText(words, mendedOn);
  if (standing.kind === "too-early") return t("mend.tooEarly", { date });
  if (standing.kind === "too-little-before") {
    const { days, contacts } = standing;
    return t("mend.tooLittleBefore", { date, weeks: WEEKS_BEFORE, days, contacts });
  }
  const { weeks, before, after, latest, volume } = standing;
  const [ratio = "", lower = "", upper = ""] = [standing.ratio, standing.lower, standing.upper].map((each) =>
    hundredths(words, each),
  );
  const numbers = {
    ...{ date, weeks, ratio, lower, upper, verdict: standing.kind },
    ...{ before: amount(before), after: amount(after), latest: amount(latest) },
    way: wayOf(standing.ratio),
  };
  const line = t(`mend.${textOf(standing)}`, numbers);
  return volume === undefined ? line : `${line} ${t("mend.volume", { volume: hundredths(words, volume) })}`;
}

/** Of a reason by its label, for a list or a message of its own. */
export function labelledMend(words: Words, label: string, shown: ShownMend): string {
  return words.t("mend.label", { label: said(label, 120), line: mendLine(words, shown) });
}

/** To the reason's channel: a verdict. */
export function mendNotice(words: Words, label: string, shown: ShownMend): Message {
  const line = labelledMend(words, label, shown);
  const how = words.t("mend.how");
  return {
    text: `${line} ${how}`.replaceAll("*", ""),
    blocks: [section(line), context(how)],
    attachments: [],
  };
}

/** On a reason's page: the way to say that it is mended. On a card the same button stands without the reason's code. */
export function mendButton({ t }: Words, reason: string): KnownBlock {
  return {
    type: "actions",
    elements: [{ ...button(MEND_OPEN, t("mend.button")), type: "button", value: reason }],
  } as KnownBlock;
}

/** When it was mended, and what was done. @param today the local date */
export function mendForm({ t }: Words, reason: { code: string; label: string }, today: string): ModalView {
  const frame = { title: t("mend.title"), submit: t("mend.save"), close: t("settings.cancel") };
  return form({ callbackId: MEND_FORM, metadata: reason.code, ...frame }, [
    section(t("mend.intro", { label: said(reason.label, 120) })),
    field("date", t("mend.date"), { type: "datepicker", initial_date: today }),
    textField("note", t("mend.noteLabel"), "", { optional: true }),
  ]);
}

/** What was done and by whom, when somebody said. */
export function noteLine({ t }: Words, { note, by }: { note: string | null; by: string }): string[] {
  return note === null ? [] : [t("mend.note", { note: said(note, 300), by: person(by) })];
}

/** `2 Nov 2026`; it is a date, not an instant, so every reader's zone has the same. */
export function dateText({ locale }: Words, date: string): string {
  const parts = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${date}T00:00:00Z`));
}

/** As its two decimals say. */
function wayOf(ratio: number): "down" | "up" | "same" {
  if (ratio < 0.995) return "down";
  return ratio < 1.005 ? "same" : "up";
}

function textOf({ kind }: MendNumbers): "moved" | "notProven" | "cameBack" {
  if (kind === "not-proven") return "notProven";
  return kind === "came-back" ? "cameBack" : "moved";
}

function hundredths({ locale, amount }: Words, ratio: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return ratio < 10 ? ratio.toLocaleString(locale, digits) : amount(ratio);
}
