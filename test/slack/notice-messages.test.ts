import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import type { OverduePromiseFacts, Signal } from "../../src/domain/signal/signal.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { threadLine } from "../../src/slack/messages/alert/thread.ts";
import {
  acknowledgementExpired,
  escalation,
  handedOver,
  keptByEvidence,
  ownerAwayReminder,
  reminder,
} from "../../src/slack/messages/notice.ts";
import { groupSignal, overdueFacts, overdueSignal } from "../support/facts.ts";
import { holds, hostile, hostilePromise, instant } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";
import { promised } from "../support/promises.ts";

const english = wordsIn("en");
const now = new Date("2026-11-20T13:31:00Z");
const promise = promised({
  id: "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b001",
  text: "call about the refund",
  owner: "maija",
});
const due = "<!date^1795183200^{date_short_pretty} at {time}|2026-11-20 14:00 UTC>";
const evidence = {
  kind: "kept-by-evidence",
  contactId: "7",
  channel: "phone",
  reachedAt: "2026-11-20T14:05:00Z",
  others: 1,
} as const;

describe("a notice says in one sentence what it is about and what to do", () => {
  test.each([
    [
      "reminder",
      reminder(english, promise, { now }),
      `Due in 29 min: “call about the refund”, promised for ${due}.`,
    ],
    [
      "the owner away",
      ownerAwayReminder(english, promise, { now, why: "away", name: "Maija" }),
      `Maija is away: who takes it? “call about the refund” is due in 29 min, ${due}.`,
    ],
    [
      "the owner gone",
      ownerAwayReminder(english, promise, { now, why: "removed", name: "Maija" }),
      `Maija is not in this Slack any more: who takes it? “call about the refund” is due in 29 min, ${due}.`,
    ],
    [
      "nobody's",
      ownerAwayReminder(english, { ...promise, owner: null }, { now, why: "unknown", name: undefined }),
      `Nobody owns it: who takes it? “call about the refund” is due in 29 min, ${due}.`,
    ],
    [
      "handed over",
      handedOver(english, promise, { now, by: "U0OTTO" }),
      `<@U0OTTO> gave you a promise: “call about the refund”; due ${due}.`,
    ],
    [
      "kept by a contact",
      keptByEvidence(english, { ...promise, status: "kept" }, evidence),
      "Kept: “call about the refund”. The customer was reached by phone <!date^1795183500^{date_short_pretty} at {time}|2026-11-20 14:05 UTC>, 5 min late. It fits best of 2 open promises to the same customer. Was it about something else? Undo it.",
    ],
  ])("%s", (_, message, text) => {
    expect(message.text).toBe(text);
    expect(checkLimits(message)).toEqual([]);
  });

  test("an open promise offers what can be done, a kept one its undo", () => {
    const actions = (message: { blocks: object[] }) =>
      message.blocks.flatMap((block) =>
        "elements" in block ? (block.elements as { action_id: string }[]).map((each) => each.action_id) : [],
      );
    expect(actions(reminder(english, promise, { now }))).toContain("promise-done");
    expect(actions(keptByEvidence(english, { ...promise, status: "kept" }, evidence))).toEqual([
      "promise-undo",
    ]);
    const later = new Date("2026-11-20T14:20:00Z");
    expect(actions(escalation(english, overdueSignal(), { now: later, level: 1, promise }))).toEqual([
      "acknowledge",
      "promise-done",
      "promise-tried",
      "promise-move",
      "promise-hand-over",
      "promise-give-up",
    ]);
    expect(actions(escalation(english, groupSignal(), { now: later, level: 1 }))).toEqual(["acknowledge"]);
  });

  test("an escalation names the owner, the lateness and why it comes to whom it comes", () => {
    const about = { now: new Date("2026-11-20T15:00:00Z"), teamLabel: "Billing" };
    const first = escalation(english, overdueSignal(), { ...about, level: 1 }).text;
    expect(first).toMatch(
      /^Nobody has acknowledged it: “call back about the refund”, by <@U0MAIJA>, was due .*1 h ago>\.$/,
    );
    expect(escalation(english, overdueSignal(), { ...about, level: 2 }).text).toContain(
      "The leads have been told already.",
    );
    expect(escalation(english, overdueSignal(), { ...about, level: 1, noLead: true }).text).toContain(
      "no lead of Billing is named: a workspace admin names one with `/earshot lead`",
    );
    expect(escalation(english, groupSignal(), { ...about, level: 1 }).text).toMatch(
      /^Nobody has acknowledged it: 5 overdue promises; the latest was due .*1 h ago>\.$/,
    );
    expect(acknowledgementExpired(english, overdueSignal(), about).text).toMatch(
      /^Your acknowledgement has run out: .* open again/,
    );
  });

  test.each(languages)(
    "whatever people write, Slack takes it and nobody is pinged by it, in %s",
    (language) => {
      const words = wordsIn(language);
      holds(fc.tuple(hostilePromise, hostile, instant), ([told, text, at]) => {
        const facts = overdueFacts({ text: told.text, owner: text });
        const signal = overdueSignal({ facts });
        return [
          reminder(words, told, { now: at }),
          ownerAwayReminder(words, told, { now: at, why: "away", name: text }),
          handedOver(words, told, { now: at, by: "U0OTTO" }),
          keptByEvidence(words, told, { ...evidence, channel: text }),
          escalation(words, signal, { now: at, level: 1, noLead: true, teamLabel: text, promise: told }),
          acknowledgementExpired(words, signal, { now: at, promise: told }),
        ].flatMap(checkLimits);
      });
    },
  );
});

describe("the message of many overdue promises", () => {
  const at = new Date("2026-11-20T15:00:00Z");
  const member = (
    i: number,
    change: Partial<Signal> = {},
    facts: Partial<OverduePromiseFacts> = {},
  ): Signal =>
    overdueSignal({
      facts: overdueFacts({
        promiseId: `5b0f3c56-6e0d-4a37-9a0e-${String(i).padStart(12, "0")}`,
        dueAt: new Date(Date.parse("2026-11-20T13:00:00Z") + i * 60_000).toISOString(),
        ...facts,
      }),
      ...change,
    });
  const setting = { words: wordsIn("en"), now: at, zone: "UTC", teamLabel: "Billing" };
  const render = (signal: Signal, members: Signal[]) => renderCard(signal, { ...setting, members });

  test("lists each with its owner, lateness and who has it, and counts the rest", () => {
    const members = [member(0, { status: "acknowledged", acknowledgedBy: "U0OTTO" }), member(60)];
    const card = render(groupSignal({}, { promises: 182, overdue: 182, acknowledged: 1 }), members);
    expect(card.text).toBe(
      "OPEN: 182 promises are overdue. call back about the refund (<@U0MAIJA>, 2 h late; acknowledged by <@U0OTTO>). " +
        "call back about the refund (<@U0MAIJA>, 1 h late). and 180 more: `/promise overdue` " +
        "Open: nobody has it yet. 1 of 182 are acknowledged. A lead of Billing can acknowledge all.",
    );
    const [attachment] = card.attachments;
    expect(attachment?.blocks).toMatchObject([
      { block_id: "promise:5b0f3c56-6e0d-4a37-9a0e-000000000000", accessory: { action_id: "promise-show" } },
      { block_id: "promise:5b0f3c56-6e0d-4a37-9a0e-000000000060", accessory: { action_id: "promise-show" } },
      { type: "context" },
      { type: "section" },
      { type: "actions", elements: [{ action_id: "acknowledge", text: { text: "Acknowledge all" } }] },
      { type: "context" },
    ]);
    expect(checkLimits(card)).toEqual([]);
  });

  test("says how many are left, who has them, and that they are over", () => {
    expect(render(groupSignal({}, { overdue: 1 }), [member(0)]).text).toContain(
      "1 promise is overdue (5 came at once)",
    );
    const taken = { status: "acknowledged", acknowledgedBy: "U0OTTO", acknowledgedAt: at } as const;
    expect(render(groupSignal(taken, { acknowledged: 5 }), []).text).toMatch(
      /Acknowledged by <@U0OTTO> .* Still not called\./,
    );
    const over = render(
      groupSignal({ status: "resolved", resolvedAt: at, resolvedBy: "earshot" }, { overdue: 0 }),
      [],
    );
    expect(over.text).toContain("RESOLVED: 5 promises were overdue at once.");
    expect(over.attachments[0]?.color).toBe("#2eb886");
    const lost = render(groupSignal({ status: "resolved" }, { overdue: 0, broken: 2 }), []);
    expect(lost.text).toContain("each was kept, moved or ended. 2 were broken.");
    expect(lost.attachments[0]?.color).toBe("#696969");
  });

  test("is taken by Slack whatever the promises say, twenty of them", () => {
    holds(fc.array(hostile, { minLength: 20, maxLength: 20 }), (texts) => {
      const members = texts.map((text, i) => member(i, {}, { text, owner: text }));
      return checkLimits(render(groupSignal({}, { overdue: 400, promises: 400 }), members));
    });
  });
});

test.each([
  ["escalated", "leads: U0OTTO U0AINO", "Nobody has acknowledged it: Earshot told the leads: Otto, Aino."],
  [
    "escalated",
    "next: U0AINO C0BOSS",
    "Nobody has acknowledged it: Earshot told the next level: Aino, <#C0BOSS>.",
  ],
  ["escalated", "nobody", "Nobody has acknowledged it, and no lead is named who could be told."],
  ["acknowledgement-ended", "U0OTTO", "Otto's acknowledgement has run out: it is open again."],
])("the thread tells %s (%s) without a ping", (action, note, line) => {
  const names = new Map([
    ["U0OTTO", "Otto"],
    ["U0AINO", "Aino"],
  ]);
  const entry = { id: "1", at: now, actor: "earshot", action, note };
  expect(threadLine(english, entry, overdueSignal(), (id) => names.get(id) ?? id)).toBe(line);
});
