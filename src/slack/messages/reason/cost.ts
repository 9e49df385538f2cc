import { type Cost, type ReasonCost, timedPart } from "../../../domain/cost/cost.ts";
import type { ExcessCost } from "../../../domain/cost/excess.ts";
import { type CostSettings, hasRates } from "../../../domain/cost/settings.ts";
import type { Words } from "../../language/words.ts";

/** What the contacts of a spike beyond the usual have cost, with its range and what the figure stands on. */
export function excessLine(words: Words, cost: ExcessCost): string {
  const { amount, lower, upper, each, currency } = cost;
  const money = (sum: number) => words.money(sum, currency);
  const said = { amount: money(amount), lower: money(lower), upper: money(upper), each: money(each) };
  return words.t("cost.excess", { ...said, basis: basisOf(words, cost) });
}

/** A reason's month: what it cost, how much of that is avoidable, and how many of its contacts repeat one before. */
export function monthLines(
  words: Words,
  { contacts, repeats, cost }: ReasonCost,
  { settings, isAvoidable }: { settings: CostSettings; isAvoidable: boolean | null },
): string[] {
  const { t, amount } = words;
  const { repeatDays } = settings;
  const told = { contacts, repeats: amount(repeats), repeatCount: repeats, days: repeatDays };
  return [
    ...(contacts === 0 ? [] : costLines(words, cost, settings, isAvoidable)),
    ...(contacts === 0 ? [] : [t("cost.repeats", told)]),
  ];
}

type Means = { contacts: number; means: ReasonCost | undefined };

/** What the table of top reasons says beside counts: how many repeat and, where contacts have a cost, what they cost. */
export function topMeans(words: Words, settings: CostSettings) {
  const { t, money, percent } = words;
  const isPriced = hasRates(settings);
  const repeatsOf = ({ means }: Means): string =>
    means === undefined || means.contacts === 0 ? "–" : percent(means.repeats / means.contacts);
  const costOf = ({ contacts, means }: Means): string =>
    means?.each === undefined ? "–" : money(contacts * means.each, settings.currency);
  return {
    head: [t("cost.repeatColumn"), ...(isPriced ? [t("cost.column")] : [])],
    cells: (top: Means): string[] => [repeatsOf(top), ...(isPriced ? [costOf(top)] : [])],
    line: (line: string, top: Means): string =>
      isPriced
        ? t("cost.lineTop", { line, amount: costOf(top), repeats: repeatsOf(top) })
        : t("cost.lineRepeats", { line, repeats: repeatsOf(top) }),
    how: [t("cost.howRepeats", { days: settings.repeatDays }), ...(isPriced ? [t("cost.howTop")] : [])].join(
      " ",
    ),
  };
}

function costLines(
  words: Words,
  cost: Cost | undefined,
  settings: CostSettings,
  isAvoidable: boolean | null,
): string[] {
  const { t, money, percent } = words;
  if (!hasRates(settings)) return [t("cost.noRates")];
  if (cost === undefined) return [t("cost.noPrice")];
  const avoidable = isAvoidable === null ? "unknown" : isAvoidable ? "yes" : "no";
  const timed = timedPart(cost);
  const basis = { ...cost, ...(timed !== undefined && { timed }), isPartlyFlat: cost.flat > 0 };
  const month = t("cost.month", {
    ...{ amount: money(cost.amount, cost.currency), avoidable },
    basis: basisOf(words, basis),
  });
  const part = cost.unpriced / (cost.timed + cost.estimated + cost.flat + cost.unpriced);
  const unpriced = part < 0.005 ? [] : [t("cost.unpriced", { part: percent(part) })];
  return [[month, ...unpriced, t("cost.split")].join(" ")];
}

type Basis = Pick<ExcessCost, "currency" | "rates" | "timed"> & { isPartlyFlat?: boolean };

/** "at €42 an hour, from 83 % of contacts with a handle time". */
function basisOf(words: Words, { currency, rates, timed, isPartlyFlat = false }: Basis): string {
  const { t, percent } = words;
  if (rates === undefined || timed === undefined) return t("cost.flat");
  const [least, most] = [words.money(rates.least, currency), words.money(rates.most, currency)];
  const priced = least === most ? t("cost.atRate", { rate: least }) : t("cost.atRates", { least, most });
  const known =
    timed > 0.995
      ? t("cost.timedAll", { rates: priced })
      : t("cost.timed", { rates: priced, part: percent(timed) });
  return isPartlyFlat ? t("cost.someFlat", { rates: known }) : known;
}
