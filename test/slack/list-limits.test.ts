import fc from "fast-check";
import { test } from "vitest";
import { homeView } from "../../src/slack/messages/home.ts";
import { promisesReply } from "../../src/slack/messages/lists.ts";
import { openSignalsReply } from "../../src/slack/messages/open-signals.ts";
import { promiseForm } from "../../src/slack/messages/promise-form.ts";
import { holds, hostile, hostilePromise, hostileSignal as signal } from "../support/hostile.ts";
import { checkLimits, checkView } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");

test("within Slack's limits, whatever the words: lists, the home tab and the form", () => {
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
