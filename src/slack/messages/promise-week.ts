import type { DeadlineFigures, PromiseFigures, Share } from "../../domain/promise-report.ts";
import { amount, counted, duration, said } from "./words.ts";

/** Fewer tell nothing of a channel or touchpoint. */
const LEAST_TO_COMPARE = 5;

/**
 * How a team kept its promises in a week, in one line, as plain words: "Billing, week 47: kept on time 31 of 36 (86 %, 95 %
 * interval 71–94 %); ...".
 * @param setting.week an ISO week (`2026-W47`), or how it is called
 */
export function promiseWeek(figures: PromiseFigures, { team, week }: { team: string; week: string }): string {
  const head = `${said(team, 80)}, ${weekName(week)}`;
  if (figures.due === 0) return `${head}: no promise was due.`;
  const parts = [
    keptWords(figures),
    lateWords(figures),
    brokenWords(figures),
    `${percent(figures.concrete)} with a concrete time`,
    weakestWords(figures),
  ];
  return `${head}: ${parts.filter(Boolean).join("; ")}.`;
}

function weekName(week: string): string {
  const number = /^\d{4}-W(\d{2})$/.exec(week)?.[1];
  return number === undefined ? said(week, 40) : `week ${Number(number)}`;
}

function keptWords({ keptOnTime, released }: PromiseFigures): string {
  const { of, lower, upper } = keptOnTime;
  const freed = released === 0 ? "" : `${counted(released, "other")} moved or withdrawn in time`;
  if (of === 0) return `nothing had to be kept: ${freed}`;
  const interval = `95 % interval ${whole(lower)}–${whole(upper)} %`;
  return `kept on time ${outOf(keptOnTime)} (${percent(keptOnTime)}, ${interval})${freed && `, ${freed}`}`;
}

function lateWords({ keptLate, overdue, medianLateMs }: PromiseFigures): string {
  const late = [
    keptLate > 0 && `${amount(keptLate)} late`,
    overdue > 0 && `${amount(overdue)} still overdue`,
  ];
  const words = late.filter(Boolean).join(" and ");
  return words === "" || medianLateMs === null
    ? words
    : `${words} by ${duration(medianLateMs)} in the median`;
}

function brokenWords({ broken, movedSilently }: PromiseFigures): string {
  const givenUp = broken - movedSilently;
  const words = [
    movedSilently > 0 && `${amount(movedSilently)} moved without telling the customer (counted as broken)`,
    givenUp > 0 && `${amount(givenUp)} given up`,
  ];
  return words.filter(Boolean).join(", ");
}

/** The channel and the touchpoint where the fewest were kept, when there is something to compare. */
function weakestWords({ keptOnTime, byChannel, byTouchpoint }: PromiseFigures): string {
  const channels = byChannel.flatMap((each) => named(each.channel, each));
  const touchpoints = byTouchpoint.flatMap((each) =>
    named(each.touchpoint && `touchpoint ${each.touchpoint}`, each),
  );
  if (channels.length < 2 && touchpoints.length < 2) return "";
  const found = [weakest(channels, keptOnTime), weakest(touchpoints, keptOnTime)].filter(Boolean);
  if (found.length > 0) return `weakest: ${found.join(", ")}`;
  const isComparable = [...channels, ...touchpoints].some(({ share }) => share.of >= LEAST_TO_COMPARE);
  return isComparable ? "" : "too few to compare channels and touchpoints";
}

type Place = { name: string; share: Share };

function named(name: string | null, { keptOnTime }: DeadlineFigures): Place[] {
  return name === null ? [] : [{ name, share: keptOnTime }];
}

function weakest(places: Place[], all: Share): string | undefined {
  const [worst] = places
    .filter(({ share }) => share.of >= LEAST_TO_COMPARE && rate(share) < rate(all))
    .sort((a, b) => rate(a.share) - rate(b.share) || b.share.of - a.share.of);
  return worst && `${said(worst.name, 60)} ${outOf(worst.share)}`;
}

const rate = ({ count, of }: Share): number => count / of;
const outOf = ({ count, of }: Share): string => `${amount(count)} of ${amount(of)}`;
const whole = (part: number): string => amount(Math.round(part * 100));
const percent = (share: Share): string => `${whole(rate(share))} %`;
