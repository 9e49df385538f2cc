import fc from "fast-check";
import { expect, test } from "vitest";
import type { Route } from "../../src/domain/routing/route.ts";
import { parseRoute } from "../../src/domain/routing/route-text.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { conditionsLine } from "../../src/slack/messages/alert/route-line.ts";
import { anyRoute } from "../domain/routing/anyRoute.ts";

const asked = (route: Omit<Route, "slackChannels" | "continues">) => conditionsLine(wordsIn("en"), route);

test("a route says what it asks for, or that it takes everything", () => {
  const nothing = { kinds: [], reasons: [], channels: [], touchpoints: [], teams: [] };
  expect(asked({ ...nothing, reasons: ["a", "b"], teams: ["t"] })).toBe("reasons a or b, teams t");
  expect(asked(nothing)).toBe("everything");
});

test("its words are read back as the same route", () => {
  fc.assert(
    fc.property(anyRoute, (each) => {
      const channels = each.slackChannels.map((channel) => `<#${channel}>`).join(" ");
      const text = `${asked(each)} to ${channels}${each.continues ? ", continue" : ""}`;
      expect(parseRoute(text)).toEqual({ kind: "read", value: each });
    }),
  );
});
