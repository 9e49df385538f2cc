import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openHours } from "../../src/domain/calendar/calendar.ts";
import { languages } from "../../src/domain/language.ts";
import { usualPromiseRules } from "../../src/domain/promise/rules.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { decodeDraft, encodeDraft, type PromiseDraft } from "../../src/slack/messages/promise/draft.ts";
import { promiseForm, timeForm } from "../../src/slack/messages/promise/form.ts";
import { madeForYouText, madeReply } from "../../src/slack/messages/promise/made.ts";
import {
  customerLabel,
  customerQuestion,
  type Making,
  timeQuestion,
  timeQuestionReply,
  vagueReply,
} from "../../src/slack/messages/promise/questions.ts";
import { teamForm } from "../../src/slack/messages/settings/team-form.ts";
import { teamLine } from "../../src/slack/messages/settings/team-line.ts";
import { hostile as words } from "../support/hostile.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { promised } from "../support/promises.ts";

const now = new Date("2026-11-20T08:12:00Z");
const opensAt = new Date("2026-11-23T06:00:00Z");
const drafts: fc.Arbitrary<PromiseDraft> = fc.record({
  key: fc.stringMatching(/^[\w.-]{1,60}$/),
  customer: fc.stringMatching(/^\S[\w@+.-]{0,120}\S$/),
  text: fc.string({ unit: "binary", maxLength: 1_000 }),
  due: fc.record({
    dueAt: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
    business: fc.option(fc.record({ from: fc.constant(now), leftMs: fc.integer({ min: 1, max: 10 ** 10 }) })),
  }),
  concrete: fc.boolean(),
  isSure: fc.boolean(),
  owner: fc.stringMatching(/^U[A-Z0-9]{8}$/),
  team: fc.option(fc.stringMatching(/^[a-z-]{1,40}$/)),
  channel: fc.option(fc.constantFrom("phone", "email")),
  link: fc.option(fc.constant("https://acme.slack.com/archives/C0BILLING/p1795310828000023")),
});

function making(teamLabel: string): Making {
  return {
    now,
    zone: "Europe/Helsinki",
    teamLabel,
    hours: openHours(null, () => false),
    hoursText: teamLabel,
    rules: usualPromiseRules,
    channel: "C0BILLING",
  };
}

describe("a draft", () => {
  test("comes back from a button or a form as it was", () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(encodeDraft(draft).length).toBeLessThanOrEqual(2_000);
        expect(decodeDraft(encodeDraft(draft))).toEqual(draft);
      }),
    );
  });

  test.each([undefined, "", "x", "\n\n\n\n\n\n\n\n\n\n", "key\nc-77\nsoon\n\n\n\nU0OTTO\n\n\n\ncall"])(
    "%j is none",
    (encoded) => {
      expect(decodeDraft(encoded)).toBeUndefined();
    },
  );
});

describe.each(languages)("whatever people write, Slack takes it and nobody is pinged, in %s", (language) => {
  const spoken = wordsIn(language);
  test("in the questions and the answer", () => {
    fc.assert(
      fc.property(drafts, words, words, (draft, first, second) => {
        const setting = making(first);
        const hits = [
          { id: "00000000-0000-4000-8000-000000000000", name: second, identities: [{ value: first }] },
          { id: "00000000-0000-4000-8000-000000000001", name: null, identities: [] },
        ];
        for (const doubt of [{ kind: "past" }, { kind: "far" }, { kind: "closed", opensAt }] as const) {
          expect(checkLimits(timeQuestionReply(spoken, draft, doubt, setting))).toEqual([]);
          expect(checkLimits(vagueReply(spoken, draft, doubt, second, setting))).toEqual([]);
          const { why, choices } = timeQuestion(spoken, draft, doubt, setting);
          expect(checkView(timeForm(spoken, why, choices, encodeDraft(draft)))).toEqual([]);
        }
        expect(checkLimits(customerQuestion(spoken, draft, hits, second))).toEqual([]);
        const made = { ...promised({ id: hits[0]?.id ?? "", text: first }), customerName: second };
        expect(checkLimits(madeReply(spoken, made, draft.link, setting))).toEqual([]);
        expect(checkLimits({ text: madeForYouText(spoken, made, "U0OTTO") })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("in the forms", () => {
    fc.assert(
      fc.property(words, words, (first, second) => {
        const value = "id:00000000-0000-4000-8000-000000000000";
        const customer = {
          value,
          label: customerLabel(spoken, { name: first, identities: [{ value: second }] }),
        };
        const teams = [{ code: "billing", label: first }];
        const form = promiseForm(spoken, { owner: "U0OTTO", customer, text: second, teams, team: "billing" });
        expect(checkView(form)).toEqual([]);
        const team = {
          code: "billing",
          label: first.slice(0, 80) || "Billing",
          slackChannel: "C0BILLING",
          leads: ["U0OTTO"],
          leadGroup: "S0LEADS",
          calendar: null,
          promiseRules: { nextLevel: ["U0NOOR", "C0LEADS", "S0HEADS"] },
        };
        const groups = [{ id: "S0OTHER", handle: "other", name: second }];
        const setting = { zone: "Europe/Helsinki", today: "2026-11-20", groups, isNew: true };
        expect(checkView(teamForm(spoken, team, setting))).toEqual([]);
        expect(checkLimits({ text: teamLine(spoken, team, "2026-11-20") })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test("a customer without a name is called by what they are known by", () => {
  expect(customerLabel(wordsIn("en"), { name: null, identities: [{ value: "+358401234567" }] })).toBe(
    "+358401234567",
  );
  expect(customerLabel(wordsIn("en"), { name: null, identities: [] })).toBe("Unnamed customer");
});
