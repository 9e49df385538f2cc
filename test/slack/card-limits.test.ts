import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { deadChannelNotice } from "../../src/slack/delivery/trouble.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { refusalText } from "../../src/slack/messages/alert/refusals.ts";
import { threadLine } from "../../src/slack/messages/alert/thread.ts";
import { withoutNative } from "../../src/slack/messages/blocks.ts";
import { holds, hostile, instant, hostileSignal as signal, who } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");

describe.each(languages)("in %s within Slack's limits, whatever the words", (language) => {
  const words = wordsIn(language);
  const setting = { words, now, zone: "Europe/Helsinki" };

  test("cards, with and without charts", () => {
    holds(fc.tuple(signal, hostile), ([each, teamLabel]) => {
      const asked = {
        kinds: [],
        channels: [],
        touchpoints: [],
        teams: [],
        reasons: [teamLabel, "invoice-*"],
      };
      const route = { by: "route" as const, number: 3, asked };
      const previousLink = "https://slack.example/archives/C1/p1";
      const besides = { teamLabel, previousLink, marks: { useful: 2, notUseful: 1 } };
      const card = renderCard(each, { ...setting, ...besides, because: route });
      return [...checkLimits(card), ...checkLimits(withoutNative(card))];
    });
  });

  const actions = [
    ...["acknowledge", "snooze", "snooze-ended", "resolve", "reassign", "tried", "ended", "escalated"],
    ...["acknowledgement-ended", "told", "reopened", "joined", "left"],
  ];

  test("thread lines, refusals and notices", () => {
    const entry = fc.record({
      id: fc.constant("1"),
      at: instant,
      actor: who,
      action: fc.oneof(fc.constantFrom(...actions), hostile),
      note: fc.option(hostile),
    });
    holds(fc.tuple(entry, signal, hostile), ([each, about, name]) => [
      ...checkLimits({ text: threadLine(words, each, about, () => name) ?? "nothing" }),
      ...checkLimits({
        text: refusalText(
          words,
          { kind: "not-allowed", who: "lead" },
          { teamLabel: name, leads: [each.actor] },
        ),
      }),
      ...checkLimits({
        text: refusalText(
          words,
          { kind: "too-late", status: about.status, by: each.actor, at: now },
          { leads: [] },
        ),
      }),
    ]);
    expect(checkLimits({ text: deadChannelNotice(words, "C0DEAD", "is_archived") })).toEqual([]);
  });
});
