import { describe, expect, test } from "vitest";
import type { SignalStatus, SpikeFacts } from "../../src/domain/signal/signal.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { colors } from "../../src/slack/messages/alert/card-parts.ts";
import { spikeFacts, spikeSignal } from "../support/facts.ts";

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

  test("asks only whether it was useful, and mended, when it is resolved", () => {
    const actions = (facts = spikeFacts({})) =>
      JSON.stringify(renderCard(spikeSignal({ status: "resolved", facts }), setting)).match(
        /(?<="action_id":")[^"]+/g,
      );
    expect(actions()).toEqual(["useful", "not-useful", "mend-open"]);
    expect(actions(spikeFacts({ channel: "phone" }))).toEqual(["useful", "not-useful"]);
  });

  test.each([
    [{ useful: 0, notUseful: 0 }, undefined],
    [{ useful: 2, notUseful: 1 }, "2 found this useful, 1 not."],
    [{ useful: 1, notUseful: 0 }, "1 found this useful."],
    [{ useful: 0, notUseful: 3 }, "3 found this not useful."],
  ])("%j: its last line says %s", (marks, line) => {
    const asked = { kinds: [], reasons: ["invoice-*"], channels: [], touchpoints: [], teams: [] };
    const because = { by: "route" as const, number: 2, asked };
    const { blocks } = renderCard(spikeSignal(), { ...setting, marks, because }).attachments[0] ?? {
      blocks: [],
    };
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
