import { createServer } from "node:net";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { SetupError } from "../../errors.ts";
import type { Earshot } from "../../main.ts";
import type { Route } from "../../route.ts";
import { setUpCompany } from "../company/company.ts";
import { markMended } from "../company/mended.ts";
import type { Story } from "../company/story.ts";
import { callToLiisa, outage } from "../company/traffic.ts";
import { discardPostgres } from "../postgres/postgres.ts";
import { type LocalSlack, startLocalSlack } from "../slack/slack.ts";
import type { Levers } from "./acts.ts";
import { createDemoClock } from "./clock.ts";
import { goLive, loadHistory, passTime, sender } from "./feed.ts";
import { demoPage } from "./page-routes.ts";
import { demoReport } from "./report.ts";
import { tellAlerts } from "./tell-alerts.ts";

export type Demo = {
  url: string;
  slack: LocalSlack;
  /** Resolves when the history is counted; rejects when the sample traffic is refused. */
  loaded: Promise<void>;
  /** Resolves when the sample traffic has ended: after `stop`, or rejects when it is refused. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

type Start = (config: Config, options: { routes: Route[]; now: () => Date }) => Promise<Earshot>;

/**
 * Earshot with everything around it in one process: a fresh embedded database in `<dir>/demo`, a local Slack, the page
 * and sample traffic. @param startEarshot the composition root, passed in because it is the one that composes us
 * @throws SetupError with one line that names the fix
 */
export async function startDemo(config: Config, startEarshot: Start, story: Story): Promise<Demo> {
  const dir = join(config.dir, "demo");
  await discardPostgres(dir);
  const slack = await startLocalSlack();
  const clock = createDemoClock();
  const stopping = new AbortController();
  let levers = untilLoaded;
  const page = demoPage(slack, story, clock, {
    call: (outcome) => levers.call(outcome),
    outage: () => levers.outage(),
    forward: (ms) => levers.forward(ms),
  });
  let deps: Earshot["deps"] | undefined;
  const quiet = tellAlerts(slack, story);
  const { databaseUrl: _, redisUrl: __, ...rest } = config;
  const earshot = await startEarshot(
    {
      ...rest,
      databaseUrl: undefined,
      redisUrl: undefined,
      dir,
      slack: {
        botToken: slack.botToken,
        signingSecret: slack.signingSecret,
        appToken: undefined,
        defaultChannel: "earshot",
        apiUrl: slack.apiUrl,
      },
    },
    { routes: [...page.routes, demoReport(() => deps)], now: clock.now },
  ).catch(async (error: unknown) => {
    page.close();
    await slack.close();
    throw error;
  });
  const local = `http://127.0.0.1:${earshot.port}`;
  slack.connect(local);
  deps = earshot.deps;
  const { store, now, enqueue } = deps;
  const workspace = await store.workspaces.sole();
  await setUpCompany(store, workspace.id, slack, now());
  const { token } = await store.sources.add(workspace.id, { kind: "generic", name: "sample-traffic" });
  const send = sender(local, token, stopping.signal);
  const loaded = loadHistory(send, store.inbox, workspace.id, now(), story, stopping.signal).then(
    async (count) => {
      await markMended(store, workspace.id, slack.users, now());
      void enqueue("judgeTouchpoints", { workspaceId: workspace.id });
      story.retell(
        `Eight weeks of history are in: ${count.toLocaleString("en")} contacts. From here on it is live.`,
      );
      return listenNow(enqueue, workspace.id);
    },
  );
  const ended = loaded.then(() => {
    levers = {
      call: (outcome) => send("/v1/contacts", [callToLiisa(now(), outcome)]),
      outage: () => send("/v1/contacts", outage(now())),
      forward: (ms) => passTime(send, { store, enqueue, clock }, workspace.id, ms, stopping.signal),
    };
    return goLive(send, now, story, stopping.signal);
  });
  return {
    url: `http://localhost:${earshot.port}/demo`,
    slack,
    loaded: untilStopped(loaded, stopping.signal),
    ended: untilStopped(ended, stopping.signal),
    stop: async () => {
      stopping.abort();
      await ended.catch(() => undefined);
      quiet();
      page.close();
      await earshot.stop();
      await slack.close();
    },
  };
}

const tooSoon = async (): Promise<void> => {
  throw new Error("This can be done when the history is in: a few seconds more");
};
const untilLoaded: Levers = { call: tooSoon, outage: tooSoon, forward: tooSoon };

/** The port asked for; when it is the usual one and taken, the next free one, which a newcomer will not mind. */
export async function demoPort(port: number, usual: number): Promise<number> {
  if (port === 0 || (await isFree(port))) return port;
  if (port !== usual)
    throw new SetupError(`Port ${port} is taken: choose a free one, such as PORT=${port + 1} npm run demo.`);
  for (let next = port + 1; next < port + 50; next += 1) if (await isFree(next)) return next;
  throw new SetupError(
    `The ports from ${port} on are taken: choose a free one, such as PORT=8080 npm run demo.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

/** What the sweep would ask for within ten minutes: the history is learned from at once. */
async function listenNow(enqueue: Earshot["deps"]["enqueue"], workspaceId: string): Promise<void> {
  await Promise.all([enqueue("hearTerms", { workspaceId }), enqueue("learnCoding", { workspaceId })]);
}

/** Being stopped is no failure. */
async function untilStopped(work: Promise<void>, signal: AbortSignal): Promise<void> {
  await work.catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
