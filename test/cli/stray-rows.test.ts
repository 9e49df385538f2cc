import { expect, test } from "vitest";
import { strayRows } from "../../src/cli/backtest/stray-rows.ts";

/** Checks a file whose rows from line 2 on have these dates, each so many times. */
function check(...rows: (readonly [date: string, times: number])[]): void {
  const stray = strayRows();
  let line = 2;
  for (const [date, times] of rows)
    for (let i = 0; i < times; i += 1) {
      stray.add(Date.parse(date), line, date);
      line += 1;
    }
  stray.check();
}

test.each([
  [
    "a clock that was never set",
    [["2025-03-01", 40] as const, ["1970-01-01", 2] as const],
    /line 42: occurredAt "1970-01-01"/,
  ],
  [
    "a mistyped year at the beginning",
    [["2052-03-01", 1] as const, ["2025-03-01", 40] as const],
    /line 2: occurredAt "2052-03-01"/,
  ],
  [
    "the year 1",
    [["2025-03-01", 20] as const, ["0001-01-01", 1] as const],
    /line 22: .* \(2025-03-01 to 2025-03-01\)/,
  ],
])("names the line of %s", (_, rows, message) => {
  expect(() => check(...rows)).toThrow(message);
});

test.each([
  [
    "years in a row",
    [
      ["2022-05-01", 1],
      ["2023-05-01", 300],
      ["2024-05-01", 200],
    ],
  ],
  [
    "a year without contacts",
    [
      ["2021-05-01", 3],
      ["2023-05-01", 300],
    ],
  ],
  [
    "two long histories with years between them",
    [
      ["2012-05-01", 300],
      ["2025-05-01", 400],
    ],
  ],
  ["a single contact", [["1970-01-01", 1]]],
] as const)("leaves %s alone", (_, rows) => {
  expect(() => check(...rows)).not.toThrow();
});
