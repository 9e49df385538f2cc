import type { DeadlineFigures, PromiseFigures, Share } from "../../../domain/promise/report.ts";
import type { Words } from "../../language/words.ts";
import { said } from "../words.ts";
import { contactWay } from "./contact-way.ts";

/** Fewer tell nothing of a channel or touchpoint. */
const LEAST_TO_COMPARE = 5;

/**
 * How a team kept its promises in a week, in one line, as plain words: "Billing, week 47: kept on time 31 of 36 (86 %, 95 %
 * interval 71–94 %); ...".
 * @param setting.week an ISO week (`2026-W47`), or how it is called
 */
export function promiseWeek(
  words: Words,
  figures: PromiseFigures,
  { team, week }: { team: string; week: string },
): string {
  const { t } = words;
  const head = `${said(team, 80)}, ${weekName(words, week)}`;
  if (figures.due === 0) return `${head}: ${t("week.noneDue")}.`;
  const parts = [
    keptWords(words, figures),
    lateWords(words, figures),
    brokenWords(words, figures),
    t("week.concrete", { share: percent(words, figures.concrete) }),
    weakestWords(words, figures),
  ];
  return `${head}: ${parts.filter(Boolean).join("; ")}.`;
}

function weekName({ t }: Words, week: string): string {
  const number = /^\d{4}-W(\d{2})$/.exec(week)?.[1];
  return number === undefined ? said(week, 40) : t("week.number", { number: Number(number) });
}

function keptWords(words: Words, { keptOnTime, released }: PromiseFigures): string {
  const { t } = words;
  const { of, lower, upper } = keptOnTime;
  const others = released === 0 ? "" : t("week.others", { count: released });
  if (of === 0) return t("week.nothingHad", { others });
  const kept = t("week.kept", {
    kept: outOf(words, keptOnTime),
    share: percent(words, keptOnTime),
    lower: whole(words, lower),
    upper: whole(words, upper),
  });
  return [kept, others].filter(Boolean).join(", ");
}

function lateWords(words: Words, { keptLate, overdue, medianLateMs }: PromiseFigures): string {
  const { t, amount, duration } = words;
  if (keptLate === 0 && overdue === 0) return "";
  const counts = { late: amount(keptLate), overdue: amount(overdue) };
  const late =
    overdue === 0
      ? t("week.late", counts)
      : keptLate === 0
        ? t("week.overdue", counts)
        : t("week.lateAndOverdue", counts);
  return medianLateMs === null ? late : t("week.median", { late, median: duration(medianLateMs) });
}

function brokenWords({ t, amount }: Words, { broken, movedSilently }: PromiseFigures): string {
  const givenUp = broken - movedSilently;
  const parts = [
    movedSilently > 0 && t("week.movedSilently", { count: amount(movedSilently) }),
    givenUp > 0 && t("week.givenUp", { count: amount(givenUp) }),
  ];
  return parts.filter(Boolean).join(", ");
}

/** The channel and the touchpoint where the fewest were kept, when there is something to compare. */
function weakestWords(words: Words, { keptOnTime, byChannel, byTouchpoint }: PromiseFigures): string {
  const { t } = words;
  const channels = byChannel.flatMap((each) =>
    placeOf(each.channel && contactWay(words, each.channel, 60), each),
  );
  const touchpoints = byTouchpoint.flatMap((each) =>
    placeOf(each.touchpoint && t("week.touchpoint", { touchpoint: said(each.touchpoint, 60) }), each),
  );
  if (channels.length < 2 && touchpoints.length < 2) return "";
  const found = [weakest(words, channels, keptOnTime), weakest(words, touchpoints, keptOnTime)].filter(
    Boolean,
  );
  if (found.length > 0) return t("week.weakest", { places: found.join(", ") });
  const isComparable = [...channels, ...touchpoints].some(({ share }) => share.of >= LEAST_TO_COMPARE);
  return isComparable ? "" : t("week.tooFew");
}

/** Its name in safe words. */
type Place = { name: string; share: Share };

function placeOf(name: string | null, { keptOnTime }: DeadlineFigures): Place[] {
  return name === null ? [] : [{ name, share: keptOnTime }];
}

function weakest(words: Words, places: Place[], all: Share): string | undefined {
  const [worst] = places
    .filter(({ share }) => share.of >= LEAST_TO_COMPARE && rate(share) < rate(all))
    .sort((a, b) => rate(a.share) - rate(b.share) || b.share.of - a.share.of);
  return worst && `${worst.name} ${outOf(words, worst.share)}`;
}

const rate = ({ count, of }: Share): number => count / of;
const outOf = ({ t, amount }: Words, { count, of }: Share): string =>
  t("week.outOf", { count: amount(count), of: amount(of) });
const whole = ({ amount }: Words, part: number): string => amount(Math.round(part * 100));
const percent = (words: Words, share: Share): string => `${whole(words, rate(share))} %`;
