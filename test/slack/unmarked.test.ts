import { expect, test } from "vitest";
import { unmarked } from "../../src/slack/unmarked.ts";

test.each([
  ["call &lt;Anna&gt; &amp; Bo", "call <Anna> & Bo"],
  ["&amp;lt; stays", "&lt; stays"],
  ["see <https://x.example/a?b=1&amp;c=2>", "see https://x.example/a?b=1&c=2"],
  ["see <https://x.example/a|the invoice>", "see the invoice"],
  ["<mailto:anna@example.com|anna@example.com> wrote", "anna@example.com wrote"],
  ["<tel:+358401234567> called", "+358401234567 called"],
  ["<@U123|maija> in <#C123|billing>", "@maija in #billing"],
  ["<!here> please", "@here please"],
  ["a < b and c > d", "a < b and c > d"],
])("%j reads %j", (mrkdwn, words) => {
  expect(unmarked(mrkdwn)).toBe(words);
});
