import { LEAST_PAIRS } from "../../../domain/coding/agreement.ts";
import { type CodingTrust, kappaWord, type TeamDrift } from "../../../domain/coding/trust.ts";
import type { Words } from "../../language/words.ts";
import { context, type Message, section } from "../blocks.ts";
import { said } from "../words.ts";

const MOST_LINES = 5;
const MOST_TEXT = 8_000;

/**
 * How far the coding can be trusted, for one person. @param led codes of the teams they lead: where one of those codes
 * otherwise is told to them alone, and who it is to nobody
 */
export function trustReply(words: Words, trust: CodingTrust, led: ReadonlySet<string>): Message {
  const { t, fitting } = words;
  const title = t("trust.title", { days: trust.days, at: dateText(words, trust.to) });
  const parts = [
    codingLines(words, trust),
    readingLines(words, trust),
    agreementLines(words, trust.agreement),
    driftLines(words, trust.drift, led),
  ];
  const about = t("trust.about");
  return {
    text: fitting([title, ...parts.flat(), about], MOST_TEXT).replaceAll("*", ""),
    blocks: [section(title), ...parts.map((lines) => section(fitting(lines))), context(about)],
    attachments: [],
  };
}

function codingLines({ t, amount, percent }: Words, { now, before, days, other }: CodingTrust): string[] {
  const share = ({ contacts, uncoded }: typeof now) => percent(uncoded / Math.max(1, contacts));
  const figures = { share: share(now), contacts: amount(now.contacts), uncoded: amount(now.uncoded) };
  const uncoded =
    before === undefined
      ? t("trust.uncoded", figures)
      : t("trust.uncodedBefore", { ...figures, before: share(before), days });
  const others = other.slice(0, MOST_LINES).map(({ label, contacts }) =>
    t("trust.other", {
      label: said(label, 80),
      share: percent(contacts / Math.max(1, now.contacts)),
      contacts: amount(contacts),
    }),
  );
  return [uncoded, ...(others.length === 0 ? [t("trust.noOther")] : others)];
}

function readingLines(words: Words, { now, reading }: CodingTrust): string[] {
  const { t, amount, percent } = words;
  if (reading === undefined) return [t("trust.readsNone", { why: t("trust.whyFew") })];
  const { suggested, misread } = reading;
  const read = suggested.reduce((sum, { contacts }) => sum + contacts, 0);
  const reasons = suggested
    .slice(0, MOST_LINES)
    .map(({ label, contacts }) => t("trust.reason", { label: said(label, 60), count: amount(contacts) }))
    .join(", ");
  const lines = misread.slice(0, MOST_LINES).map(({ codedLabel, readsLikeLabel, contacts, of }) =>
    t("trust.misreadOne", {
      ...{ of: amount(of), contacts: amount(contacts) },
      ...{ coded: said(codedLabel, 60), reads: said(readsLikeLabel, 60) },
    }),
  );
  return [
    ...(now.uncoded === 0
      ? []
      : read === 0
        ? [t("trust.readsNone", { why: t("trust.whyWords") })]
        : [t("trust.reads", { uncoded: amount(now.uncoded), read: amount(read), reasons })]),
    ...(lines.length === 0 ? [] : [t("trust.misread", { lines: lines.join("; ") })]),
    t("trust.reader", {
      ...{ examples: amount(reading.examples), heldOut: amount(reading.heldOut) },
      ...{ accuracy: percent(reading.accuracy), f1: hundredths(words, reading.macroF1) },
    }),
  ];
}

function agreementLines(words: Words, { pairs, whole, byReason }: CodingTrust["agreement"]): string[] {
  const { t, amount, percent } = words;
  if (whole === undefined || pairs < LEAST_PAIRS) return [t("trust.agreementNone", { pairs })];
  const figures = (kappa: typeof whole) => ({
    kappa: hundredths(words, kappa.kappa),
    lower: hundredths(words, kappa.lower),
    upper: hundredths(words, kappa.upper),
  });
  const reasons = byReason
    .slice(0, 3)
    .map((each) => t("trust.agreementReason", { label: said(each.label, 60), ...figures(each) }));
  return [
    t("trust.agreement", {
      ...{ pairs: amount(pairs), agreed: percent(whole.agreed), ...figures(whole) },
      word: t("trust.word", { word: kappaWord(whole.kappa) }),
    }),
    ...(reasons.length === 0 ? [] : [t("trust.agreementReasons", { reasons: reasons.join(", ") })]),
  ];
}

function driftLines(
  words: Words,
  { lookedAt, drifts }: CodingTrust["drift"],
  led: ReadonlySet<string>,
): string[] {
  const { t } = words;
  if (lookedAt === 0) return [t("trust.driftFew")];
  if (drifts.length === 0) return [t("trust.driftNone", { agents: lookedAt })];
  const own = drifts.filter(({ team }) => team !== null && led.has(team));
  return [
    t("trust.drift", { count: drifts.length, agents: lookedAt }),
    ...own.slice(0, MOST_LINES).map((each) => driftLine(words, each)),
    t(own.length < drifts.length ? "trust.driftElsewhere" : "trust.driftNobody"),
  ];
}

function driftLine(
  { t, amount, percent }: Words,
  { touchpoint, label, share, restShare, contacts }: TeamDrift,
): string {
  return t("trust.driftLead", {
    ...{ touchpoint: said(touchpoint, 60), label: said(label, 60), contacts: amount(contacts) },
    ...{ share: percent(share), rest: percent(restShare) },
  });
}

function hundredths({ locale }: Words, value: number): string {
  return value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A date, not an instant: every reader's zone has the same. */
function dateText({ locale }: Words, date: string): string {
  const parts = { day: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${date}T00:00:00Z`));
}
