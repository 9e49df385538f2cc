import fc from "fast-check";
import { test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { openSignalsReply } from "../../src/slack/messages/alert/open-signals.ts";
import { homeView } from "../../src/slack/messages/home/home.ts";
import { promiseForm } from "../../src/slack/messages/promise/form.ts";
import { promisesReply } from "../../src/slack/messages/promise/lists.ts";
import { holds, hostile, hostilePromise, hostileSignal as signal } from "../support/hostile.ts";
import { checkLimits, checkView } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");

test.each(languages)("in %s within Slack's limits: lists, the home tab and the form", (language) => {
  const words = wordsIn(language);
  holds(
    fc.tuple(fc.array(signal, { maxLength: 30 }), fc.array(hostilePromise, { maxLength: 30 }), hostile),
    ([open, mine, text]) => [
      ...checkLimits(openSignalsReply(words, open, now)),
      ...checkLimits(
        promisesReply(words, mine, now, { title: "Yours", list: "team billing", withOwner: true }),
      ),
      ...checkView(homeView(words, { mine, overdue: [], teams: [], signals: open }, now)),
      ...checkView(promiseForm(words, { owner: "U0OTTO", customer: { value: "c", label: text }, text })),
    ],
  );
});
