import { beforeAll, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import type { Clickable } from "../../src/embedded/slack/person.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

const DAY = 86_400_000;
const NOW = new Date();
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString();
const anna = { id: "c-77", phone: "040 123 4567", email: "anna@example.com", name: "Anna Virtanen" };
const liisa = { id: "c-78", phone: "040 765 4321", name: "Liisa <!channel>" };

let customerId: string;
beforeAll(async () => {
  const { database } = house;
  const calls = Array.from({ length: 20 }, (_, n) =>
    contact({ id: `a-${n}`, occurredAt: daysAgo(21 + n * 4), customer: anna, summary: `call ${n}` }),
  );
  const scores = [9, 8, 6, 3].map((score, n) => ({
    kind: "feedback" as const,
    body: { id: `f-${n}`, occurredAt: daysAgo(60 - n * 10), metric: "nps" as const, score, customer: anna },
  }));
  const again = [1, 2, 3].map((days) =>
    contact({ id: `l-${days}`, occurredAt: daysAgo(days), customer: liisa, reasons: ["late-delivery"] }),
  );
  await receive(database, [...calls, ...scores, ...again]);
  await aggregate(jobDeps(database, NOW.toISOString()), { workspaceId: database.workspaceId });
  customerId = (await database.store.customers.find(database.workspaceId, "c-77"))[0]?.id ?? "";
});

/** The newest answer that maija sees, once it holds these words. */
async function shown(words: string): Promise<Clickable> {
  const last = () => house.local.ephemerals("maija").at(-1);
  await expect.poll(() => JSON.stringify(last() ?? {})).toContain(words);
  const answer = last();
  if (answer === undefined) throw new Error("no answer");
  expect(checkLimits(answer as never)).toEqual([]);
  return answer;
}

const maija = () => house.local.as("maija");
const looks = async (action: string) =>
  (await house.database.store.audit.latest(house.database.workspaceId)).filter(
    (entry) => entry.action === action,
  );
const posted = async () => JSON.stringify(await house.local.messages("earshot"));

test("says what is out of this customer's ordinary, and how their feedback goes", async () => {
  await maija().command("/customer c-77", { channel: "earshot" });
  const answer = await shown("Last heard 3 weeks ago");
  expect(JSON.stringify(answer.blocks)).toContain("usually every 4 days");
  expect(JSON.stringify(answer.blocks)).toMatch(/\*NPS\* since <!date[^>]+>: 9 → 8 → 6 → 3, \*falling\*/);
  expect(answer.text).toContain(": 9 → 8 → 6 → 3, falling");
  await maija().command("/customer c-78", { channel: "earshot" });
  await shown("3 times about");
});

describe("pages of contacts", () => {
  test("are turned in the same message, both ways, each written down", async () => {
    await maija().command("/customer c-77", { channel: "earshot" });
    const first = await shown("1–8 of 20, the newest first");
    expect(JSON.stringify(first)).not.toContain("newer-contacts");
    const before = house.local.ephemerals("maija").length;
    const looked = (await looks("customer-shown")).length;
    await maija().click(first, "older-contacts");
    const second = await shown("9–16 of 20");
    expect(JSON.stringify(second)).toContain("call 8”");
    await maija().click(second, "older-contacts");
    const third = await shown("17–20 of 20");
    expect(JSON.stringify(third)).not.toContain("older-contacts");
    await maija().click(third, "newer-contacts");
    await shown("9–16 of 20");
    expect(house.local.ephemerals("maija")).toHaveLength(before);
    expect(await looks("customer-shown")).toHaveLength(looked + 3);
  });
});

describe("sharing", () => {
  const ask = async () => {
    await maija().command("/customer c-77", { channel: "earshot" });
    await maija().click(await shown("1–8 of 20"), "share-customer");
    return shown("Everybody there, guests too, will see customer data");
  };

  test("asks first, naming the channel; a no posts nothing", async () => {
    const question = await ask();
    expect(question.text).toContain(`Share *Anna Virtanen* in <#${house.local.channels.earshot}>?`);
    expect(await posted()).not.toContain("Anna");
    await maija().click(question, "share-customer-not");
    await shown("Not shared.");
    expect(await posted()).not.toContain("Anna");
    expect(await looks("customer-shared")).toEqual([]);
  });

  test("a yes posts once, without phone, e-mail and id, and is written down", async () => {
    const question = await ask();
    await Promise.all([
      maija().click(question, "share-customer-now"),
      maija().click(question, "share-customer-now"),
    ]);
    await shown(`Shared in <#${house.local.channels.earshot}>.`);
    const [message, ...more] = await house.local.messages("earshot");
    expect(more).toEqual([]);
    expect(checkLimits(message as never)).toEqual([]);
    const words = JSON.stringify(message);
    for (const there of ["Anna Virtanen", "1–8 of 20", "usually every 4 days", ": 9 → 8 → 6 → 3"])
      expect(words).toContain(there);
    for (const absent of [
      "+358401234567",
      "anna@example.com",
      "c-77",
      "promise-for-customer",
      "older-contacts",
    ])
      expect(words).not.toContain(absent);
    expect(await looks("customer-shared")).toMatchObject([
      {
        actor: house.local.users.maija.id,
        subject: `${customerId} in ${house.local.channels.earshot}`,
      },
    ]);
    await house.local.as("otto").click(message as never, "show-customer");
    await expect.poll(() => JSON.stringify(house.local.ephemerals("otto"))).toContain("Only you see this.");
  });

  test("where Earshot cannot post, nothing is shared and the way is said", async () => {
    const { slack } = house.deps;
    const { post } = slack;
    slack.post = async () => ({ kind: "channel-dead", error: "not_in_channel" });
    try {
      await maija().click(await ask(), "share-customer-now");
      await shown("`/invite @Earshot` there");
    } finally {
      slack.post = post;
    }
  });

  test("in a direct conversation there is nobody to share with", async () => {
    await maija().command("/customer c-77", { channel: "earshot" });
    const answer = await shown("1–8 of 20");
    await maija().click({ ...answer, channel: "D0DIRECT" }, "share-customer");
    await expect
      .poll(() => house.local.ephemerals("maija").map(({ text }) => text))
      .toContainEqual(expect.stringContaining("This is a direct conversation."));
  });
});

describe("in Finnish", () => {
  const last = (user: "maija" | "noor") => JSON.stringify(house.local.ephemerals(user).at(-1) ?? {});
  const share = async (user: "maija" | "noor", shareButton: string) => {
    const as = house.local.as(user);
    await as.command("/customer c-77", { channel: "billing-alerts" });
    await expect.poll(() => last(user)).toContain(shareButton);
    const page = last(user);
    await as.click(house.local.ephemerals(user).at(-1) as Clickable, "share-customer");
    await expect.poll(() => last(user)).toContain("share-customer-now");
    await as.click(house.local.ephemerals(user).at(-1) as Clickable, "share-customer-now");
    return page;
  };
  const shared = async () => JSON.stringify((await house.local.messages("billing-alerts")).at(-1) ?? {});

  test("a Finn reads Finnish; what they share is in the workspace's language", async () => {
    const page = await share("noor", "Jaa…");
    expect(page).toContain("Viimeksi kuultu 3 viikkoa sitten");
    expect(page).toContain("*Yhteydenotot* 1–8 / 20, uusin ensin");
    await expect.poll(() => last("noor")).toContain("Jaettu kanavalla <#");
    expect(await shared()).toContain("Last heard 3 weeks ago");
  });

  test("and the other way round", async () => {
    const { store, workspaceId } = house.database;
    await store.workspaces.update(workspaceId, { language: "fi" });
    const page = await share("maija", "Share…");
    expect(page).toContain("Last heard 3 weeks ago");
    await expect.poll(() => last("maija")).toContain("Shared in <#");
    expect(await shared()).toContain("Viimeksi kuultu 3 viikkoa sitten");
    await store.workspaces.update(workspaceId, { language: "en" });
  });
});

test("who looks for somebody in vain is written down, what they typed is not", async () => {
  await maija().command("/customer 040 000 1111", { channel: "earshot" });
  await shown("No customer fits that");
  const [sought] = await looks("customer-sought");
  expect(sought).toMatchObject({ actor: house.local.users.maija.id, subject: "nobody" });
});
