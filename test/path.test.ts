import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type LocalSlack, startLocalSlack } from "../src/embedded/slack/slack.ts";
import { type TestDatabase, testDatabase } from "./support/database.ts";
import { startEarshotProcess } from "./support/earshot.ts";

// The whole path as it runs in production: one process, HTTP in, a real database and queue, Slack out and back in.
// Every contact carries words that must not leave the database, but for a summary on an alert's card.
const customer = {
  id: "canary-7731",
  name: "Canaria Testimus",
  email: "canary@birds.example",
  phone: "+358 40 111 2223",
};
const canaries = ["canary-7731", "Canaria", "birds.example", "401112223", "40 111 2223"];
const HOUR_MS = 3_600_000;
const until = { timeout: 30_000, interval: 100 };

describe.each([
  ["PostgreSQL", undefined],
  ["Redis", inject("redisUrl")],
] as const)("with the queue in %s", (queue, redisUrl) => {
  describe.skipIf(queue === "Redis" && redisUrl === undefined)("the path of a contact", () => {
    let database: TestDatabase;
    let slack: LocalSlack;
    let earshot: ReturnType<typeof startEarshotProcess>;
    let url: string;
    let token: string;

    beforeAll(async () => {
      [database, slack] = await Promise.all([testDatabase(), startLocalSlack()]);
      const source = await database.store.sources.add(database.workspaceId, {
        kind: "generic",
        name: "desk",
      });
      token = source.token;
      earshot = startEarshotProcess(["start"], {
        DATABASE_URL: database.url,
        ...(redisUrl && { REDIS_URL: redisUrl }),
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        SLACK_DEFAULT_CHANNEL: "#earshot",
        PORT: "0",
        LOG_LEVEL: "debug",
      });
      const [, address] = await earshot.printed(/listens on (http:\S+)/);
      url = `${address}`;
      slack.connect(url);
    }, 60_000);

    afterAll(async () => {
      await earshot?.stop();
      await slack?.close();
      await database?.close();
    });

    it("ends in an alert that a person acknowledges", async () => {
      const now = Date.now();
      const hourly = Array.from({ length: 20 * 24 }, (_, hour) =>
        contact(`h-${hour}`, now - (hour + 1) * HOUR_MS),
      );
      expect(await post(hourly)).toEqual({ accepted: 480, duplicates: 0 });
      const burst = Array.from({ length: 30 }, (_, i) => contact(`now-${i}`, now));
      expect(await post([...burst, ...burst.slice(0, 5)])).toEqual({ accepted: 30, duplicates: 5 });

      const alert = await alertSaying(/Invoice wrong/i);
      expect(alert.text).toMatch(/3[01] contacts/);
      await slack.as("otto").click(alert, "acknowledge");
      await vi.waitFor(async () => {
        const redrawn = (await slack.messages("earshot")).find(({ ts }) => ts === alert.ts);
        expect(redrawn?.text).toMatch(/acknowledged/i);
      }, until);
    }, 60_000);

    it("ends in one alert when the promise in it was forgotten", async () => {
      const promise = {
        text: "call back about the refund",
        dueAt: new Date(Date.now() + 1_000).toISOString(),
      };
      await post([{ ...contact("promised", Date.now()), promise }]);
      const alert = await alertSaying(/promise is overdue/);
      expect(alert.text).toContain("call back about the refund");
    }, 60_000);

    it("leaves nothing of the customer in messages, metrics, the queue or the log", async () => {
      const messages = JSON.stringify(await slack.messages("earshot"));
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const jobs = JSON.stringify(await queuedJobs());
      const { stderr: log } = await earshot.stop();
      for (const words of [messages, metrics, jobs, log]) expect(words.length).toBeGreaterThan(0);
      const leaks = Object.entries({ messages, metrics, jobs, log }).flatMap(([where, words]) =>
        canaries.filter((canary) => words.includes(canary)).map((canary) => `${canary} in ${where}`),
      );
      expect(leaks).toEqual([]);
    });

    function contact(id: string, at: number) {
      return {
        id,
        occurredAt: new Date(at).toISOString(),
        channel: "phone",
        direction: "inbound",
        customer,
        reasons: ["invoice-wrong"],
        agent: "maija",
      };
    }

    async function post(contacts: object[]): Promise<unknown> {
      const answer = await fetch(`${url}/v1/contacts`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(contacts),
      });
      return answer.json();
    }

    async function alertSaying(words: RegExp) {
      return vi.waitFor(async () => {
        const said = (await slack.messages("earshot")).filter(({ text }) => words.test(text));
        expect(said).toHaveLength(1);
        const [alert] = said;
        if (alert === undefined) throw new Error("no alert");
        return alert;
      }, until);
    }

    /** Everything the queue keeps, as it keeps it. */
    async function queuedJobs(): Promise<unknown> {
      if (redisUrl === undefined) {
        const { rows } = await database.db.pool.query(
          "SELECT table_name FROM information_schema.tables WHERE table_schema = 'bullmq' AND table_type = 'BASE TABLE'",
        );
        const kept = rows.map(({ table_name }) =>
          database.db.pool.query(`SELECT * FROM bullmq."${table_name}"`),
        );
        return (await Promise.all(kept)).flatMap((table) => table.rows);
      }
      const redis = new Redis(redisUrl);
      const keys = await redis.keys("*");
      const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
      redis.disconnect();
      return [keys, dumps.map((dump) => dump?.toString("latin1"))];
    }
  });
});
