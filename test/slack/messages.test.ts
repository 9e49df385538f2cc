import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Signal, SignalStatus, SpikeFacts } from "../../src/domain/signal.ts";
import { deadChannelNotice } from "../../src/slack/delivery-trouble.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { withoutNative } from "../../src/slack/messages/blocks.ts";
import { renderCard } from "../../src/slack/messages/card.ts";
import { colors } from "../../src/slack/messages/card-parts.ts";
import {
  type CustomerProfile,
  customerReply,
  sharedCustomer,
  shareQuestion,
} from "../../src/slack/messages/customer.ts";
import { customerChoices } from "../../src/slack/messages/customer-choices.ts";
import { homeView } from "../../src/slack/messages/home.ts";
import { promisesReply } from "../../src/slack/messages/lists.ts";
import { openSignalsReply } from "../../src/slack/messages/open-signals.ts";
import { promiseForm } from "../../src/slack/messages/promise-form.ts";
import {
  backtestReply,
  reasonReply,
  type ShownAlert,
  type ShownDay,
} from "../../src/slack/messages/reason.ts";
import { refusalText } from "../../src/slack/messages/refusals.ts";
import { threadLine } from "../../src/slack/messages/thread.ts";
import { topReasonsReply } from "../../src/slack/messages/top-reasons.ts";
import { amount, duration, said } from "../../src/slack/messages/words.ts";
import { overdueFacts, overdueSignal, spikeFacts, spikeSignal } from "../support/facts.ts";
import { holds, hostile, hostilePromise, instant, who } from "../support/hostile.ts";
import { checkLimits, checkView } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");
const setting = { words: wordsIn("en"), now, zone: "Europe/Helsinki", teamLabel: "Billing" };

describe("a spike's card", () => {
  test("says observed against expected, how sure, how rare, since when, what drives it, and its latest words", () => {
    const { text, attachments } = renderCard(spikeSignal(), setting);
    const shown = JSON.stringify(attachments);
    for (const words of [
      "*41* contacts in 2 h, up to",
      "expected *14* (usually 8–21)",
      "2.9 times the usual (90 % sure: 2.1–3.9)",
      "By chance about once in 60 weeks for this reason",
      "over all 15 reasons and channels looked at, about once in 4 weeks",
      "Learned from 56 days",
      "phone 33 (usually 9.1), chat 8 (usually 5.1)",
      "on the journey: invoice 35",
      "“Charged twice for November”",
      "nobody has it yet",
    ]) {
      expect(shown).toContain(words);
    }
    expect(text).toContain("OPEN: Invoice is wrong: 41 contacts in 2 h, expected 14");
    expect(text).toContain("once in 60 weeks");
    expect(text).toContain("phone 33 (usually 9.1)");
  });

  test("draws observed, expected and upper as one native line chart by local hour", () => {
    const chart = renderCard(spikeSignal(), setting).blocks[1];
    expect(chart).toMatchObject({
      type: "data_visualization",
      title: "Invoice is wrong: contacts",
      chart: {
        type: "line",
        series: [
          { name: "observed", data: expect.arrayContaining([{ label: "11:00", value: 30 }]) },
          { name: "expected" },
          { name: "upper end of normal" },
        ],
      },
    });
  });

  test("ends its chart with the window that fired, when that came after the last whole hour", () => {
    const facts = spikeFacts({ windowEndAt: "2026-11-20T10:20:00Z" });
    const chart = renderCard(spikeSignal({ facts }), setting).blocks[1];
    expect(chart).toMatchObject({
      chart: {
        series: [
          { data: expect.arrayContaining([{ label: "last 2 h", value: 41 }]) },
          { data: expect.arrayContaining([{ label: "last 2 h", value: 14.2 }]) },
          { data: expect.arrayContaining([{ label: "last 2 h", value: 21 }]) },
        ],
      },
    });
  });

  test("says no more than anybody can check of what is very rare", () => {
    const facts = spikeFacts({ chanceOnceInWeeks: 1e9, chanceAllPerWeek: 1e-9 });
    expect(JSON.stringify(renderCard(spikeSignal({ facts }), setting))).toContain(
      "By chance less than once in 10 years for this reason; over all 15 reasons and channels looked at, less than once in 10 years.",
    );
  });

  test.each(Object.entries(colors) as [SignalStatus, string][])("%s has the colour %s", (status, color) => {
    const signal = spikeSignal({ status, acknowledgedBy: "UOTTO", snoozedUntil: now, resolvedBy: "UOTTO" });
    const card = renderCard(signal, setting);
    expect(card.attachments).toMatchObject([{ color }]);
    expect(card.text).toMatch(new RegExp(`^${status.toUpperCase()}: `));
  });

  test("asks only whether it was useful when it is resolved", () => {
    const card = JSON.stringify(renderCard(spikeSignal({ status: "resolved" }), setting));
    expect(card.match(/"action_id":"[^"]+"/g)).toEqual(['"action_id":"useful"', '"action_id":"not-useful"']);
  });

  test.each([
    [{ useful: 0, notUseful: 0 }, undefined],
    [{ useful: 2, notUseful: 1 }, "2 found this useful, 1 not."],
    [{ useful: 1, notUseful: 0 }, "1 found this useful."],
    [{ useful: 0, notUseful: 3 }, "3 found this not useful."],
  ])("%j: its last line says %s", (marks, line) => {
    const { blocks } = renderCard(spikeSignal(), { ...setting, marks, because: "route 2: reasons invoice-*" })
      .attachments[0] ?? { blocks: [] };
    const why = "Why here: route 2: reasons invoice-*. For less:";
    const footer = JSON.stringify(blocks.at(-1));
    expect(footer).toContain(line === undefined ? `"${why}` : `"${line}\\n${why}`);
  });

  test("shows words that several contacts have in common once", () => {
    const example = { occurredAt: "2026-11-20T09:18:00Z", channel: "phone", summary: "Charged twice" };
    const facts = spikeFacts({ examples: [{ ...example, times: 3 }] });
    const card = JSON.stringify(renderCard(spikeSignal({ facts }), setting));
    expect(card.match(/Charged twice/g)).toHaveLength(1);
    expect(card).toContain("phone: “Charged twice” (3 times)");
  });

  test("names the reasons that the same contacts also mention, the telling ones only", () => {
    const other = (label: string, observed: number) => ({ reason: label, label, observed });
    const drivers = (...byReason: NonNullable<SpikeFacts["byReason"]>) =>
      JSON.stringify(renderCard(spikeSignal({ facts: spikeFacts({ byReason }) }), setting));
    const card = drivers(other("Late <delivery>", 12), other("Login", 5), other("Moving", 5));
    expect(card).toContain(
      'on the journey: invoice 35; 12 of 41 also mention Late &lt;delivery&gt;, 5 Login"',
    );
    expect(drivers(other("Login", 4))).not.toContain("also mention"); // under a tenth
    expect(drivers()).not.toContain("also mention");
  });

  test("about a whole channel speaks of the channel and the reasons behind it", () => {
    const facts = spikeFacts({
      reason: "*",
      reasonLabel: "All contacts",
      channel: "phone",
      byChannel: [],
      byReason: [
        { reason: "login", label: "Login", observed: 30, expected: 8.2 },
        { reason: "roaming", label: "Roaming", observed: 3 },
      ],
    });
    const card = JSON.stringify(renderCard(spikeSignal({ facts }), setting));
    expect(card).toContain("*All contacts (phone)*: 41 contacts");
    expect(card).toContain("By chance about once in 60 weeks for this channel;");
    expect(card).toContain('on the journey: invoice 35; reasons: Login 30 (usually 8.2), Roaming 3"');
    expect(card).not.toContain("this reason");
  });
});

describe("a reason's past", () => {
  const range = { observed: 41, expected: 14.2, lower: 8, upper: 21 };
  const days = [18, 19, 20].map((day) => ({ ...range, startAt: `2026-11-${day}T00:00:00Z` }));
  const until = new Date("2026-11-20T12:00:00Z");
  const watched = { kind: "watched", rise: { minutes: 180, expected: 9.3, mean: 30.2 } } as const;
  const learning = { kind: "learning", learning: { have: 9, need: 14 } } as const;

  test("is drawn against the band and told in numbers, with what a quiet reason could not hide", () => {
    const { text, blocks } = reasonReply("Late delivery", days, {
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
    expect(reasonReply("Login", days, setting).text).toContain(
      "Now: learning: 9 of 14 days; it does not alert before that.",
    );
    expect(reasonReply("Login", days, { ...setting, spike: spikeSignal() }).text).toContain(
      "Now: a spike since <!date^1795166400^{date_short_pretty} at {time}|2026-11-20 09:20 UTC>: 41 contacts in 2 h, expected 14.",
    );
  });

  test("says how often it would have alerted, each time with its numbers", () => {
    const alert = { ...range, beganAt: "2026-11-20T09:20:00Z", windowMinutes: 120 };
    const ratio = { ratio: 2.9, ratioLower: 2.1, ratioUpper: 3.9 };
    const period = { from: new Date("2026-08-22T12:00:00Z"), to: new Date("2026-11-20T12:00:00Z") };
    const setting = { ...period, standing: watched, budget: 1 };
    const { text } = backtestReply(
      "Login",
      [{ ...alert, ...ratio, endedAt: "2026-11-20T13:00:00Z" }],
      setting,
    );
    expect(text).toMatch(/^Login would have fired once in 90 days \(/);
    expect(text).toContain(
      "41 in 2 h, expected 14 (usually 8–21), 2.9 times the usual (90 % sure: 2.1–3.9); over <!date^",
    );
    expect(text).toContain("with a budget of 1 false alert a month.");
    const none = backtestReply("Login", [], setting).text;
    expect(none).toMatch(/^Login would not have fired in 90 days \(/);
    expect(none).toContain("A rise to about 31 contacts in 3 h");
  });

  test("lists who is still learning beside what is open", () => {
    const { text } = openSignalsReply([], now, [{ label: "Late delivery", have: 9, need: 14 }]);
    expect(text).toContain("Nothing is open");
    expect(text).toContain("Learning, so no alert yet: Late delivery 9 of 14 days.");
  });
});

describe("an overdue promise's card", () => {
  test("says what, who, due when, how late, and that nobody has it; never the customer", () => {
    const { blocks, attachments } = renderCard(overdueSignal(), setting);
    const shown = JSON.stringify(attachments);
    expect(blocks).toMatchObject([{ text: { text: "*A promise is overdue*: call back about the refund" } }]);
    expect(shown).toContain("<@U0MAIJA>, team Billing");
    expect(shown).toContain("*Late*: due <!date^1795183200^{ago}|1 h 5 min ago>");
    expect(shown).toContain("A lead of Billing can acknowledge it.");
  });

  test("acknowledged is of the alert: who has it, since when, until when; the promise is as late as before", () => {
    const taken = overdueSignal({
      status: "acknowledged",
      acknowledgedBy: "U0OTTO",
      acknowledgedAt: new Date("2026-11-20T14:53:00Z"),
      acknowledgedUntil: new Date("2026-11-20T15:53:00Z"),
    });
    const { text, attachments } = renderCard(taken, setting);
    expect(JSON.stringify(attachments)).toContain(
      "*Acknowledged* by <@U0OTTO> <!date^1795186380^{ago}|12 min ago>; *still not called*; late: due <!date^1795183200^{ago}|1 h 5 min ago>. The acknowledgement ends <!date^1795189980^",
    );
    expect(text).toContain("1 h 5 min late");
    expect(text).toContain("still not called");
  });

  test("offers its acts while it is open, Acknowledge to whoever leads, and only an undo once it has ended", () => {
    const buttons = (signal: Signal) =>
      JSON.stringify(renderCard(signal, setting))
        .match(/"action_id":"[^"]+"/g)
        ?.map((each) => each.slice(13, -1));
    const acts = ["promise-done", "promise-tried", "promise-move", "promise-hand-over", "promise-give-up"];
    expect(buttons(overdueSignal())).toEqual([...acts, "acknowledge", "open-customer"]);
    expect(buttons(overdueSignal({ status: "acknowledged" }))).toEqual([...acts, "open-customer"]);
    const ended = (outcome: "kept" | "moved" | "broken", told?: boolean) =>
      overdueSignal({
        status: "resolved",
        facts: overdueFacts({
          outcome,
          endedAt: "2026-11-20T14:40:00Z",
          ...(told !== undefined && { told }),
        }),
      });
    expect(buttons(ended("kept"))).toEqual(["promise-undo", "open-customer"]);
    expect(buttons(ended("broken"))).toEqual(["promise-undo", "open-customer"]);
    expect(buttons(ended("moved", true))).toEqual(["open-customer"]);
    for (const told of [false, undefined])
      expect(buttons(ended("moved", told))).toEqual(["promise-told", "open-customer"]);
  });

  test.each([
    [
      { outcome: "kept" },
      "*Kept*: the customer was reached <!date^1795185600^{date_short_pretty} {time}|2026-11-20 14:40 UTC>, 40 min late.",
    ],
    [
      { outcome: "kept", note: "reached by phone; fits best of 2 open promises" },
      "*Kept*: reached by phone <!date^1795185600^{date_short_pretty} {time}|2026-11-20 14:40 UTC>, 40 min late; fits best of 2 open promises.",
    ],
    [{ outcome: "broken", note: "moved abroad" }, ": moved abroad."],
    [{ outcome: "moved", movedTo: "2026-11-20T16:00:00Z", told: true }, "*A new time was agreed*: <!date"],
    [
      { outcome: "moved", movedTo: "2026-11-20T16:00:00Z", told: false },
      "; *the customer was not told*, so it counts as broken.",
    ],
    [
      { outcome: "moved", movedTo: "2026-11-20T16:00:00Z" },
      "; *nobody said whether the customer was told*, so it counts as broken.",
    ],
    [{ outcome: "withdrawn" }, "*Withdrawn*"],
    [{ outcome: "reopened" }, "*Opened again*"],
  ] as const)("ended by %j: %s", (how, words) => {
    const facts = overdueFacts({ ...how, endedAt: "2026-11-20T14:40:00Z" });
    const signal = overdueSignal({ status: "resolved", resolvedBy: "earshot", resolvedAt: now, facts });
    const card = JSON.stringify(renderCard(signal, setting));
    expect(card).toContain(words);
    if (how.outcome !== "reopened") expect(card).toContain("*Late*: 40 min");
    const isSilent = how.outcome === "moved" && !("told" in how && how.told);
    const title = isSilent
      ? "moved silently"
      : how.outcome === "broken"
        ? "broken"
        : how.outcome === "reopened"
          ? "opened again"
          : "late";
    expect(card).toContain(`*A promise was ${title}*: call back about the refund`);
    const isSuccess = how.outcome === "kept" || (how.outcome === "moved" && !isSilent);
    expect(card.includes(colors.resolved)).toBe(isSuccess);
    expect(card.includes("That was not it")).toBe(how.outcome === "kept" && "note" in how);
  });
});

test("an alert whose promise turns out to have been kept in time says so", () => {
  const facts = overdueFacts({ outcome: "kept", note: "reached by phone", endedAt: "2026-11-20T13:50:00Z" });
  const signal = overdueSignal({ status: "resolved", resolvedBy: "earshot", resolvedAt: now, facts });
  const { text, blocks } = renderCard(signal, setting);
  expect(JSON.stringify(blocks)).toContain("*A promise was kept in time*");
  expect(text).toMatch(
    /^KEPT: a promise was kept in time: .* not late .*Kept: reached by phone .*, in time\.$/,
  );
});

describe("words", () => {
  test.each([
    ["<!channel> & co", 300, "&lt;!channel&gt; &amp; co"],
    ["two\n lines\t\u0000here", 300, "two lines here"],
    ["\u202Eturned", 300, "turned"],
    ["\uD800lone", 300, "lone"],
    ["", 300, "–"],
    ["abcdef", 4, "abc…"],
    ["<<<<", 8, "&lt;…"],
    ["👩‍🚒👩‍🚒", 5, "👩‍…"],
  ])("%j in %d characters is %j", (words, most, shown) => {
    expect(said(words, most)).toBe(shown);
  });

  test.each([
    [0, "1 min"],
    [59 * 60_000, "59 min"],
    [125 * 60_000, "2 h 5 min"],
    [76 * 3_600_000, "3 d 4 h"],
  ])("%d ms is %s", (ms, shown) => {
    expect(duration(ms)).toBe(shown);
  });

  test.each([
    [14.23, "14"],
    [2.94, "2.9"],
    [12_345, "12,345"],
    [0.04, "under 0.1"],
    [0, "0"],
    [null, "–"],
    [Number.POSITIVE_INFINITY, "–"],
  ])("%s is written %s", (value, shown) => {
    expect(amount(value)).toBe(shown);
  });
});

describe("within Slack's limits, whatever the words", () => {
  const count = fc.oneof(
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    fc.constantFrom(0, null as unknown as number),
  );
  const iso = instant.map((at) => at.toISOString());
  const status = fc.constantFrom<SignalStatus>("open", "acknowledged", "snoozed", "resolved");
  const life = fc.record({ status, acknowledgedBy: who, resolvedBy: who, snoozedUntil: instant });
  const spike = fc
    .record({
      reasonLabel: hostile,
      reason: hostile,
      observed: count,
      expected: count,
      ratioUpper: count,
      chanceOnceInWeeks: count,
      chanceAllPerWeek: count,
      byChannel: fc.array(fc.record({ channel: hostile, observed: count }), { maxLength: 12 }),
      byTouchpoint: fc.array(fc.record({ touchpoint: hostile, observed: count }), { maxLength: 12 }),
      byReason: fc.array(fc.record({ reason: hostile, label: hostile, observed: count, expected: count })),
      examples: fc.array(fc.record({ occurredAt: iso, channel: hostile, summary: hostile }), {
        maxLength: 6,
      }),
      history: fc.array(fc.record({ startAt: iso, observed: count, expected: count, upper: count }), {
        maxLength: 60,
      }),
    })
    .map((facts) => ({ subject: "s", facts: spikeFacts(facts) }));
  const overdue = fc
    .record({ text: hostile, owner: hostile, team: hostile, channel: hostile, dueAt: iso, madeAt: iso })
    .map((facts) => ({ facts: overdueFacts(facts) }));
  const signal: fc.Arbitrary<Signal> = fc.oneof(
    fc.tuple(life, spike).map(([lived, change]) => spikeSignal({ ...lived, ...change })),
    fc.tuple(life, overdue).map(([lived, change]) => overdueSignal({ ...lived, ...change })),
  );
  const hit = fc.record({
    id: fc.uuid(),
    name: fc.option(hostile),
    identities: fc.array(fc.record({ kind: fc.constant("email" as const), value: hostile }), {
      maxLength: 8,
    }),
    lastContactAt: fc.option(instant),
    openPromises: fc.nat(),
  });
  const contact = fc.record({
    id: fc.uuid(),
    occurredAt: instant,
    channel: hostile,
    direction: fc.constantFrom("inbound", "outbound"),
    reasons: fc.array(hostile, { maxLength: 10 }),
    touchpoint: fc.option(hostile),
    agent: fc.option(hostile),
    team: fc.option(hostile),
    summary: fc.option(hostile),
    resolved: fc.option(fc.boolean()),
    outcome: fc.option(hostile),
  });
  const feedback = fc.record({
    occurredAt: instant,
    metric: hostile,
    score: fc.integer(),
    touchpoint: fc.option(hostile),
    comment: fc.option(hostile),
  });
  const profile = fc
    .tuple(
      hit,
      fc.array(hostilePromise, { maxLength: 12 }),
      fc.array(contact, { maxLength: 12 }),
      fc.array(feedback, { maxLength: 20 }),
      fc.nat({ max: 40 }),
    )
    .map(([about, promises, contacts, scores, newerContacts]) => ({
      ...about,
      createdAt: now,
      promises,
      contacts,
      contactCount: newerContacts + contacts.length,
      newerContacts,
      heard: contacts,
      feedback: scores,
    })) as fc.Arbitrary<CustomerProfile>;

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

  test("lists, the home tab and the form", () => {
    holds(
      fc.tuple(fc.array(signal, { maxLength: 30 }), fc.array(hostilePromise, { maxLength: 30 }), hostile),
      ([open, mine, words]) => [
        ...checkLimits(openSignalsReply(open, now)),
        ...checkLimits(promisesReply(mine, now, { title: "Yours", list: "team billing", withOwner: true })),
        ...checkView(homeView({ mine, overdue: [], teams: [], signals: open }, now)),
        ...checkView(promiseForm({ owner: "U0OTTO", customer: { value: "c", label: words }, text: words })),
      ],
    );
  });

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
          reasonReply(label, shown, { zone: "Europe/Helsinki", until: now, standing: stands, spike }),
        ),
        ...checkLimits(backtestReply(label, alerts, { from: now, to: now, standing: stands, budget: 0.5 })),
        ...checkLimits(openSignalsReply([spike], now, learns)),
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
    });
    const reasons = fc.array(reason, { maxLength: 10 });
    const top = fc.record({ contacts: fc.nat(), before: fc.option(fc.nat(), { nil: undefined }), reasons });
    holds(top, (each) => {
      const reply = topReasonsReply(each, now);
      return [...checkLimits(reply), ...checkLimits(withoutNative(reply))];
    });
  });

  test("a customer and a choice of customers", () => {
    holds(
      fc.tuple(profile, fc.uniqueArray(hit, { selector: ({ id }) => id, minLength: 2, maxLength: 12 })),
      ([customer, hits]) => [
        ...checkLimits(customerReply(customer, now)),
        ...checkLimits(sharedCustomer(customer, now, { by: "U0OTTO", breaches: new Map() })),
        ...checkLimits(shareQuestion(customer, "C0BILLING")),
        ...checkLimits(customerChoices(hits)),
      ],
    );
  });
});
