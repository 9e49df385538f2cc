import { afterAll, beforeAll, beforeEach } from "vitest";
import { type LocalSlack, startLocalSlack } from "../../src/embedded/slack/slack.ts";
import { createMetrics } from "../../src/metrics.ts";
import type { Route } from "../../src/route.ts";
import { createSlackApp, type SlackApp } from "../../src/slack/app.ts";
import { connectSlack } from "../../src/slack/connection/bind.ts";
import type { ListenerDeps } from "../../src/slack/deps.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { wordsFor } from "../../src/slack/reader.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

export const silent = { debug() {}, info() {}, warn() {}, error() {} };

export type SlackHouse = {
  local: LocalSlack;
  app: SlackApp;
  deps: ListenerDeps;
  database: TestDatabase;
  url: string;
  /** What the clock says; moves when a test says so. */
  clock: { now: Date };
  close(): Promise<void>;
};

/** For the top of a test file: its own house, where before each test it is `now`, or what the real clock says. */
export function useSlackHouse({ now, routes }: { now?: Date; routes?: Route[] } = {}): SlackHouse {
  const house = {} as SlackHouse;
  beforeAll(async () => {
    Object.assign(house, await slackHouse(routes));
  });
  afterAll(() => house.close());
  beforeEach(() => {
    house.clock.now = now ?? new Date();
  });
  return house;
}

/** A real database, a local Slack and the app between them. */
export async function slackHouse(routes: Route[] = []): Promise<SlackHouse> {
  const [database, local] = await Promise.all([testDatabase(), startLocalSlack()]);
  const metrics = createMetrics();
  const config = {
    botToken: local.botToken,
    signingSecret: local.signingSecret,
    appToken: undefined,
    defaultChannel: "#earshot",
    apiUrl: local.apiUrl,
  };
  const slack = await connectSlack(config, { store: database.store, log: silent, metrics });
  const clock = { now: new Date() };
  // Pacing has tests of its own; here every message leaves at once.
  const unpaced = { ...slack, pacePost: () => 0, paceEdit: () => 0 };
  // Nobody is answered in another language because this machine was slow.
  for (const { id } of Object.values(local.users)) {
    await unpaced.user(id);
    const workspace = { id: database.workspaceId, language: "en" } as const;
    await wordsFor({ store: database.store, slack: unpaced }, workspace, id);
  }
  const deps: ListenerDeps = {
    store: database.store,
    slack: unpaced,
    slackFor: async () => unpaced,
    metrics,
    log: silent,
    now: () => clock.now,
    enqueue: async () => {},
    words: wordsIn("en"),
  };
  const app = createSlackApp(deps, { slack: config }, { routes });
  const port = await app.start(0);
  const url = `http://127.0.0.1:${port}`;
  local.connect(url);
  return {
    local,
    app,
    deps,
    database,
    url,
    clock,
    close: async () => {
      await app.stop();
      await local.close();
      await database.close();
    },
  };
}
