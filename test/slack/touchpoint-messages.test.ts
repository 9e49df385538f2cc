import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { silentLists } from "../../src/domain/customer/silent.ts";
import type { Metric } from "../../src/domain/touchpoint/feedback.ts";
import type { TouchpointPage } from "../../src/domain/touchpoint/page.ts";
import { metricReports } from "../../src/domain/touchpoint/report.ts";
import type { WaitingVerdict } from "../../src/domain/touchpoint/waiting-break.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { silentMessage } from "../../src/slack/messages/customer/silent.ts";
import {
  touchpointReply,
  touchpointsReply,
  waitingText,
} from "../../src/slack/messages/touchpoint/touchpoint.ts";
import { holds, hostile } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const words = wordsIn("en");

describe("waiting in words", () => {
  test.each<[string, Metric, WaitingVerdict]>([
    [
      "Waiting: above about 6 min (4 to 9.2) the mean CSAT answer falls from 4.4 to 3.1, in 212 answers.",
      "csat",
      { kind: "break", answers: 212, waitSeconds: 360, lower: 240, upper: 550, before: 4.41, after: 3.08 },
    ],
    [
      "Waiting: the mean NPS answer falls by about 0.2 for each minute of wait, with no breaking point (90 answers).",
      "nps",
      { kind: "gradual", answers: 90, perMinute: -0.21 },
    ],
    [
      "Waiting: no breaking point is visible in 212 CSAT answers.",
      "csat",
      { kind: "no-break", answers: 212 },
    ],
    [
      "Waiting: 1 CSAT answer of a known wait; 40 are needed to look for a breaking point.",
      "csat",
      { kind: "too-few", answers: 1, need: 40 },
    ],
  ])("%s", (text, metric, verdict) => {
    expect(waitingText(words, metric, verdict)).toBe(text);
  });
});

const page = (label: string, code: string, channel: string, many = 1): TouchpointPage => ({
  touchpoint: { code, label, targets: { csat: 4.2, nps: 10 }, channelTargets: {} },
  days: { first: "2026-10-23", last: "2026-11-19" },
  reports: metricReports(
    { targets: { csat: 4.2, nps: 10 }, channelTargets: {} },
    Array.from({ length: many }, (_, at) => ({
      ...{
        touchpoint: code,
        metric: "csat" as const,
        channel: `${channel}${at}`,
        score: 1 + (at % 5),
        count: 9,
      },
    })),
    [],
  ),
  coverage: { sent: 400, answered: 48 },
  voice: { kind: "those-who-answered", share: 0.12, asked: 400 },
  gaps: [
    {
      ...{ kind: "reason", reason: label, answered: 0.2, silent: 0.45 },
      difference: { value: -0.25, lower: -0.33, upper: -0.17 },
    },
    {
      ...{ kind: "contacts", answered: 1.1, silent: 2.4 },
      difference: { value: -1.3, lower: -1.5, upper: -1.1 },
    },
  ],
  asked: 400,
  waiting: [{ metric: "csat", verdict: { kind: "no-break", answers: 212 } }],
});

test("those who answer are told apart from those who do not, and nobody says what customers say", () => {
  const { text } = touchpointReply(words, page("Invoice", "invoice", "phone"));
  expect(text).toContain("20 % of them mention Invoice, of the others 45 % (difference -33 to -17 points)");
  expect(text).toContain("they contacted us 1.1 times in the 90 days before, the others 2.4 times");
  expect(text).toContain("Those who answered (12 % of 400 asked) say:");
  expect(text).not.toContain("Customers say");
});

test("pages, lists and the silent keep Slack's limits, whatever the words", () => {
  holds(fc.tuple(hostile, hostile, hostile), ([label, code, channel]) =>
    (["en", "fi"] as const).flatMap((language) => {
      const one = page(label, code, channel, 30);
      const lists = silentLists(
        Array.from({ length: 30 }, (_, at) => ({
          ...{ customerId: `00000000-0000-4000-8000-0000000000${10 + at}`, team: null },
          cause:
            at % 3 === 0
              ? { kind: "broken-promise" as const, dueAt: "2026-11-12T09:00:00Z" }
              : at % 3 === 1
                ? { kind: "quiet" as const, lastAt: "2026-11-12T09:00:00Z", usualGapMs: 9e8, contacts: 9 }
                : {
                    ...{ kind: "bad-score" as const, metric: "csat" as const, score: 1 },
                    ...{ touchpoint: code, at: "2026-11-12T09:00:00Z" },
                  },
        })),
        [null],
      );
      const list = lists.get(null);
      return [
        ...checkLimits(touchpointReply(wordsIn(language), one)),
        ...checkLimits(
          touchpointsReply(
            wordsIn(language),
            Array.from({ length: 60 }, () => one),
          ),
        ),
        ...(list === undefined ? ["no list"] : checkLimits(silentMessage(wordsIn(language), list, label))),
      ];
    }),
  );
});
