import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  lateByMs,
  lifeOf,
  type PromiseDeed,
  promiseDeeds,
  stateOf,
  statusAfter,
  turnOf,
} from "../../../src/domain/promise/life.ts";
import { type PromiseStatus, promiseStatuses } from "../../../src/domain/promise/promise.ts";

const day = (d: number) => new Date(Date.UTC(2026, 10, d, 14));
const deed = (action: PromiseDeed, at: Date, dueAt: Date | null = null) => ({ action, at, dueAt });

const made = deed("made", day(20), day(21));
const moved = deed("moved", day(21), day(23));
const movedAgain = deed("moved", day(22), day(25));
const kept = deed("kept", day(22));
const withdrawn = deed("withdrawn", day(22));

/** What each deed makes of a promise in each status; what is not named changes nothing. */
const table: Record<PromiseStatus, Partial<Record<PromiseDeed, PromiseStatus>>> = {
  open: { kept: "kept", withdrawn: "withdrawn", "given-up": "broken" },
  kept: { reopened: "open" },
  broken: { reopened: "open" },
  withdrawn: { reopened: "open" },
};

describe("the table of a promise's life", () => {
  it.each(
    promiseStatuses.flatMap((status) =>
      promiseDeeds.map((action) => [status, action, table[status][action] ?? status] as const),
    ),
  )("%s, then %s, is %s", (status, action, next) => {
    expect(statusAfter(status, action)).toBe(next);
  });
});

describe("turnOf", () => {
  it.each([
    ["it was made", [made, moved, deed("tried", day(22))], made],
    ["it was kept, and the second time says nothing", [kept, made, deed("kept", day(24))], kept],
    [
      "it was reopened",
      [made, kept, deed("reopened", day(23)), deed("reopened", day(24))],
      deed("reopened", day(23)),
    ],
    [
      "it was given up after it was reopened",
      [made, kept, deed("reopened", day(23)), deed("given-up", day(25))],
      deed("given-up", day(25)),
    ],
  ])("is when %s", (_, entries, turn) => {
    expect(turnOf(entries)).toEqual(turn);
  });
});

describe("stateOf", () => {
  const hour = 3_600_000;
  const at = (hours: number) => new Date(day(21).getTime() + hours * hour);
  it.each([
    ["open", { status: "open", keptAt: null }, -1.01, "open"],
    ["open an hour before", { status: "open", keptAt: null }, -1, "due-soon"],
    ["open a moment before", { status: "open", keptAt: null }, -0.001, "due-soon"],
    ["open at its time", { status: "open", keptAt: null }, 0, "overdue"],
    ["open a day later", { status: "open", keptAt: null }, 24, "overdue"],
    ["kept at its time", { status: "kept", keptAt: at(0) }, 24, "kept-on-time"],
    ["kept a moment later", { status: "kept", keptAt: at(0.001) }, 24, "kept-late"],
    ["given up before its time", { status: "broken", keptAt: null }, -2, "broken"],
    ["withdrawn after its time", { status: "withdrawn", keptAt: null }, 2, "withdrawn"],
  ] as const)("%s", (_, { status, keptAt }, now, state) => {
    expect(stateOf({ status, keptAt, dueAt: day(21) }, at(now), hour)).toBe(state);
  });
});

describe("lifeOf", () => {
  it.each([
    ["made", [made], { status: "open", dueAt: day(21), keptAt: null }],
    [
      "made twice is made once",
      [made, deed("made", day(21), day(30))],
      { status: "open", dueAt: day(21), keptAt: null },
    ],
    ["moved", [made, moved], { status: "open", dueAt: day(23), keptAt: null }],
    ["moved twice", [made, moved, movedAgain], { status: "open", dueAt: day(25), keptAt: null }],
    ["kept", [made, kept], { status: "kept", dueAt: day(21), keptAt: day(22) }],
    ["kept twice", [made, kept, deed("kept", day(24))], { status: "kept", dueAt: day(21), keptAt: day(22) }],
    ["withdrawn", [made, withdrawn], { status: "withdrawn", dueAt: day(21), keptAt: null }],
    [
      "kept before it was withdrawn",
      [made, deed("kept", day(21)), withdrawn],
      { status: "kept", dueAt: day(21), keptAt: day(21) },
    ],
    [
      "moved after it was kept",
      [made, kept, deed("moved", day(24), day(28))],
      { status: "kept", dueAt: day(21), keptAt: day(22) },
    ],
    [
      "tried leaves it open",
      [made, deed("tried", day(21))],
      { status: "open", dueAt: day(21), keptAt: null },
    ],
    ["reopened", [made, kept, deed("reopened", day(23))], { status: "open", dueAt: day(21), keptAt: null }],
    ["only an end was heard", [kept], { status: "kept", dueAt: null, keptAt: day(22) }],
    [
      "kept by a clock before the one it was made by",
      [deed("kept", day(19)), made],
      { status: "kept", dueAt: day(21), keptAt: day(19) },
    ],
    [
      "moved and kept at one instant",
      [deed("kept", day(21)), moved, made],
      { status: "kept", dueAt: day(23), keptAt: day(21) },
    ],
  ])("%s", (_, entries, life) => {
    expect(lifeOf(entries)).toEqual(life);
  });

  it("comes out the same whatever order it was heard in", () => {
    const history = [made, moved, movedAgain, deed("tried", day(21)), kept, deed("reopened", day(23))];
    fc.assert(
      fc.property(fc.shuffledSubarray(history), (heard) => {
        expect(lifeOf(heard)).toEqual(lifeOf(history.filter((entry) => heard.includes(entry))));
      }),
    );
  });
});

describe("lateByMs", () => {
  it.each([
    ["an open one against the clock", { dueAt: day(21), keptAt: null }, day(22), 86_400_000],
    [
      "a kept one against when the customer was reached",
      { dueAt: day(21), keptAt: day(20) },
      day(25),
      -86_400_000,
    ],
  ])("%s", (_, promise, now, late) => {
    expect(lateByMs(promise, now)).toBe(late);
  });
});
