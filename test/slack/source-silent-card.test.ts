import { describe, expect, test } from "vitest";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { colors } from "../../src/slack/messages/alert/card-parts.ts";
import { signalLine } from "../../src/slack/messages/alert/open-signals.ts";
import { threadLine } from "../../src/slack/messages/alert/thread.ts";
import { silentSignal } from "../support/facts.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T12:20:00Z");
const setting = { words: wordsIn("en"), now, zone: "Europe/Helsinki" };
const over = silentSignal(
  { status: "resolved", resolvedBy: "earshot", resolvedAt: now },
  { endedAt: "2026-11-20T12:10:00Z" },
);

describe("a silent source's card", () => {
  test("says how long against what is usual, since when, where to look, and who has it", () => {
    const card = renderCard(silentSignal(), setting);
    const shown = JSON.stringify(card);
    for (const words of [
      "*Zendesk is silent*: no contacts from Zendesk for 3 h; usually 40 to 70 in that time",
      "Nothing was heard since",
      "Is the source down, or its webhook?",
      "nobody has it yet",
      "It ends when the source is heard again.",
    ]) {
      expect(shown).toContain(words);
    }
    expect(card.text).toMatch(/^OPEN: Zendesk is silent: no contacts from Zendesk for 3 h; usually 40 to 70/);
    expect(card.attachments?.[0]).toMatchObject({ color: colors.open });
    expect(shown).toContain('"action_id":"acknowledge"');
    checkLimits(card);
  });

  test("once it is heard again says so, and that late contacts alert nobody", () => {
    const shown = JSON.stringify(renderCard(over, setting));
    expect(shown).toContain("*Zendesk was silent*");
    expect(shown).toContain("It is heard again since");
    expect(shown).toContain("alert nobody");
    expect(shown).not.toContain("action_id");
    const ended = { id: "1", at: now, actor: "earshot", action: "ended", note: null };
    expect(threadLine(setting.words, ended, over, String)).toBe("The source is heard again.");
  });

  test("takes a name that would break the message", () => {
    const card = renderCard(silentSignal({}, { sourceName: `<!channel> ${"x".repeat(300)}` }), setting);
    expect(JSON.stringify(card)).not.toContain("<!channel>");
    checkLimits(card);
  });
});

test("in a list it is one line", () => {
  expect(signalLine(setting.words, silentSignal(), now)).toMatch(
    /^• \*Silent source\*: no contacts from Zendesk for 3 h; usually 40 to 70 in that time; since .*, open$/,
  );
});
