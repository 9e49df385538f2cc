import { expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { detect } from "../../jobs/detect.ts";
import { weighRhythms } from "../../jobs/weighRhythms.ts";
import { languages } from "../../src/domain/language.ts";
import { lastWeek } from "../../src/domain/report/span.ts";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { composeReport } from "../../src/report/compose.ts";
import { reportCsv } from "../../src/report/csv.ts";
import { reportPage } from "../../src/report/page.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { reportMessage } from "../../src/slack/messages/digest/report.ts";
import { contact, receive } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";
import { givePast } from "../support/past.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();
/** Monday, 9:05 in Helsinki. */
const MONDAY = "2026-11-23T07:05:00Z";
const AT = Date.parse(MONDAY);
const HOUR_MS = 3_600_000;
const ZONE = "Europe/Helsinki";
const CHANNELS = ["C0DEFAULT", "C0BILLING"];

/** Who must not be read anywhere, and what they said: that is on a spike's own card alone. */
const PEOPLE = ["Kanarinen", "sitruuna@example.fi", "5550199", "agent-papukaija"];
const WORDS = ["tiikerikakku", "vadelmavene"];

const person = (n: number) => ({
  id: `known-${n}`,
  name: `Kaisa Kanarinen ${n}`,
  ...(n === 0 && { email: "sitruuna@example.fi", phone: "+358405550199" }),
});
const iso = (at: number) => new Date(at).toISOString();
const coded = (id: string, at: number, n: number, given: object = {}) =>
  contact({
    ...{
      id,
      occurredAt: iso(at),
      customer: person(n % 9),
      agent: `agent-papukaija-${n % 8}`,
      team: "billing",
    },
    ...{
      touchpoint: "invoice",
      summary: `The tiikerikakku of Kaisa number ${n}`,
      reasons: ["invoice"],
      handleSeconds: 120,
    },
    ...given,
  });

/** A week of contacts, answers and promises, a broken one among them, and a spike that one agent has coded. */
async function hear() {
  const { database, deps } = house;
  const { store, workspaceId } = database;
  await store.workspaces.update(workspaceId, { zone: ZONE });
  for (const channel of CHANNELS) {
    const settings = {
      ...usualSettings(ZONE),
      digest: "weekly" as const,
      digestMinute: 9 * 60,
      report: true,
    };
    await store.channels.save(workspaceId, channel, settings, new Date(AT - 1));
  }
  const past = {
    from: AT - 60 * 24 * HOUR_MS,
    to: AT - 24 * HOUR_MS,
    reasons: ["invoice", "login"],
    rate: () => 3,
  };
  await givePast(store, workspaceId, past);
  const feedback = (n: number) => ({
    kind: "feedback",
    body: {
      ...{ id: `f-${n}`, occurredAt: iso(AT - (30 + n) * HOUR_MS), metric: "csat", score: 1 + (n % 2) },
      ...{ touchpoint: "invoice", customer: person(n), comment: "A vadelmavene, said Kanarinen" },
    },
  });
  const promise = (n: number, dueAt: number) => ({
    kind: "promise",
    body: {
      ...{ id: `p-${n}`, promiseId: `p-${n}`, action: "made", occurredAt: iso(dueAt - 4 * HOUR_MS) },
      ...{ dueAt: iso(dueAt), text: "send the form", team: "billing", customer: person(n), owner: "UMAIJA" },
    },
  });
  await receive(database, [
    ...Array.from({ length: 80 }, (_, n) => coded(`week-${n}`, AT - (26 + n) * HOUR_MS, n)),
    ...Array.from({ length: 8 }, (_, n) => feedback(n)),
    ...[promise(1, AT - 30 * HOUR_MS), promise(2, AT - 20 * 60_000)],
    ...Array.from({ length: 60 }, (_, n) =>
      coded(`spike-${n}`, AT - 60_000 - n * 20_000, n, { agent: "agent-papukaija-3" }),
    ),
  ]);
  deps.at(MONDAY);
  await aggregate(deps, { workspaceId });
  await weighRhythms(deps, { workspaceId });
  await detect(deps, { workspaceId });
}

test("no customer and no agent is named in any channel or report, and nothing they said but on a spike's card", async () => {
  await hear();
  await house.work(MONDAY);
  const posts = CHANNELS.flatMap((channel) => house.stub.posts(channel));
  const kinds = posts.map(({ text }) => text);
  for (const told of [/Invoice/, /Overdue/, /Digest/i, /causes and cost/, /silent|hear from/i])
    expect(
      kinds.some((text) => told.test(text)),
      `${told}`,
    ).toBe(true);

  for (const post of posts) expect(read(post, PEOPLE)).toEqual([]);
  const [spikes, others] = [posts.filter(isSpike), posts.filter((post) => !isSpike(post))];
  expect(spikes.length).toBeGreaterThan(0);
  for (const post of others) expect(read(post, WORDS)).toEqual([]);

  const { store, workspaceId } = house.database;
  const workspace = await store.workspaces.get(workspaceId);
  if (workspace === null) throw new Error("no workspace");
  const report = await composeReport(
    { store, now: () => new Date(AT) },
    workspace,
    lastWeek(ZONE, new Date(AT)),
  );
  expect(report.reasons.contacts).toBeGreaterThan(50);
  for (const language of languages) {
    const message = reportMessage(wordsIn(language), report);
    expect(checkLimits(message)).toEqual([]);
    const written = [reportPage(wordsIn(language), report), reportCsv(report), report, message];
    for (const each of written) expect(read(each, [...PEOPLE, ...WORDS])).toEqual([]);
  }
});

type Posted = { metadata?: { event_payload: Record<string, string> }; attachments?: unknown };

/** Its card, and no digest, which has one id for both. */
function isSpike({ metadata, attachments }: Posted): boolean {
  const [alert, signal] = Object.values(metadata?.event_payload ?? {});
  return alert !== undefined && alert !== signal && JSON.stringify(attachments ?? "").includes("Invoice");
}

/** Which of these stand in it. */
function read(written: unknown, canaries: readonly string[]): string[] {
  const text = typeof written === "string" ? written : JSON.stringify(written);
  return canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase()));
}
