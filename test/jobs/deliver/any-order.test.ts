import fc from "fast-check";
import { expect, test } from "vitest";
import { colors } from "../../../src/slack/messages/alert/card-parts.ts";
import { spikeFacts } from "../../support/facts.ts";
import type { Mood } from "../../support/slackStub.ts";
import { deliveryHouse } from "./deliveryHouse.ts";

const house = deliveryHouse();
const { run, runWith, sweep, alertOf } = house;

/** What may happen to an alert, in any order. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("work", "work-at-once", "sweep") },
  { weight: 2, arbitrary: fc.constantFrom("acknowledge", "snooze", "resolve", "news", "end") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("reset-after", "reset-before", "500-after", "429", "internal-error", "die"),
  },
);

test("whatever happens in whatever order, one message ends up showing the truth and telling each line once", async () => {
  let story = 0;
  const play = fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (happenings) => {
    story += 1;
    house.channel = `C0STORY${story}`;
    house.clock = new Date(house.clock.getTime() + 86_400_000);
    const { signals } = house.database.store;
    const { workspaceId } = house.database;
    const about = { workspaceId, kind: "spike", subject: `story-${story}` } as const;
    const opened = await signals.open({
      ...about,
      facts: spikeFacts(),
      at: house.clock,
      slackChannels: [house.channel],
    });
    const [alertId = ""] = opened.alertIds;
    for (const [index, each] of happenings.entries()) {
      house.clock = new Date(house.clock.getTime() + 1_000);
      await happen(each, { id: opened.id, alertId, about, observed: 100 + index });
    }
    house.stub.calm();
    for (let round = 0; round < 6; round += 1) await sweep(120_000);
    const signal = await signals.get(workspaceId, opened.id);
    const entries = await signals.entries(workspaceId, opened.id);
    const posts = house.stub.posts(house.channel);
    const alert = await alertOf(opened.id);
    expect(alert).toMatchObject({ shown: signal?.version, dueAt: null, ambiguousAt: null });
    expect(posts.length).toBeLessThanOrEqual(1);
    const [post] = posts;
    // Never announced: it was over before anybody could be told.
    if (post === undefined) {
      expect(signal?.status).toBe("resolved");
      return;
    }
    expect(post.attachments?.[0]?.color).toBe(colors[signal?.status ?? "open"]);
    const told = house.stub
      .replies(house.channel, post.ts)
      .map((reply) => reply.metadata?.event_payload.entry_id);
    expect(told).toEqual(entries.filter((entry) => entry.action !== "opened").map((entry) => entry.id));
  });
  await fc.assert(play, { numRuns: 40, endOnFailure: true });
}, 60_000);

type Story = {
  id: string;
  alertId: string;
  about: { workspaceId: string; kind: "spike"; subject: string };
  observed: number;
};

async function happen(what: string, { id, alertId, about, observed }: Story): Promise<void> {
  const { signals } = house.database.store;
  const status = (await signals.get(about.workspaceId, id))?.status ?? "open";
  const click = { workspaceId: about.workspaceId, id, from: status, by: "UNOOR", at: house.clock };
  const moods: Record<string, Mood> = {
    "reset-after": { kind: "reset", accepted: true },
    "reset-before": { kind: "reset", accepted: false },
    "500-after": { kind: "status", status: 500, accepted: true },
    "429": { kind: "rate-limited", retryAfterSeconds: 3 },
    "internal-error": { kind: "error", error: "internal_error" },
  };
  const mood = moods[what];
  if (mood !== undefined) {
    house.stub.next("chat.postMessage", mood);
    house.stub.next("chat.update", mood);
  }
  if (what === "work") await run(alertId);
  if (what === "work-at-once") await Promise.all([run(alertId), run(alertId), run(alertId)]);
  if (what === "sweep") await sweep(40_000);
  if (what === "die") {
    const store = {
      ...house.database.store,
      alerts: { ...house.database.store.alerts, posted: die, shown: die },
    };
    await runWith(store, alertId).catch(() => undefined);
  }
  if (what === "news")
    await signals.updateFacts(about.workspaceId, id, spikeFacts({ observed }), house.clock);
  if (what === "end") await signals.end({ ...about, at: house.clock, by: "earshot" });
  if (status === "resolved") return;
  if (what === "acknowledge") await signals.change({ ...click, to: "acknowledged", action: "acknowledge" });
  if (what === "resolve") await signals.change({ ...click, to: "resolved", action: "resolve" });
  if (what === "snooze") {
    const until = new Date(house.clock.getTime() + 30 * 86_400_000);
    await signals.change({ ...click, to: "snoozed", action: "snooze", until });
  }
}

const die = () => Promise.reject(new Error("killed"));
