import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadChannelNotice } from "../../src/slack/delivery-trouble.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { withoutNative } from "../../src/slack/messages/blocks.ts";
import { renderCard } from "../../src/slack/messages/card.ts";
import { refusalText } from "../../src/slack/messages/refusals.ts";
import { threadLine } from "../../src/slack/messages/thread.ts";
import { holds, hostile, instant, hostileSignal as signal, who } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");
const setting = { words: wordsIn("en"), now, zone: "Europe/Helsinki", teamLabel: "Billing" };

describe("within Slack's limits, whatever the words", () => {
  test("cards, with and without charts", () => {
    holds(fc.tuple(signal, hostile), ([each, teamLabel]) => {
      const card = renderCard(each, { ...setting, teamLabel, marks: { useful: 2, notUseful: 1 } });
      return [...checkLimits(card), ...checkLimits(withoutNative(card))];
    });
  });

  test("thread lines, refusals and notices", () => {
    const entry = fc.record({
      id: fc.constant("1"),
      at: instant,
      actor: who,
      action: fc.oneof(
        fc.constantFrom("acknowledge", "snooze", "snooze-ended", "resolve", "reassign", "tried", "ended"),
        hostile,
      ),
      note: fc.option(hostile),
    });
    holds(fc.tuple(entry, signal, hostile), ([each, about, name]) => [
      ...checkLimits({ text: threadLine(each, about, () => name) ?? "nothing" }),
      ...checkLimits({
        text: refusalText({ kind: "not-allowed", who: "lead" }, { teamLabel: name, leads: [each.actor] }),
      }),
      ...checkLimits({
        text: refusalText({ kind: "too-late", status: about.status, by: each.actor, at: now }, { leads: [] }),
      }),
    ]);
    expect(checkLimits({ text: deadChannelNotice("C0DEAD", "is_archived") })).toEqual([]);
  });
});
