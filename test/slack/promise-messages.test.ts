import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { promiseDeeds } from "../../src/domain/promise/life.ts";
import { type DeadlineFigures, type PromiseFigures, share } from "../../src/domain/promise/report.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { section } from "../../src/slack/messages/blocks.ts";
import { noticeView } from "../../src/slack/messages/form.ts";
import { homeView } from "../../src/slack/messages/home/home.ts";
import { giveUpForm, handOverForm, moveForm } from "../../src/slack/messages/promise/act-forms.ts";
import {
  type Outcome,
  outcomeBlocks,
  outcomeMessage,
  outcomeText,
} from "../../src/slack/messages/promise/act-outcome.ts";
import { historyLine, promiseHistory } from "../../src/slack/messages/promise/history.ts";
import { promiseLine, type ShownPromise } from "../../src/slack/messages/promise/lines.ts";
import { promisesReply } from "../../src/slack/messages/promise/lists.ts";
import { actRefused, actTooLate, nothingToDo } from "../../src/slack/messages/promise/refusals.ts";
import { pressed } from "../../src/slack/messages/promise/row.ts";
import { promiseWeek } from "../../src/slack/messages/promise/week.ts";
import { holds, hostile, hostilePromise, instant, who } from "../support/hostile.ts";
import { checkLimits, checkView } from "../support/limits.ts";

const english = wordsIn("en");
const now = new Date("2026-11-20T15:05:00Z");
const promise: ShownPromise = {
  id: "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b001",
  sourceId: "slack",
  externalId: "x",
  customerId: null,
  contactId: null,
  text: "call back about the refund",
  madeAt: new Date("2026-11-20T09:14:00Z"),
  dueAt: new Date("2026-11-20T14:00:00Z"),
  owner: "maija",
  ownerSlackId: "U0MAIJA",
  team: "billing",
  channel: "phone",
  concrete: true,
  businessFrom: null,
  businessLeftMs: null,
  status: "open",
  keptAt: null,
  keptByContactId: null,
  warnedAt: null,
  wakeAt: null,
  customerName: "Anna Virtanen",
};
/** Without the tokens that show an instant. */
const bare = (words: string) => words.replace(/<!date\^\d+\^[^|]+\|([^>]+)>/g, "$1");

const doubts = [
  { kind: "past" },
  { kind: "far" },
  { kind: "closed", opensAt: new Date("2026-11-23T06:00:00Z") },
] as const;

describe("a promise's line", () => {
  test.each([
    [{}, "due 2026-11-20 14:00 UTC, *late by 1 h 5 min*"],
    [{ dueAt: new Date("2026-11-20T15:30:00Z") }, "due 2026-11-20 15:30 UTC, *due soon*"],
    [{ dueAt: new Date("2026-11-20T16:30:00Z") }, "due 2026-11-20 16:30 UTC"],
    [{ status: "kept", keptAt: new Date("2026-11-20T13:50:00Z") }, "kept on time, 2026-11-20 13:50 UTC"],
    [{ status: "kept", keptAt: new Date("2026-11-20T14:05:00Z") }, "kept 2026-11-20 14:05 UTC, *5 min late*"],
    [{ status: "broken" }, "*given up*; was due 2026-11-20 14:00 UTC"],
    [{ status: "withdrawn" }, "withdrawn; was due 2026-11-20 14:00 UTC"],
  ] as const)("%j: %s", (change, state) => {
    const line = bare(promiseLine(english, { ...promise, ...change }, now, { withOwner: true }));
    expect(line).toBe(`call back about the refund to Anna Virtanen: ${state}; <@U0MAIJA>`);
  });
});

test.each([
  ["promise-done", undefined, { button: "promise-done", list: "" }],
  ["promise-done", "team billing", { button: "promise-done", list: "team billing" }],
  ["promise-more", "promise-give-up overdue", { button: "promise-give-up", list: "overdue" }],
  ["promise-more", "promise-show", { button: "promise-show", list: "" }],
  ["promise-more", "constructor", undefined],
  ["promise-more", undefined, undefined],
])("pressing %s with %s means %j", (actionId, value, meant) => {
  expect(pressed(actionId, value)).toEqual(meant);
});

test.each([
  [{ action: "made", dueAt: promise.dueAt }, "promised it, due 2026-11-20 14:00 UTC"],
  [
    { action: "moved", dueAt: promise.dueAt, told: true },
    "moved it to 2026-11-20 14:00 UTC; the customer was told",
  ],
  [
    { action: "moved", dueAt: promise.dueAt, told: false, note: "no time" },
    "moved it to 2026-11-20 14:00 UTC; *the customer was not told* (counts as broken): no time",
  ],
  [{ action: "kept", note: "reached by phone" }, "kept it: reached by phone"],
  [{ action: "tried", note: "phone: no-answer" }, "tried and did not get through: phone: no-answer"],
  [{ action: "handed-over", note: "U0OTTO" }, "handed it over to <@U0OTTO>"],
  [{ action: "given-up", note: "moved abroad" }, "gave it up: moved abroad"],
  [{ action: "reopened" }, "opened it again"],
] as const)("the history says who, when, what, why: %j", (entry, words) => {
  const line = historyLine(english, {
    dueAt: null,
    told: null,
    note: null,
    at: now,
    actor: "U0MAIJA",
    ...entry,
  });
  expect(bare(line)).toBe(`• 2026-11-20 15:05 UTC <@U0MAIJA> ${words}`);
});

test.each([
  [
    "kept",
    "reached by phone; fits best of 2 open promises",
    "piti sen: tavoitettu (puhelin); sopii parhaiten (2 avointa lupausta)",
  ],
  ["tried", "only wrote (email)", "yritti tavoittamatta asiakasta: vain kirjoitti (sähköposti)"],
  ["tried", "phone: no-answer", "yritti tavoittamatta asiakasta: puhelin: ei vastausta"],
  ["tried", "fax: no-answer", "yritti tavoittamatta asiakasta: fax: ei vastausta"],
  ["tried", "line busy: twice", "yritti tavoittamatta asiakasta: line busy: twice"],
  ["withdrawn", "made by mistake", "perui sen: tehty vahingossa"],
] as const)(
  "what Earshot noted is said in the reader's language, people's words as they are: %s, %s",
  (action, note, what) => {
    const entry = { dueAt: null, told: null, at: now, actor: "U0MAIJA", action, note };
    expect(bare(historyLine(wordsIn("fi"), entry))).toBe(`• 2026-11-20 15:05 UTC <@U0MAIJA> ${what}`);
  },
);

test("whoever pressed twice is told so, and whoever came second who was first", () => {
  const kept = { ...promise, status: "kept" as const };
  const at = new Date("2026-11-20T14:05:00Z");
  const first = { by: "U0MAIJA", at };
  expect(bare(actTooLate(english, kept, { ...first, me: "U0MAIJA" }))).toBe(
    "You kept it already, 2026-11-20 14:05 UTC. Nothing was changed.",
  );
  expect(bare(actTooLate(english, kept, { ...first, me: "U0OTTO" }))).toBe(
    "<@U0MAIJA> kept it first, 2026-11-20 14:05 UTC. Nothing was changed.",
  );
});

const none: DeadlineFigures = {
  due: 0,
  released: 0,
  keptOnTime: share(0, 0),
  concrete: share(0, 0),
  keptLate: 0,
  overdue: 0,
  broken: 0,
  movedTold: 0,
  movedSilently: 0,
  medianLateMs: null,
};
const kept = (count: number, of: number): DeadlineFigures => ({
  ...none,
  due: of,
  keptOnTime: share(count, of),
});

describe("a team's week", () => {
  const week = (figures: Partial<PromiseFigures>) =>
    promiseWeek(
      english,
      { ...none, byChannel: [], byTouchpoint: [], ...figures },
      { team: "Billing", week: "2026-W47" },
    );

  test("is one line with its interval, how late, what was broken, how concrete, and where it is weakest", () => {
    const figures = {
      ...kept(31, 36),
      concrete: share(34, 36),
      keptLate: 3,
      broken: 2,
      movedSilently: 2,
      medianLateMs: 25 * 60_000,
      byChannel: [
        { channel: "phone", ...kept(12, 16) },
        { channel: "email", ...kept(15, 15) },
        { channel: "chat", ...kept(0, 4) },
      ],
      byTouchpoint: [
        { touchpoint: "invoice", ...kept(20, 20) },
        { touchpoint: "delivery", ...kept(5, 9) },
      ],
    };
    expect(week(figures)).toBe(
      "Billing, week 47: kept on time 31 of 36 (86 %, 95 % interval 71–94 %); 3 late by 25 min in the median; 2 moved without telling the customer (counted as broken); 94 % with a concrete time; weakest: phone 12 of 16, touchpoint delivery 5 of 9.",
    );
  });

  test.each([
    [{}, "Billing, week 47: no promise was due."],
    [
      { ...kept(2, 3), due: 4, released: 1, concrete: share(4, 4), overdue: 1, medianLateMs: 60_000 },
      "Billing, week 47: kept on time 2 of 3 (67 %, 95 % interval 21–94 %), 1 other moved or withdrawn in time; 1 still overdue by 1 min in the median; 100 % with a concrete time.",
    ],
    [
      {
        ...kept(2, 4),
        concrete: share(4, 4),
        broken: 2,
        movedSilently: 1,
        byChannel: [
          { channel: "phone", ...kept(1, 2) },
          { channel: "email", ...kept(1, 2) },
        ],
      },
      "Billing, week 47: kept on time 2 of 4 (50 %, 95 % interval 15–85 %); 1 moved without telling the customer (counted as broken), 1 given up; 100 % with a concrete time; too few to compare channels and touchpoints.",
    ],
    [
      { ...none, due: 2, released: 2, concrete: share(2, 2) },
      "Billing, week 47: nothing had to be kept: 2 others moved or withdrawn in time; 100 % with a concrete time.",
    ],
  ])("small numbers are said honestly: %j", (figures, words) => {
    expect(week(figures)).toBe(words);
  });
});

describe.each(languages)("within Slack's limits, whatever the words, in %s", (language) => {
  const words = wordsIn(language);
  const promises = fc.uniqueArray(hostilePromise, { selector: ({ id }) => id, maxLength: 60 });
  const outcome: fc.Arbitrary<Outcome> = fc.record({
    promise: hostilePromise,
    act: fc.oneof(
      fc.constantFrom(
        { deed: "kept" } as const,
        { deed: "tried" } as const,
        { deed: "moved", dueAt: now, told: false } as const,
        { deed: "reopened" } as const,
      ),
      hostile.map((note) => ({ deed: "given-up", note }) as const),
      who.map((to) => ({ deed: "handed-over", to }) as const),
    ),
  });

  test("lists, the home tab and what is said after an act", () => {
    holds(fc.tuple(promises, promises, outcome, hostile), ([mine, others, done, list]) => {
      const own = new Set(mine.map(({ id }) => id));
      const overdue = others.filter(({ id }) => !own.has(id));
      const reply = promisesReply(words, mine, now, { title: "Yours", list, withOwner: true });
      const isListed = mine.some(({ id }) => id === done.promise.id);
      const above = outcomeBlocks(words, done, now, { list, isListed });
      return [
        ...checkLimits(reply),
        ...checkLimits({ text: reply.text, blocks: [...above, ...reply.blocks] }),
        ...checkLimits(outcomeMessage(words, done, now)),
        ...checkView(homeView(words, { mine, overdue, teams: [], signals: [], outcome: done }, now)),
        ...checkView(noticeView(words, outcomeText(words, done, now))),
      ];
    });
  });

  test("histories, forms and refusals", () => {
    const entry = fc.record({
      promiseId: fc.constant("p"),
      at: instant,
      actor: who,
      action: fc.constantFrom(...promiseDeeds),
      dueAt: fc.option(instant),
      told: fc.option(fc.boolean()),
      note: fc.option(hostile),
    });
    const setting = fc.record({ teamLabel: hostile, leads: fc.array(who, { maxLength: 30 }) });
    holds(
      fc.tuple(hostilePromise, fc.array(entry, { maxLength: 60 }), hostile, setting),
      ([about, entries, list, allowed]) => {
        const asked = { promise: about, now, metadata: "{}" };
        const said = [
          actRefused(words, "given-up", about, allowed),
          actRefused(words, "kept", about, allowed),
          actTooLate(words, about, { by: about.owner ?? "earshot", at: now, me: "U0MAIJA" }),
          nothingToDo(words, about, now),
        ];
        return [
          ...checkLimits(promiseHistory(words, about, entries, { now, list })),
          ...[moveForm, giveUpForm, handOverForm].flatMap((form) => checkView(form(words, asked))),
          ...doubts.flatMap((doubt) => {
            const act = { deed: "moved", dueAt: now, told: true, note: said[0] ?? "" } as const;
            return checkView(moveForm(words, { ...asked, asked: { act, doubt } }));
          }),
          ...said.flatMap((text) => [...checkLimits({ text }), ...checkView(noticeView(words, text))]),
        ];
      },
    );
  });

  test("weeks", () => {
    const count = fc.nat({ max: 1e6 });
    const figures = fc.tuple(count, count, count, count).map(([a, b, c, d]) => ({
      ...kept(a, a + b),
      due: a + b + c,
      released: c,
      keptLate: d,
      medianLateMs: d * 1e6,
    }));
    const places = fc.array(fc.tuple(fc.option(hostile), figures), { maxLength: 30 });
    holds(fc.tuple(hostile, figures, places), ([team, all, by]) => {
      const byChannel = by.map(([channel, each]) => ({ channel, ...each }));
      const byTouchpoint = by.map(([touchpoint, each]) => ({ touchpoint, ...each }));
      const line = promiseWeek(words, { ...all, byChannel, byTouchpoint }, { team, week: "week 47" });
      return checkLimits({ text: line, blocks: [section(line)] });
    });
  });
});
