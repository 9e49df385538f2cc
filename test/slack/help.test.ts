import { expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { helpMessage, helpPage, helpSubjects } from "../../src/slack/messages/help.ts";
import { checkLimits } from "../support/limits.ts";

test.each(languages)(
  "in %s the help is short, and each subject tells more than its part of it",
  (language) => {
    const words = wordsIn(language);
    const all = helpMessage(words);
    expect(checkLimits(all)).toEqual([]);
    expect(all.text.length).toBeLessThan(2_000);
    for (const subject of helpSubjects) {
      const page = helpPage(words, subject);
      expect(checkLimits(page)).toEqual([]);
      const commands = page.text.match(/`\/[^`]+`/g) ?? [];
      expect(new Set(commands).size, "each command once").toBe(commands.length);
      expect(commands.filter((command) => !all.text.includes(command)).length).toBeGreaterThan(0);
    }
  },
);
