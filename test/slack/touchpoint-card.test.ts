import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { signalLine } from "../../src/slack/messages/alert/open-signals.ts";
import { threadLine } from "../../src/slack/messages/alert/thread.ts";
import { touchpointSignal } from "../support/facts.ts";
import { holds, hostile, hostileCount } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T12:20:00Z");
const words = wordsIn("en");
const setting = { words, now, zone: "Europe/Helsinki" };

describe("the card of a touchpoint below its target", () => {
  test("says in whose name, by how many answers, the change, the channels, and what can be done", () => {
    const card = renderCard(touchpointSignal(), setting);
    const shown = JSON.stringify(card);
    for (const said of [
      "*Invoice is below its target*: CSAT 3.62, target 4.2",
      "Those who answered (12 % of 1,800 asked) say: CSAT 3.62 (90 % sure: 3.5 to 3.74), from 212 answers of 23 Oct to 19 Nov.",
      "All of that range lies below the target 4.2.",
      "Down 0.3 against as many days before (90 % sure: 0.1 to 0.5).",
      "By channel: phone 3.4 (3.2 to 3.6, 140 answers); chat 4.1 (3.9 to 4.3, 60 answers).",
      "`/signals touchpoint invoice`",
      '"action_id":"snooze"',
      '"action_id":"useful"',
    ]) {
      expect(shown).toContain(said);
    }
    expect(card.text).toMatch(/^OPEN: Invoice is below its target: CSAT 3.62, target 4.2/);
    expect(shown).not.toContain("Customers say");
    expect(checkLimits(card)).toEqual([]);
  });

  test("speaks of customers only when enough of them answered", () => {
    const loud = renderCard(touchpointSignal({}, { voice: { kind: "customers" } }), setting);
    expect(loud.text).toContain("Customers say: CSAT 3.62");
    const unknown = renderCard(touchpointSignal({}, { voice: { kind: "nobody-knows" } }), setting);
    expect(unknown.text).toContain("Those who answered say (how many were asked is not known)");
  });

  test("says that it is clear, then over", () => {
    const clear = touchpointSignal({}, { clearSince: "2026-11-18", score: 4.3, lower: 4.2, upper: 4.4 });
    expect(renderCard(clear, setting).text).toContain("not surely below any more since 18 Nov");
    const over = touchpointSignal(
      { status: "resolved", resolvedBy: "earshot", resolvedAt: now },
      { endedAt: now.toISOString() },
    );
    expect(renderCard(over, setting).text).toContain("RESOLVED: Invoice was below its target");
    const ended = { id: "1", at: now, actor: "earshot", action: "ended", note: null };
    expect(threadLine(words, ended, over, String)).toBe("The score is not below its target any more.");
  });

  test("keeps Slack's limits whatever the words and numbers, in every language", () => {
    const any = fc.record({ label: hostile, code: hostile, channel: hostile, count: hostileCount });
    holds(any, ({ label, code, channel, count }) =>
      (["en", "fi"] as const).flatMap((language) => {
        const signal = touchpointSignal(
          {},
          {
            touchpoint: code,
            touchpointLabel: label,
            channel,
            byChannel: Array.from({ length: 20 }, () => ({
              channel,
              score: count,
              lower: count,
              upper: count,
              answers: 3,
            })),
          },
        );
        return [
          ...checkLimits(renderCard(signal, { ...setting, words: wordsIn(language) })),
          ...mentions(signal),
        ];
      }),
    );
    function mentions(signal: ReturnType<typeof touchpointSignal>): string[] {
      return /<[!@#](?!date)/.test(renderCard(signal, setting).text) ? ["somebody is pinged"] : [];
    }
  });
});

test("in a list it is one line", () => {
  expect(signalLine(words, touchpointSignal({}, { channel: "phone" }), now)).toMatch(
    /^• \*Invoice by phone\*: CSAT 3.62, below its target 4.2; since .*, open$/,
  );
});
