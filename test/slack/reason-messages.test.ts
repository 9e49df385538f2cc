import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { languages } from "../../src/domain/language.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { openSignalsReply } from "../../src/slack/messages/alert/open-signals.ts";
import { withoutNative } from "../../src/slack/messages/blocks.ts";
import {
  backtestReply,
  reasonReply,
  type ShownAlert,
  type ShownDay,
} from "../../src/slack/messages/reason/reason.ts";
import { topReasonsReply } from "../../src/slack/messages/reason/top-reasons.ts";
import { spikeSignal } from "../support/facts.ts";
import {
  hostileCount as count,
  holds,
  hostile,
  instant,
  hostileSignal as signal,
} from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");
const english = wordsIn("en");

describe("a reason's past", () => {
  const range = { observed: 41, expected: 14.2, lower: 8, upper: 21 };
  const days = [18, 19, 20].map((day) => ({ ...range, startAt: `2026-11-${day}T00:00:00Z` }));
  const until = new Date("2026-11-20T12:00:00Z");
  const watched = { kind: "watched", rise: { minutes: 180, expected: 9.3, mean: 30.2 } } as const;
  const learning = { kind: "learning", learning: { have: 9, need: 14 } } as const;

  test("is drawn against the band and told in numbers, with what a quiet reason could not hide", () => {
    const { text, blocks } = reasonReply(english, "Late delivery", days, {
      zone: "Europe/Helsinki",
      until,
      standing: watched,
    });
    expect(text).toBe(
      [
        "Late delivery: 123 contacts in 3 days, expected 43",
        "Wed 18: 41, expected 14 (usually 8–21)",
        "Thu 19: 41, expected 14 (usually 8–21)",
        "Fri 20 until 14:00: 41, expected 14 (usually 8–21)",
        "Now: normal. A rise to about 31 contacts in 3 h, where 9.3 are usual at this hour, would be seen four times in five.",
      ].join("\n"),
    );
    expect(blocks[1]).toMatchObject({
      type: "data_visualization",
      title: "Late delivery: contacts a day",
      chart: {
        type: "line",
        series: [
          { name: "observed", data: expect.arrayContaining([{ label: "20 Nov", value: 41 }]) },
          { name: "expected" },
          { name: "lower end of normal" },
          { name: "upper end of normal", data: expect.arrayContaining([{ label: "20 Nov", value: 21 }]) },
        ],
      },
    });
  });

  test("says when a spike goes on, and how far it has learned", () => {
    const setting = { zone: "Europe/Helsinki", until, standing: learning };
    expect(reasonReply(english, "Login", days, setting).text).toContain(
      "Now: learning: 9 of 14 days; it does not alert before that.",
    );
    expect(reasonReply(english, "Login", days, { ...setting, spike: spikeSignal() }).text).toContain(
      "Now: a spike since <!date^1795166400^{date_short_pretty} at {time}|2026-11-20 09:20 UTC>: 41 contacts in 2 h, expected 14.",
    );
  });

  test("says how often it would have alerted, each time with its numbers", () => {
    const alert = { ...range, beganAt: "2026-11-20T09:20:00Z", windowMinutes: 120 };
    const ratio = { ratio: 2.9, ratioLower: 2.1, ratioUpper: 3.9 };
    const period = { from: new Date("2026-08-22T12:00:00Z"), to: new Date("2026-11-20T12:00:00Z") };
    const setting = { ...period, standing: watched, budget: 1 };
    const { text } = backtestReply(
      english,
      "Login",
      [{ ...alert, ...ratio, endedAt: "2026-11-20T13:00:00Z" }],
      setting,
    );
    expect(text).toMatch(/^Login would have fired once in 90 days \(/);
    expect(text).toContain(
      "41 in 2 h, expected 14 (usually 8–21), 2.9 times the usual (90 % sure: 2.1–3.9); over <!date^",
    );
    expect(text).toContain("with a budget of 1 false alert a month.");
    const none = backtestReply(english, "Login", [], setting).text;
    expect(none).toMatch(/^Login would not have fired in 90 days \(/);
    expect(none).toContain("A rise to about 31 contacts in 3 h");
  });

  test("lists who is still learning beside what is open", () => {
    const { text } = openSignalsReply(english, [], now, [{ label: "Late delivery", have: 9, need: 14 }]);
    expect(text).toContain("Nothing is open");
    expect(text).toContain("Learning, so no alert yet: Late delivery 9 of 14 days.");
  });
});

describe.each(languages)("in %s within Slack's limits, whatever the words", (language) => {
  const words = wordsIn(language);
  const iso = instant.map((at) => at.toISOString());

  test("a reason's week and its backtest", () => {
    const range = { observed: count, expected: count, lower: count, upper: count };
    const days = fc.array(fc.record<ShownDay>({ startAt: iso, ...range }), { maxLength: 40 });
    const alert = fc.record<ShownAlert>({
      beganAt: iso,
      endedAt: iso,
      windowMinutes: fc.nat(),
      ratio: count,
      ratioLower: count,
      ratioUpper: count,
      ...range,
    });
    const standing = fc.oneof(
      fc.record({
        kind: fc.constant("learning" as const),
        learning: fc.record({ have: count, need: count }),
      }),
      fc.record({
        kind: fc.constant("watched" as const),
        rise: fc.record({ minutes: fc.nat(), expected: count, mean: count }),
      }),
    );
    const learning = fc.array(fc.record({ label: hostile, have: count, need: count }), { maxLength: 40 });
    holds(
      fc.tuple(hostile, days, fc.array(alert, { maxLength: 60 }), standing, signal, learning),
      ([label, shown, alerts, stands, spike, learns]) => [
        ...checkLimits(
          reasonReply(words, label, shown, { zone: "Europe/Helsinki", until: now, standing: stands, spike }),
        ),
        ...checkLimits(
          backtestReply(words, label, alerts, { from: now, to: now, standing: stands, budget: 0.5 }),
        ),
        ...checkLimits(openSignalsReply(words, [spike], now, learns)),
      ],
    );
  });

  test("the week's top reasons", () => {
    const times = fc.double({ min: 0, max: 1e9, noNaN: true });
    const ratio = fc.record({ ratio: times, lower: times, upper: times });
    const reason = fc.record({
      reason: hostile,
      label: hostile,
      contacts: fc.nat(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      before: fc.nat(),
      change: fc.option(ratio, { nil: undefined }),
      means: fc.option(
        fc.record({
          contacts: fc.nat(),
          repeats: fc.nat(),
          each: fc.double({ min: 0, max: 1e6, noNaN: true }),
        }),
        { nil: undefined },
      ),
    });
    const reasons = fc.array(reason, { maxLength: 10 });
    const top = fc.record({ contacts: fc.nat(), before: fc.option(fc.nat(), { nil: undefined }), reasons });
    holds(top, (each) => {
      return [usualCosts, { ...usualCosts, perHour: { default: 42 } }].flatMap((costs) => {
        const reply = topReasonsReply(words, each, now, costs);
        return [...checkLimits(reply), ...checkLimits(withoutNative(reply))];
      });
    });
  });
});
