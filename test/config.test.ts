import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { environment, readConfig, readWhatIsRight } from "../src/config.ts";
import { SetupError } from "../src/errors.ts";

describe("readConfig", () => {
  it("runs with nothing set: embedded PostgreSQL, its queue, no Slack, port 3000", () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      redisUrl: undefined,
      dir: ".earshot",
      slack: undefined,
      oauth: undefined,
      port: 3000,
      publicUrl: undefined,
      logLevel: "info",
    });
  });

  it("reads a variable that is set to nothing as unset", () => {
    const empty = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, ""]));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it.each([
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL: must start with postgres:// or postgresql://"],
    [{ REDIS_URL: "localhost:6379" }, "REDIS_URL: must start with redis:// or rediss://"],
    [{ PORT: "http" }, "PORT"],
    [{ PORT: "70000" }, "PORT"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, "neither SLACK_SIGNING_SECRET"],
  ])("refuses %j and names the variable", (env, words) => {
    expect(() => readConfig(env)).toThrow(SetupError);
    expect(() => readConfig(env)).toThrow(words);
  });

  it("can go on without what is wrong", () => {
    const { config, wrong } = readWhatIsRight({
      PORT: "http",
      REDIS_URL: "localhost",
      DATABASE_URL: "postgres://db/earshot",
      SLACK_BOT_TOKEN: "xoxb-1",
    });
    expect(config).toMatchObject({
      port: 3000,
      redisUrl: undefined,
      databaseUrl: "postgres://db/earshot",
      slack: { botToken: "xoxb-1", signingSecret: undefined },
    });
    expect(wrong.map((each) => each.replace(/[ :].*/, ""))).toEqual(["REDIS_URL", "PORT", "SLACK_BOT_TOKEN"]);
  });
});

describe("many workspaces by OAuth", () => {
  const keys = ["a", "b"].map((letter) => Buffer.alloc(32, letter).toString("base64"));
  const whole = {
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "client-secret",
    SLACK_SIGNING_SECRET: "signing-secret",
    TOKEN_ENCRYPTION_KEY: keys.join(", "),
    PUBLIC_URL: "https://earshot.example/",
  };

  it("are set by five variables, the newest key first", () => {
    expect(readConfig(whole)).toMatchObject({
      slack: undefined,
      oauth: { clientId: "1.2", publicUrl: "https://earshot.example", sealKeys: [{}, {}] },
    });
    expect(readConfig(whole).oauth?.sealKeys.map(({ bytes }) => bytes.toString("base64"))).toEqual(keys);
  });

  it.each([
    [{ SLACK_CLIENT_ID: "" }, "SLACK_CLIENT_ID is missing"],
    [{ SLACK_CLIENT_SECRET: "" }, "SLACK_CLIENT_SECRET is missing"],
    [{ SLACK_SIGNING_SECRET: "" }, "SLACK_SIGNING_SECRET is missing"],
    [{ TOKEN_ENCRYPTION_KEY: "" }, "openssl rand -base64 32"],
    [{ TOKEN_ENCRYPTION_KEY: "secret" }, "TOKEN_ENCRYPTION_KEY: must be 32 bytes in base64"],
    [{ TOKEN_ENCRYPTION_KEY: `${keys[0]},short` }, "TOKEN_ENCRYPTION_KEY: must be 32 bytes in base64"],
    [{ PUBLIC_URL: "" }, "PUBLIC_URL/slack/oauth_redirect"],
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, "SLACK_BOT_TOKEN is for one workspace"],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_APP_TOKEN is for one workspace"],
  ])("are refused with %j, and the fix is named", (change, words) => {
    expect(() => readConfig({ ...whole, ...change })).toThrow(words);
  });
});

describe(".env.example", () => {
  it("lists the variables that config.ts reads, in the same order", () => {
    const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8").split("\n");
    const names = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.replace(/=.*/, ""));
    expect(names).toEqual(Object.keys(environment.shape));
  });
});
