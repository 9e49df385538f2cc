import { SetupError } from "../../errors.ts";
import { keptField } from "./csv-chunks.ts";

/** Contacts of one year, and the first row that has one. */
interface Year {
  number: number;
  count: number;
  firstAt: number;
  lastAt: number;
  line: number;
  time: string;
}

/** Notices rows that are dated years away from all others: a clock that was never set, a mistyped year. */
export interface StrayRows {
  /** `at` in epoch ms, `time` as it is written in the row. */
  add(at: number, line: number, time: string): void;
  /** Throws an error that names such a row; the years of silence around it would be learned hour by hour. */
  check(): void;
}

const YEAR_MS = 365.25 * 86_400_000;
/** So many whole years without a contact part the rows that belong together from the others. */
const EMPTY_YEARS = 2;
/** Rows before or after such a silence are no slip when there is one of them for so many of the rest. */
const REST_PER_ROW = 10;

export function strayRows(): StrayRows {
  const years = new Map<number, Year>();
  return {
    add: (at, line, time) => {
      const number = Math.floor(at / YEAR_MS);
      const year = years.get(number);
      if (year === undefined) {
        years.set(number, { number, count: 1, firstAt: at, lastAt: at, line, time: keptField(time) });
        return;
      }
      year.count += 1;
      if (at < year.firstAt) year.firstAt = at;
      if (at > year.lastAt) year.lastAt = at;
    },
    check: () => {
      const spans = spansOf([...years.values()]);
      const bulk = spans.reduce((a, b) => (countOf(b) > countOf(a) ? b : a), []);
      for (const span of spans) {
        const [stray] = span;
        if (span === bulk || stray === undefined || countOf(span) * REST_PER_ROW > countOf(bulk)) continue;
        throw new SetupError(
          `line ${stray.line}: occurredAt "${stray.time}" is years away from the other contacts (${datesOf(bulk)}); correct the row or leave it out`,
        );
      }
    },
  };
}

/** Years between which there was no long silence, together. */
function spansOf(years: Year[]): Year[][] {
  const spans: Year[][] = [];
  for (const year of years.sort((a, b) => a.number - b.number)) {
    const span = spans.at(-1);
    if (span === undefined || year.number - (span.at(-1)?.number ?? 0) > EMPTY_YEARS) spans.push([year]);
    else span.push(year);
  }
  return spans;
}

function countOf(span: readonly Year[]): number {
  return span.reduce((sum, { count }) => sum + count, 0);
}

function datesOf(span: readonly Year[]): string {
  const date = (at = 0) => new Date(at).toISOString().slice(0, 10);
  return `${date(span[0]?.firstAt)} to ${date(span.at(-1)?.lastAt)}`;
}
