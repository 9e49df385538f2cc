import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Destination,
  destinationsOf,
  type Owners,
  type Route,
  type Routed,
  routedKinds,
  routedSpike,
} from "../../../src/domain/routing/route.ts";
import { parseRoute } from "../../../src/domain/routing/route-text.ts";
import { spikeFacts } from "../../support/facts.ts";
import { refusal } from "../../support/refusal.ts";
import { anyRoute } from "./anyRoute.ts";

const nothing: Route = {
  kinds: [],
  reasons: [],
  channels: [],
  touchpoints: [],
  teams: [],
  slackChannels: ["CROUTE"],
  continues: false,
};
const route = (change: Partial<Route>): Route => ({ ...nothing, ...change });
const owners: Owners = { reasonChannel: "CREASON", teamChannel: "CTEAM", defaultChannel: "CDEFAULT" };
const spike: Routed = { kind: "spike", reason: "invoice-wrong", channel: "phone", touchpoint: "invoice" };
const promise: Routed = { kind: "overdue-promise", channel: "phone", team: "billing" };
const silence: Routed = { kind: "source-silent" };
const channels = (destinations: Destination[]) => destinations.map(({ slackChannel }) => slackChannel);

describe("without a route", () => {
  test.each<[string, Routed, Owners, Destination[]]>([
    ["a spike", spike, owners, [{ slackChannel: "CREASON", because: { by: "reason" } }]],
    ["a promise", promise, owners, [{ slackChannel: "CTEAM", because: { by: "team" } }]],
    [
      "a silent source",
      silence,
      { defaultChannel: "C" },
      [{ slackChannel: "C", because: { by: "default" } }],
    ],
    ["what nobody owns", spike, { defaultChannel: "C" }, [{ slackChannel: "C", because: { by: "default" } }]],
    ["what has nowhere to go", spike, { defaultChannel: null }, []],
  ])("%s goes to its owner, else to the default channel", (_, signal, owned, expected) => {
    expect(destinationsOf(signal, [], owned)).toEqual(expected);
  });
});

describe("a condition", () => {
  test.each<[Partial<Route>, Routed, boolean]>([
    [{}, silence, true],
    [{ kinds: ["spike"] }, spike, true],
    [{ kinds: ["spike", "source-silent"] }, promise, false],
    [{ reasons: ["invoice-wrong"] }, spike, true],
    [{ reasons: ["invoice"] }, spike, false],
    [{ reasons: ["late-delivery", "invoice-*"] }, spike, true],
    [{ reasons: ["*-wrong"] }, spike, true],
    [{ reasons: ["i*ce*wr*g"] }, spike, true],
    [{ reasons: ["invoice-wrong*wrong"] }, spike, false],
    [{ reasons: ["INVOICE-*"] }, spike, true],
    [{ reasons: ["*"] }, promise, false],
    [{ reasons: ["invoice-*"] }, { kind: "spike", reason: "*" }, false],
    [{ channels: ["phone"], touchpoints: ["invoice"] }, spike, true],
    [{ channels: ["phone"], touchpoints: ["delivery"] }, spike, false],
    [{ channels: ["chat"] }, promise, false],
    [{ teams: ["billing"] }, promise, true],
    [{ teams: ["billing"] }, spike, false],
    [{ teams: ["*"] }, { ...promise, team: null }, false],
  ])("%j of %j: %s", (change, signal, fits) => {
    expect(channels(destinationsOf(signal, [route(change)], owners)).includes("CROUTE")).toBe(fits);
  });
});

describe("the first route that fits", () => {
  const first = route({ reasons: ["invoice-*"], slackChannels: ["C1", "C2"] });
  const second = route({ kinds: ["spike"], slackChannels: ["C2", "C3"] });

  const { slackChannels: _, continues: __, ...everything } = nothing;
  const because = (number: number, change: Partial<Route>) => ({
    by: "route" as const,
    number,
    asked: { ...everything, ...change },
  });

  test("stops, and names itself", () => {
    expect(destinationsOf(spike, [route({ teams: ["x"] }), first, second], owners)).toEqual([
      { slackChannel: "C1", because: because(2, { reasons: ["invoice-*"] }) },
      { slackChannel: "C2", because: because(2, { reasons: ["invoice-*"] }) },
    ]);
  });

  test("with `continue` goes on to the next, and no channel hears twice", () => {
    expect(destinationsOf(spike, [{ ...first, continues: true }, second], owners)).toEqual([
      { slackChannel: "C1", because: because(1, { reasons: ["invoice-*"] }) },
      { slackChannel: "C2", because: because(1, { reasons: ["invoice-*"] }) },
      { slackChannel: "C3", because: because(2, { kinds: ["spike"] }) },
    ]);
  });

  test("with `continue` and none after it leaves the reason its own channel", () => {
    expect(channels(destinationsOf(spike, [{ ...first, continues: true }], owners))).toEqual([
      "C1",
      "C2",
      "CREASON",
    ]);
  });
});

describe("a spike's channel and touchpoint", () => {
  test.each([
    ["with most of the surplus", {}, "phone", "invoice"],
    ["it is about", { channel: "chat", byChannel: [] }, "chat", "invoice"],
    [
      "not by size but by surplus",
      {
        byChannel: [
          { channel: "phone", observed: 30, expected: 29 },
          { channel: "chat", observed: 11, expected: 1 },
        ],
      },
      "chat",
      "invoice",
    ],
    [
      "none when two share it equally",
      {
        byChannel: [
          { channel: "phone", observed: 20, expected: 10 },
          { channel: "chat", observed: 21, expected: 11 },
        ],
        byTouchpoint: [{ touchpoint: "invoice", observed: 20 }],
      },
      undefined,
      undefined,
    ],
    ["none when nothing is known", { byChannel: [], byTouchpoint: [] }, undefined, undefined],
  ] as const)("%s", (_, change, channel, touchpoint) => {
    const facts = spikeFacts(change as Parameters<typeof spikeFacts>[0]);
    expect(routedSpike(facts)).toEqual({ kind: "spike", reason: "invoice-wrong", channel, touchpoint });
  });
});

describe("whatever the routes are", () => {
  const anyRoutes = fc.array(anyRoute, { maxLength: 6 });
  const anySignal: fc.Arbitrary<Routed> = fc.record({
    kind: fc.constantFrom(...routedKinds),
    reason: fc.constantFrom("a", "bb", undefined),
    channel: fc.constantFrom("phone", undefined),
    touchpoint: fc.constantFrom("invoice", undefined),
    team: fc.constantFrom("billing", null),
  });
  const anyOwners: fc.Arbitrary<Owners> = fc.record({
    reasonChannel: fc.constantFrom("C1", "CR", null),
    teamChannel: fc.constantFrom("C2", "CT", null),
    defaultChannel: fc.constantFrom("C3", "CD", null),
  });
  const law = (holds: (signal: Routed, routes: Route[], owned: Owners) => void) =>
    fc.assert(fc.property(anySignal, anyRoutes, anyOwners, holds));

  test("no channel hears a signal twice, and each knows why", () =>
    law((signal, routes, owned) => {
      const told = destinationsOf(signal, routes, owned);
      expect(new Set(channels(told)).size).toBe(told.length);
      const own = { reason: owned.reasonChannel, team: owned.teamChannel, default: owned.defaultChannel };
      for (const { slackChannel, because } of told) {
        const rule = because.by === "route" ? routes[because.number - 1]?.slackChannels : [own[because.by]];
        expect(rule).toContain(slackChannel);
      }
    }));

  test("a signal has somewhere to go as long as there is a default channel", () =>
    law((signal, routes, owned) => {
      const told = destinationsOf(signal, routes, { ...owned, defaultChannel: "CD" });
      expect(told.length).toBeGreaterThan(0);
    }));

  test("a route that continues adds its own channels and takes none away", () =>
    law((signal, routes, owned) => {
      const without = routes.slice(1);
      const [first] = routes;
      if (first === undefined) return;
      const [told, toldWithout] = [[{ ...first, continues: true }, ...without], without].map(
        (each) => new Set(channels(destinationsOf(signal, each, owned))),
      );
      for (const channel of toldWithout ?? []) expect(told).toContain(channel);
      for (const channel of told ?? [])
        expect([...(toldWithout ?? []), ...first.slackChannels]).toContain(channel);
    }));

  test("a route for everything that stops is the last that counts", () =>
    law((signal, routes, owned) => {
      const all = route({ slackChannels: ["CALL"] });
      const before = channels(destinationsOf(signal, [...routes, all], owned));
      expect(channels(destinationsOf(signal, [...routes, all, ...routes], { defaultChannel: null }))).toEqual(
        before,
      );
    }));
});

describe("a route as people write it", () => {
  test.each([
    [
      "reasons invoice-*, late-delivery to <#C1|billing>",
      { reasons: ["invoice-*", "late-delivery"], slackChannels: ["C1"] },
    ],
    [
      "kind spikes team billing to <#C1> <#C2> <#C1> continue",
      { kinds: ["spike"], teams: ["billing"], slackChannels: ["C1", "C2"], continues: true },
    ],
    ["everything to <#C1>", { slackChannels: ["C1"] }],
    [
      "channels phone or chat touchpoints invoice to <#C1>",
      { channels: ["phone", "chat"], touchpoints: ["invoice"], slackChannels: ["C1"] },
    ],
  ])("%s", (typed, change) => {
    expect(parseRoute(typed)).toEqual({ kind: "read", value: route(change as Partial<Route>) });
  });

  test.each([
    ["", "say where it goes"],
    ["reasons invoice-*", "say where it goes"],
    ["reasns invoice-* to <#C1>", "did you mean “reasons”?"],
    ["reasons invoice-* to #billing", "“#billing” is no Slack channel"],
    [
      "kinds storms to <#C1>",
      "there are spike, overdue-promise, source-silent, touchpoint-below, rising-term",
    ],
    [`reasons ${"a ".repeat(51)} to <#C1>`, "at most 50 things"],
  ])("%s is refused: %s", (typed, why) => {
    expect(refusal(parseRoute(typed))).toContain(why);
  });
});
