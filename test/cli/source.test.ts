import { afterAll, beforeAll, expect, test } from "vitest";
import { sourceCommand } from "../../src/cli/source.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { runCommand } from "./runCommand.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const source = (...words: string[]) => runCommand(sourceCommand(), words, { DATABASE_URL: base.url });

test("add prints the keys once, list never, rotate makes a secret and keeps the token", async () => {
  const made = JSON.parse(await source("add", "generic", "--name", "desk", "--json"));
  expect(Object.keys(made)).toEqual(["id", "name", "kind", "token", "secret"]);
  expect(made).toMatchObject({ name: "desk", kind: "generic" });
  expect((await base.store.sources.byToken(made.token))?.id).toBe(made.id);
  const listed = await source("list");
  expect(listed).toContain(`${made.id}  generic  desk`);
  expect(listed).not.toContain(made.secret);
  const rotated = JSON.parse(await source("rotate", "desk", "--json"));
  expect(rotated.token).toBeUndefined();
  expect((await base.store.sources.byId(made.id))?.secrets).toEqual([rotated.secret, made.secret]);
  expect(await source("rotate", made.id, "--token")).toContain("  token    est_");
  expect(await base.store.sources.byToken(made.token)).toBeNull();
});

test.each([
  ["here", {}, "http://localhost:3000"],
  ["on a port", { PORT: "8080" }, "http://localhost:8080"],
  ["in public", { PUBLIC_URL: "https://earshot.example.com/" }, "https://earshot.example.com"],
])(
  "%s: another system is told its address, and its secret is not shown again",
  async (name, env, address) => {
    const words = ["add", "zendesk", "--name", name];
    const run = (...more: string[]) =>
      runCommand(sourceCommand(), [...words, ...more], { DATABASE_URL: base.url, ...env });
    const printed = await run("--secret", "issued-by-zendesk");
    const [, url, id] = /^ {2}(\S+\/v1\/hooks\/(src_\w+))$/m.exec(printed) ?? [];
    expect(url).toBe(`${address}/v1/hooks/${id}`);
    expect(printed).not.toContain("issued-by-zendesk");
    expect(printed).not.toMatch(/token|rotate/);
    expect(printed.includes("PUBLIC_URL")).toBe(!("PUBLIC_URL" in env));
    expect(await base.store.sources.byId(`${id}`)).toMatchObject({
      kind: "zendesk",
      secrets: ["issued-by-zendesk"],
    });
  },
);

test("a system that issues its secret once it has the address: added first, told the secret later", async () => {
  const made = JSON.parse(await source("add", "typeform", "--name", "survey", "--json"));
  expect(made).toEqual({
    id: made.id,
    name: "survey",
    kind: "typeform",
    url: `http://localhost:3000/v1/hooks/${made.id}`,
  });
  expect((await base.store.sources.byId(made.id))?.secrets).toEqual([]);
  expect(await source("add", "intercom", "--name", "chat")).toContain("earshot source rotate src_");
  expect(await source("rotate", "survey", "--secret", "first-secret")).not.toContain("first-secret");
  await source("rotate", "survey", "--secret", "second-secret");
  expect((await base.store.sources.byId(made.id))?.secrets).toEqual(["second-secret", "first-secret"]);
});

test.each([
  [
    ["add", "zendisk", "--name", "x"],
    "There is no kind zendisk. Use one of generic, zendesk, intercom, typeform.",
  ],
  [["add", "constructor", "--name", "x"], "There is no kind constructor"],
  [["add", "generic", "--name", ""], "--name takes 1 to 64"],
  [["add", "generic", "--name", "x", "--secret", "12345678"], "leave --secret out"],
  [["add", "zendesk", "--name", "x", "--secret", ""], "--secret takes the 8 to 256 characters"],
  [["add", "zendesk", "--name", "x", "--secret", "1234 5678"], "--secret takes the 8 to 256 characters"],
  [["rotate", "desk", "--secret", "12345678"], "leave --secret out"],
  [["rotate", "survey"], "Use --secret"],
  [["rotate", "survey", "--token", "--secret", "12345678"], "has no token"],
  [["rotate", "nobody"], "There is no source nobody"],
])("%j is refused in one line", async (words, message) => {
  await expect(source(...words)).rejects.toThrow(message);
});

test("of several workspaces the one is named that it is for", async () => {
  const two = await testDatabase();
  const env = {
    DATABASE_URL: two.url,
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "client-secret",
    SLACK_SIGNING_SECRET: "signing-secret",
    TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, "k").toString("base64"),
    PUBLIC_URL: "https://earshot.example",
  };
  const add = (...more: string[]) =>
    runCommand(sourceCommand(), ["add", "generic", "--name", "desk", ...more], env);
  try {
    await expect(add()).rejects.toThrow("open https://earshot.example/slack/install");
    const one = await two.store.workspaces.ofSlackTeam("TONE", "One");
    const other = await two.store.workspaces.ofSlackTeam("TTWO", "Two");
    await expect(add()).rejects.toThrow("say which by --workspace: TONE (One), TTWO (Two)");
    await expect(add("--workspace", "TNONE")).rejects.toThrow("There is no workspace TNONE");
    await add("--workspace", "TTWO");
    await expect(add("--workspace", "TTWO")).rejects.toThrow("A source named desk exists already");
    await add("--workspace", "TONE");
    for (const { id } of [one, other]) expect(await two.store.sources.list(id)).toHaveLength(1);
    expect(await two.store.sources.list(two.workspaceId)).toEqual([]);
    expect(await runCommand(sourceCommand(), ["rotate", "desk", "--workspace", "TTWO"], env)).toContain(
      "New keys of desk",
    );
  } finally {
    await two.close();
  }
});
