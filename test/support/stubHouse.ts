import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createMetrics } from "../../src/metrics.ts";
import { type Slack, slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { silent } from "./slackHouse.ts";
import { type SlackStub, startSlackStub } from "./slackStub.ts";

/** A database, a Slack that misbehaves on order, and a clock that moves when a test says so. */
export type StubHouse = {
  database: TestDatabase;
  stub: SlackStub;
  slack: Slack;
  clock: Date;
  /** Which test of its file this is: for names of its own. */
  count: number;
  /** One that no other test has told anything. */
  channel: string;
};

/** For the top of a test file; before each test it is `now`, or what the real clock says. */
export function stubHouse({ now, isPaced = false }: { now?: Date; isPaced?: boolean } = {}): StubHouse {
  const house = { count: 0 } as StubHouse;
  beforeAll(async () => {
    house.database = await testDatabase();
    house.stub = await startSlackStub(() => house.clock);
  });
  afterAll(async () => {
    await house.stub.close();
    await house.database.close();
  });
  beforeEach(async () => {
    house.count += 1;
    house.channel = `C0TEST${house.count}`;
    house.clock = now ?? new Date();
    const client = new WebClient("xoxb-test", {
      ...clientOptions(house.stub.apiUrl, silent),
      timeout: 1_000,
    });
    const paced = slackOf(client, createMetrics());
    house.slack = isPaced ? paced : { ...paced, pacePost: () => 0, paceEdit: () => 0 };
    const { store, workspaceId } = house.database;
    await store.workspaces.update(workspaceId, { defaultChannel: "C0DEFAULT" });
  });
  return house;
}
