import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lateByMs, lifeOf, type PromiseDeed } from "../../src/domain/promise-life.ts";

const day = (d: number) => new Date(Date.UTC(2026, 10, d, 14));
const deed = (action: PromiseDeed, at: Date, dueAt: Date | null = null) => ({ action, at, dueAt });

const made = deed("made", day(20), day(21));
const moved = deed("moved", day(21), day(23));
const movedAgain = deed("moved", day(22), day(25));
const kept = deed("kept", day(22));
const withdrawn = deed("withdrawn", day(22));

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
