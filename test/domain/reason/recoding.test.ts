import { expect, test } from "vitest";
import type { Catalogue } from "../../../src/domain/reason/catalogue.ts";
import { nextRecoding, nextTry, type OpenRecoding } from "../../../src/domain/reason/recoding.ts";

const now = new Date("2026-11-20T12:00:00Z");
const later = new Date("2026-11-20T12:01:00Z");

const entry = (code: string, mergedInto: string | null = null) => ({ code, aliases: [], mergedInto });
const catalogue: Catalogue = new Map(
  [...["a", "b", "c", "d"].map((code) => entry(code)), entry("a1", "a")].map((each) => [each.code, each]),
);

function recoding(code: string, into: string | null, given: Partial<OpenRecoding> = {}) {
  return { code, into, moves: null, tryAt: null, setAsideAt: null, ...given };
}

const next = (...open: OpenRecoding[]) => {
  const found = nextRecoding(open, catalogue, now);
  return found && `${found.code} ${found.into}`;
};

test("the first one is done first", () => {
  expect(next(recoding("a", "b"), recoding("c", "d"))).toBe("a b");
  expect(next()).toBeUndefined();
});

test("one that failed lets those go on that have nothing to do with it, and no other", () => {
  const setAside = recoding("a", "b", { setAsideAt: now });
  expect(next(setAside, recoding("c", "d"))).toBe("c d");
  expect(next(setAside, recoding("c", "b"))).toBeUndefined();
  expect(next(setAside, recoding("a1", null)), "a1 is part of a").toBeUndefined();
  expect(next(setAside, recoding("b", "c"), recoding("c", "d")), "c waits for b").toBeUndefined();
});

test("its moves say what it has to do with, once the catalogue is changed", () => {
  const begun = recoding("x", "y", { setAsideAt: now, moves: [{ codes: ["x"], from: "c", to: "y" }] });
  expect(next(begun, recoding("c", "d"))).toBeUndefined();
  expect(next(begun, recoding("a", "b"))).toBe("a b");
});

test("one that is to be tried again waits for its time", () => {
  expect(next(recoding("a", "b", { tryAt: later }))).toBeUndefined();
  expect(next(recoding("a", "b", { tryAt: now }))).toBe("a b");
});

test("it is tried again after 1, 2, 4 ... 32 minutes, seven times", () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => {
    const at = nextTry(failures, now);
    return at && (at.getTime() - now.getTime()) / 60_000;
  });
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 32, null]);
});
