import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import {
  type ReasonsList,
  reasonsReply,
  recodedMessage,
  stuckLines,
  stuckMessage,
} from "../../src/slack/messages/reason/reasons.ts";
import { hostileCount as count, hostile } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T12:00:00Z");
const mentioned = { contacts: 5, share: 0.1 };
const owned = { aliases: [], slackChannel: null, value: null, isVague: null };
const stuck = {
  ...{ id: "4f1c", kind: "merge" as const, code: "INV-ERR", into: "Invoice is wrong", askedBy: "U0ADMIN" },
  ...{ askedAt: now, moved: 2_000, error: "the disk is full", tryAt: null, setAsideAt: now },
};
const list: ReasonsList = {
  waiting: [{ code: "new", label: "New", ...mentioned, state: "waiting" }],
  known: [{ code: "late", label: "Late", ...mentioned, ...owned }],
  underWay: [stuck, { ...stuck, id: "5a2d", setAsideAt: null, tryAt: now }],
};

describe.each(languages)("the catalogue in %s", (language) => {
  const words = wordsIn(language);
  const drawn = (mayChange: boolean) => reasonsReply(words, list, { page: 1, now, mayChange });
  const pressable = (mayChange: boolean) =>
    [...JSON.stringify(drawn(mayChange).blocks).matchAll(/"action_id":"([a-z-]+)"/g)].map(([, id]) => id);

  test("has its buttons for those who may change it, and tells others the same without them", () => {
    expect(pressable(true)).toEqual([
      ...["reason-try-again", "reason-merge", "reason-add", "reason-later", "reason-change"],
    ]);
    expect(pressable(false)).toEqual([]);
    expect(drawn(false).text).toBe(drawn(true).text);
  });

  test("says of a merge that failed how far it is and why, and keeps within Slack's limits", () => {
    const text = JSON.stringify(drawn(true).blocks);
    expect(text).toContain("the disk is full");
    expect(text).toContain(words.t("reasons.movedSoFar", { moved: 2_000 }));
    fc.assert(
      fc.property(
        fc.array(fc.record({ code: hostile, error: hostile, moved: count }), { maxLength: 8 }),
        (given) => {
          const underWay = given.map((each, n) => ({ ...stuck, ...each, id: `${n}` }));
          const reply = reasonsReply(words, { ...list, underWay }, { page: 1, now, mayChange: true });
          expect(checkLimits(reply)).toEqual([]);
          expect(stuckLines(words, underWay).join("").length).toBeLessThan(2_500);
          for (const { code, error } of given) {
            const facts = { kind: "recoding-stuck", deed: "split", code, into: code, error } as const;
            expect(checkLimits(stuckMessage(words, facts))).toEqual([]);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

test("who asked for a merge that is set aside hears why, that nothing is lost, and how to try again", () => {
  const facts = {
    kind: "recoding-stuck",
    deed: "merge",
    code: "INV-ERR",
    into: "wrong",
    error: "full",
  } as const;
  expect(stuckMessage(wordsIn("en"), facts).text).toBe(
    "⚠️ `INV-ERR` could not become part of wrong: full. It was tried for an hour and a half and is set aside. Nothing is lost: each contact counts where it is now. When the cause is mended, press Try again in `/earshot reasons`.",
  );
  expect(stuckLines(wordsIn("en"), [stuck])).toEqual([
    "⚠️ A merge or split of reasons is set aside (`INV-ERR`): the disk is full. `/earshot reasons` tries again.",
  ]);
  const done = { kind: "recoded", deed: "split", code: "a", reason: "b", moved: 2, both: 0 } as const;
  expect(recodedMessage(wordsIn("en"), done).text).toContain("with 2 contacts");
});
