import { describe, expect, test } from "vitest";
import type { Signal } from "../../src/domain/signal/signal.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { colors } from "../../src/slack/messages/alert/card-parts.ts";
import { overdueFacts, overdueSignal } from "../support/facts.ts";

const now = new Date("2026-11-20T15:05:00Z");
const setting = { words: wordsIn("en"), now, zone: "Europe/Helsinki", teamLabel: "Billing" };

describe("an overdue promise's card", () => {
  test("says what, who, due when, how late, and that nobody has it; never the customer", () => {
    const { blocks, attachments } = renderCard(overdueSignal(), setting);
    const shown = JSON.stringify(attachments);
    expect(blocks).toMatchObject([{ text: { text: "*A promise is overdue*: call back about the refund" } }]);
    expect(shown).toContain("<@U0MAIJA>, team Billing");
    expect(shown).toMatch(/\*Due\*: <!date[^>]*>, \*<!date\^1795183200\^{ago}\|1 h 5 min ago>\*; promised/);
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
      "*Acknowledged* by <@U0OTTO> <!date^1795186380^{ago}|12 min ago>; *still not called*. The acknowledgement ends <!date^1795189980^",
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
      "*Kept*: the customer was reached <!date^1795185600^{date_short_pretty} at {time}|2026-11-20 14:40 UTC>, 40 min late.",
    ],
    [
      { outcome: "kept", note: "reached by phone; fits best of 2 open promises" },
      "*Kept*: reached by phone <!date^1795185600^{date_short_pretty} at {time}|2026-11-20 14:40 UTC>, 40 min late; fits best of 2 open promises.",
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
    expect(card.includes("*Late*: 40 min")).toBe(how.outcome !== "reopened" && how.outcome !== "kept");
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
