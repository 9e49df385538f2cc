import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createStory, type Story } from "../../../src/embedded/company/story.ts";
import { createDemoClock } from "../../../src/embedded/demo/clock.ts";
import { demoPort } from "../../../src/embedded/demo/demo.ts";
import { demoPage } from "../../../src/embedded/demo/page-routes.ts";
import { tellAlerts } from "../../../src/embedded/demo/tell-alerts.ts";
import { type LocalSlack, startLocalSlack } from "../../../src/embedded/slack/slack.ts";

describe("the demo's port", () => {
  it("is the one asked for when that is free", async () => {
    const port = await takenPort();
    expect(await demoPort(0, 3000)).toBe(0);
    await expect(demoPort(port, 3000)).rejects.toThrow(
      `Port ${port} is taken: choose a free one, such as PORT=${port + 1}`,
    );
  });

  it("is the next free one when the usual port is taken and nobody asked for it", async () => {
    const port = await takenPort();
    expect(await demoPort(port, port)).toBeGreaterThan(port);
  });
});

describe("the demo's page", () => {
  let slack: LocalSlack;
  let story: Story;
  let page: ReturnType<typeof demoPage>;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    slack = await startLocalSlack();
    story = createStory(() => undefined);
    const clock = createDemoClock();
    page = demoPage(slack, story, clock, {
      call: async () => undefined,
      outage: async () => undefined,
      forward: async (ms) => clock.forward(ms),
    });
    server = createServer((request, response) => {
      const path = request.url?.split("?")[0];
      const route = page.routes.find((each) => each.path === path && each.method === request.method);
      if (route) route.handler(request, response);
      else response.writeHead(404).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    page.close();
    server.closeAllConnections();
    server.close();
    await slack.close();
  });

  const act = async (deed: unknown, type = "application/json") => {
    const answered = await fetch(`${url}/demo/act`, {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify(deed),
    });
    return await answered.json();
  };
  const stateOf = async (as: string) => shown.parse(await (await fetch(`${url}/demo/state?as=${as}`)).json());

  it("serves every file it names, and lets nothing else run in the page", async () => {
    const html = await (await fetch(`${url}/demo`)).text();
    const named = [...html.matchAll(/(?:href|src)="(\/demo\/[^"]+)"/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(3);
    for (const path of named) expect((await fetch(url + path)).status).toBe(200);
    const { headers } = await fetch(`${url}/demo`);
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self';/);
  });

  it("tells each person only what that person may see", async () => {
    await slack.as("noor").say("billing-alerts", "hello");
    const user = slack.users.maija.id;
    const ephemeral = { channel: slack.channels["billing-alerts"], user, text: "for Maija" };
    await fetch(`${slack.apiUrl}chat.postEphemeral`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.botToken}`, "content-type": "application/json" },
      body: JSON.stringify(ephemeral),
    });
    expect((await stateOf("maija")).ephemerals).toMatchObject([{ text: "for Maija" }]);
    expect((await stateOf("otto")).ephemerals).toEqual([]);
    expect((await stateOf("otto")).channels[0]?.messages).toMatchObject([{ text: "hello" }]);
    expect((await stateOf("<script>")).me.name).toBe("maija");
  });

  it("knows the commands and shortcuts of the app's manifest", async () => {
    const { commands, shortcuts } = await stateOf("maija");
    expect(commands.map(({ command }) => command)).toContain("/promise");
    expect(shortcuts.map(({ type }) => type).sort()).toEqual(["global", "message"]);
  });

  it("escapes what people type, as Slack's own client does", async () => {
    const channel = slack.channels["sales-alerts"] ?? "";
    expect(await act({ as: "otto", do: "say", channel, line: "<!channel> & co" })).toEqual({ ok: true });
    expect((await slack.messages(channel)).at(-1)?.text).toBe("&lt;!channel&gt; &amp; co");
  });

  it("refuses forms of other sites, and says what it does not understand", async () => {
    expect(await act({ as: "otto", do: "home" }, "text/plain")).toEqual({ ok: false, error: "Send JSON" });
    expect(await act({ as: "nobody", do: "home" })).toMatchObject({ ok: false });
    expect(await act({ as: "otto", do: "home" })).toEqual({
      ok: false,
      error: expect.stringContaining("No app is connected"),
    });
    expect(await act({ as: "otto", do: "submit", choices: {} })).toEqual({
      ok: false,
      error: "otto has no open modal",
    });
  });

  it("lets time pass for everybody, within reason", async () => {
    expect(await act({ as: "otto", do: "forward", minutes: 10 })).toEqual({ ok: true });
    expect((await stateOf("maija")).clock).toMatchObject([{ aheadMs: 600_000 }]);
    expect(await act({ as: "otto", do: "forward", minutes: -1 })).toMatchObject({ ok: false });
  });

  it("says when to look again, until it is closed", async () => {
    const stream = await fetch(`${url}/demo/events`);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const said = async () => Buffer.from((await reader.read()).value ?? []).toString();
    expect(await said()).toContain("retry");
    story.tell("something happened");
    expect(await said()).toBe("data: changed\n\n");
    page.close();
    expect((await reader.read()).done).toBe(true);
  });

  it("tells in the story what Earshot posts and changes, in one sentence without markup", async () => {
    const stop = tellAlerts(slack, story);
    onTestFinished(stop);
    const api = async (method: string, body: object) => {
      const headers = { authorization: `Bearer ${slack.botToken}`, "content-type": "application/json" };
      const answered = await fetch(slack.apiUrl + method, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return z.object({ ts: z.string() }).parse(await answered.json());
    };
    const channel = slack.channels.earshot;
    const { ts } = await api("chat.postMessage", { channel, text: "*Spike*: 41 &lt; 50. More <@U1> words." });
    await expect.poll(() => story.lines.at(-1)).toBe("Earshot posts in #earshot: Spike: 41 < 50.");
    await api("chat.update", { channel, ts, text: "Over." });
    await expect.poll(() => story.lines.at(-1)).toBe("Earshot changes its post in #earshot: Over.");
  });
});

/** What these tests read of the page's state. */
const shown = z.object({
  me: z.object({ name: z.string() }),
  channels: z.array(z.object({ messages: z.array(z.object({ text: z.string() })) })),
  ephemerals: z.array(z.object({ text: z.string() })),
  commands: z.array(z.object({ command: z.string() })),
  shortcuts: z.array(z.object({ type: z.string() })),
  clock: z.array(z.object({ aheadMs: z.number() })),
});

async function takenPort(): Promise<number> {
  const squatter = createServer().listen(0);
  await once(squatter, "listening");
  onTestFinished(() => void squatter.close());
  return (squatter.address() as AddressInfo).port;
}
