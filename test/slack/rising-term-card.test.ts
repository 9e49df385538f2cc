import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { signalLine } from "../../src/slack/messages/alert/open-signals.ts";
import { threadLine } from "../../src/slack/messages/alert/thread.ts";
import { risingSignal } from "../support/facts.ts";
import { holds, hostile, hostileCount } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T12:20:00Z");
const words = wordsIn("en");
const setting = { words, now, zone: "Europe/Helsinki" };

describe("the card of words that rise", () => {
  test("says how many customers, against what, what people coded them, and what can be done", () => {
    const card = renderCard(risingSignal(), setting);
    const shown = JSON.stringify(card);
    for (const part of [
      "*New words*: 14 contacts say “red light” in 1 d, expected 0.2",
      "*14* contacts of *13* customers say it in 1 d",
      "That is 3.4 % of the 410 contacts with words.",
      "In mostly the same contacts: “modem”.",
      "Of 3,120 words and pairs looked at, learned from 28 days",
      "People coded them: Help with the router 9, no reason 3.",
      "“the modem shows a red light” (2 times)",
      '"action_id":"acknowledge"',
      '"action_id":"snooze"',
      '"action_id":"useful"',
    ]) {
      expect(shown).toContain(part);
    }
    expect(card.text).toMatch(
      /^OPEN: New words: 14 contacts say “red light” in 1 d, expected 0.2\. 14 contacts of 13/,
    );
    expect(card.text).not.toContain("*");
    expect(checkLimits(card)).toEqual([]);
  });

  test("that nobody has coded says so; over, it says that too", () => {
    const over = risingSignal(
      { status: "resolved", resolvedBy: "earshot", resolvedAt: now },
      { byReason: [], endedAt: now.toISOString() },
    );
    const card = renderCard(over, setting);
    expect(card.text).toMatch(/^RESOLVED: New words \(over\)/);
    expect(card.text).toContain("Nobody has coded any of them.");
    const ended = { id: "1", at: now, actor: "earshot", action: "ended", note: null };
    expect(threadLine(words, ended, over, String)).toBe("The words are heard as usual again.");
    expect(signalLine(words, risingSignal(), now)).toContain("*New words*: 14 contacts say “red light”");
  });

  test("keeps Slack's limits whatever the words and numbers, in every language", () => {
    const any = fc.record({ term: hostile, label: hostile, channel: hostile, count: hostileCount });
    holds(any, ({ term, label, channel, count }) =>
      (["en", "fi"] as const).flatMap((language) => {
        const signal = risingSignal(
          {},
          {
            ...{ term, alsoSaid: Array.from({ length: 9 }, () => term), observed: count, contacts: count },
            byReason: Array.from({ length: 9 }, () => ({ reason: label, label, observed: count })),
            examples: Array.from({ length: 9 }, () => ({
              occurredAt: now.toISOString(),
              channel,
              summary: label,
            })),
          },
        );
        return checkLimits(renderCard(signal, { ...setting, words: wordsIn(language) }));
      }),
    );
  });
});
