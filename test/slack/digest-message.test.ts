import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { promiseFigures } from "../../src/domain/promise/report.ts";
import type { DigestContent, LineSubject } from "../../src/domain/routing/digest.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { withoutNative } from "../../src/slack/messages/blocks.ts";
import { digestMessage } from "../../src/slack/messages/digest/digest.ts";
import { digestContent, heldLine, moved } from "../support/digests.ts";
import { holds, hostile, instant, who } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const english = wordsIn("en");
const rose = [moved()];
const fell = [
  moved({
    reason: "login",
    label: "Login",
    observed: 3,
    expected: 22.5,
    ratio: 0.13,
    ratioLower: 0.04,
    ratioUpper: 0.3,
  }),
];
const judged = { kind: "judged", lookedAt: 40, rose, fell } as const;
const movements = { ...judged, rose: [...rose], fell: [...fell] };
const period = {
  from: new Date("2026-11-18T22:00:00Z"),
  to: new Date("2026-11-19T22:00:00Z"),
  now: new Date(),
};

describe("what rose and fell", () => {
  const message = digestMessage(english, digestContent({ movements }));

  test("is a native table of observed, expected, ratio and interval", () => {
    expect(message.attachments[0]?.blocks.at(-1)).toMatchObject({
      type: "table",
      rows: [
        ["Reason", "Change", "Contacts", "Expected", "Times the usual", "90 % sure"],
        ["Late delivery", "rose", "77", "31", "2.5", "1.9–3.2"],
        ["Login", "fell", "3", "23", "0.1", "under 0.1–0.3"],
      ].map((row) => row.map((text) => ({ type: "raw_text", text }))),
    });
  });

  test("is said with how many were looked at, and how many of those listed are chance", () => {
    expect(message.text).toContain(
      "of 40 reasons looked at, 1 rose and 1 fell against the same weekdays of the eight weeks before. About 1 in 10 of those listed is chance.",
    );
    expect(message.text).toContain(
      "Late delivery rose: 77 contacts, expected 31, 2.5 times the usual (90 % sure: 1.9–3.2)",
    );
  });

  test("is lines with the same numbers for a Slack without native tables", () => {
    const { blocks } = withoutNative(message).attachments[0] ?? { blocks: [] };
    expect(blocks.map(({ type }) => type)).toEqual(["section", "section"]);
    expect(JSON.stringify(blocks)).toContain(
      "• *Late delivery*: Change: rose; Contacts: 77; Expected: 31; Times the usual: 2.5; 90 % sure: 1.9–3.2",
    );
  });

  test("is as many sections of lines as its longest numbers need", () => {
    const huge = { observed: 1e150, expected: 1e150, ratio: 1e150, ratioLower: 1e150, ratioUpper: 1e150 };
    const rises = Array.from({ length: 10 }, () => moved(huge));
    const long = digestMessage(english, digestContent({ movements: { ...judged, rose: rises, fell: [] } }));
    const [summary, ...lines] = withoutNative(long).attachments[0]?.blocks ?? [];
    expect(summary?.type).toBe("section");
    expect(lines.length).toBeGreaterThan(1);
    expect(JSON.stringify(lines).match(/Late delivery/g)).toHaveLength(10);
    expect(checkLimits(withoutNative(long))).toEqual([]);
  });

  test("is not yet known while there is too little history", () => {
    const young = digestMessage(
      english,
      digestContent({ movements: { kind: "learning", have: 9, need: 14 } }),
    );
    expect(young.text).toContain("still learning, 9 of 14 days");
    expect(young.text).toContain("A quiet day: nothing waited, nothing is open here.");
  });

  test("is nothing in a channel that no reason is routed to", () => {
    const movements = { kind: "judged" as const, lookedAt: 0, rose: [], fell: [] };
    const { text } = digestMessage(english, digestContent({ movements }));
    expect(text).toContain("no reason that was heard is told in this channel");
    expect(text).not.toContain("beyond chance");
  });
});

describe("a line that waited", () => {
  const elements = (state: {
    status: "open" | "acknowledged" | "snoozed" | "resolved";
    by: string | null;
    until: string | null;
  }) => {
    const message = digestMessage(english, digestContent({ held: [heldLine({ state })] }));
    const row = message.blocks.find(({ type }) => type === "actions") as {
      elements: { action_id: string }[];
    };
    return { buttons: row.elements.map(({ action_id }) => action_id), text: message.text };
  };

  test("says what, since when and why it waited, and what can be done to it alone", () => {
    const { text, buttons } = elements({ status: "open", by: null, until: null });
    expect(text).toContain("Invoice is wrong: 41 contacts in 2 h, expected 14; since");
    expect(text).toContain("held over the day's budget");
    expect(buttons).toEqual(["acknowledge", "snooze", "show-signal"]);
  });

  test("says who has it, until when it is snoozed, and that it is over", () => {
    const taken = elements({ status: "acknowledged", by: "U0OTTO", until: null });
    expect(taken.text).toContain("<@U0OTTO> has it");
    expect(taken.buttons).toEqual(["snooze", "show-signal"]);
    const snoozed = elements({ status: "snoozed", by: null, until: "2026-11-20T10:00:00Z" });
    expect(snoozed.text).toContain("snoozed until <!date^1795168800");
    const over = elements({ status: "resolved", by: null, until: null });
    expect(over.text).toContain(", over");
    expect(over.buttons).toEqual(["show-signal"]);
  });

  test("has buttons up to the eighth, those after it are lines", () => {
    const held = Array.from({ length: 12 }, (_, at) => heldLine({ signalId: `signal-${at}` }));
    const { blocks } = digestMessage(english, digestContent({ held }));
    expect(blocks.filter(({ type }) => type === "actions")).toHaveLength(8);
    expect(JSON.stringify(blocks).match(/Invoice is wrong/g)).toHaveLength(12);
  });
});

test("a quiet week says so, with the promises that were kept", () => {
  const entry = { promiseId: "p", actor: "UMAIJA", note: null, told: null };
  const dueAt = new Date("2026-11-19T12:00:00Z");
  const entries = [
    { ...entry, action: "made" as const, at: new Date("2026-11-19T09:00:00Z"), dueAt },
    { ...entry, action: "kept" as const, at: new Date("2026-11-19T11:00:00Z"), dueAt: null },
  ];
  const reported = { promise: { concrete: true, channel: "phone" }, touchpoint: null, entries };
  const figures = promiseFigures([reported], period);
  const content = digestContent({
    pace: "weekly",
    firstDate: "2026-11-13",
    promises: [{ team: "Billing", figures }],
  });
  const { text } = digestMessage(english, content);
  expect(text).toContain("Weekly digest, Fri 13 Nov to Thu 19 Nov");
  expect(text).toContain("A quiet week");
  expect(text).toContain("Billing, Fri 13 Nov to Thu 19 Nov: kept on time 1 of 1 (100 %");
});

test.each(languages)(
  "in %s within Slack's limits, whatever it is made of, with and without its table",
  (language) => {
    const count = fc.oneof(
      fc.nat(),
      fc.double({ min: 0, noNaN: true }),
      fc.constant(Number.POSITIVE_INFINITY),
    );
    const movement = fc
      .record({
        label: hostile,
        observed: count,
        expected: count,
        ratio: count,
        ratioLower: count,
        ratioUpper: count,
      })
      .map((change) => moved(change));
    const moves = fc.array(movement, { maxLength: 10 });
    const at = instant.map((each) => each.toISOString());
    const about: fc.Arbitrary<LineSubject> = fc.oneof(
      fc.record({
        kind: fc.constant("spike" as const),
        label: hostile,
        observed: count,
        expected: count,
        windowMinutes: fc.nat(),
      }),
      fc.record({ kind: fc.constant("source-silent" as const), name: hostile, sinceAt: at }),
      fc.record({
        ...{
          kind: fc.constant("touchpoint-below" as const),
          metric: fc.constantFrom("nps" as const, "ces" as const),
        },
        ...{
          label: hostile,
          channel: hostile,
          score: fc.double({ noNaN: true }),
          target: fc.double({ noNaN: true }),
        },
      }),
      fc.record({
        ...{ kind: fc.constant("rising-term" as const), term: hostile, observed: count, expected: count },
        windowMinutes: fc.nat(),
      }),
      fc.record({ kind: fc.constant("overdue-promise" as const), text: hostile, dueAt: at }),
      fc.record({ kind: fc.constant("overdue-promises" as const), overdue: fc.nat() }),
    );
    const state = fc.record({
      status: fc.constantFrom("open", "acknowledged", "snoozed", "resolved"),
      by: fc.option(who),
      until: fc.option(at),
    });
    const line = fc
      .record({
        signalId: fc.uuid(),
        about,
        state,
        openedAt: at,
        why: fc.constantFrom("digest", "quiet-hours"),
      })
      .map((change) => heldLine({ ...change, kind: change.about.kind }));
    const content: fc.Arbitrary<DigestContent> = fc
      .record({
        pace: fc.constantFrom("daily", "weekly"),
        movements: fc.record({
          kind: fc.constant("judged" as const),
          lookedAt: fc.nat(),
          rose: moves,
          fell: moves,
        }),
        held: fc.uniqueArray(line, { maxLength: 30, selector: ({ signalId }) => signalId }),
        waiting: fc.array(line, { maxLength: 10 }),
        moreWaiting: fc.nat(),
        promises: fc.array(fc.record({ team: hostile, figures: fc.constant(promiseFigures([], period)) }), {
          maxLength: 8,
        }),
      })
      .map((change) => digestContent(change));
    holds(content, (each) => {
      const message = digestMessage(wordsIn(language), each);
      return [...checkLimits(message), ...checkLimits(withoutNative(message))];
    });
  },
);
