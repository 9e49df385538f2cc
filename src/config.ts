import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { SetupError } from "./errors.ts";
import { readSealKey, type SealKey } from "./seal.ts";

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text))
  .optional();

const emptyAsUnset = (value: unknown) => (value === "" ? undefined : value);

const url = (...protocols: string[]) =>
  optionalText.refine(
    (text) => text === undefined || protocols.some((protocol) => text.startsWith(`${protocol}://`)),
    { error: `must start with ${protocols.map((protocol) => `${protocol}://`).join(" or ")}` },
  );

/** Every variable Earshot reads; `.env.example` lists the same names in the same order. */
export const environment = z.object({
  DATABASE_URL: url("postgres", "postgresql"),
  REDIS_URL: url("redis", "rediss"),
  EARSHOT_DIR: optionalText.transform((dir) => dir ?? ".earshot"),
  SLACK_BOT_TOKEN: optionalText,
  SLACK_SIGNING_SECRET: optionalText,
  SLACK_APP_TOKEN: optionalText,
  SLACK_CLIENT_ID: optionalText,
  SLACK_CLIENT_SECRET: optionalText,
  TOKEN_ENCRYPTION_KEY: optionalText.transform((text, context) => {
    const keys = (text ?? "")
      .split(",")
      .filter(Boolean)
      .map((key) => readSealKey(key.trim()));
    if (keys.every((key) => key !== undefined)) return keys;
    context.addIssue(
      "must be 32 bytes in base64 (openssl rand -base64 32), several with commas, the newest first",
    );
    return z.NEVER;
  }),
  SLACK_DEFAULT_CHANNEL: optionalText,
  SLACK_API_URL: url("http", "https"),
  PORT: z.preprocess(emptyAsUnset, z.coerce.number().int().min(0).max(65535).default(3000)),
  PUBLIC_URL: url("http", "https"),
  LOG_LEVEL: z.preprocess(emptyAsUnset, z.enum(["debug", "info", "warn", "error", "silent"]).default("info")),
});

export type Config = {
  /** Unset: embedded PostgreSQL under `dir`. */
  databaseUrl: string | undefined;
  /** Unset: BullMQ's PostgreSQL backend in the same database. */
  redisUrl: string | undefined;
  dir: string;
  /** Unset: no Slack; contacts are taken in and signals wait. */
  slack: SlackConfig | undefined;
  /** Set: any workspace may install Earshot by itself, and `slack` is unset. */
  oauth: OAuthConfig | undefined;
  /** 0 takes any free port. */
  port: number;
  publicUrl: string | undefined;
  logLevel: z.infer<typeof environment>["LOG_LEVEL"];
};

export type SlackConfig = {
  botToken: string;
  /** Needed in HTTP mode: proves that a request comes from Slack. */
  signingSecret: string | undefined;
  /** Set: Socket Mode. */
  appToken: string | undefined;
  defaultChannel: string | undefined;
  apiUrl: string | undefined;
};

/** Many workspaces, each installed by its own people. */
export type OAuthConfig = {
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  /** What their tokens are sealed with, newest first. */
  sealKeys: SealKey[];
  /** Without a slash at its end. */
  publicUrl: string;
  apiUrl: string | undefined;
};

/** Reads `.env` of the working folder, when there is one; what is set already stays. */
export function loadDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** The environment as a typed Config; throws a SetupError naming each wrong variable. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const { config, wrong } = readWhatIsRight(env);
  if (wrong.length === 0) return config;
  throw new SetupError(`The environment is wrong: ${wrong.join("; ")}. See .env.example.`);
}

/** As much of the environment as is right, and what is wrong with the rest: a wrong variable counts as unset. */
export function readWhatIsRight(env: Record<string, string | undefined> = process.env): {
  config: Config;
  wrong: string[];
} {
  const issues = environment.safeParse(env).error?.issues ?? [];
  const wrong = issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const unset = Object.fromEntries(issues.map((issue) => [String(issue.path[0]), undefined]));
  const vars = environment.parse({ ...env, ...unset });
  const oauth = oauthConfig(vars, wrong);
  const isHalfASlack =
    vars.SLACK_BOT_TOKEN !== undefined &&
    vars.SLACK_APP_TOKEN === undefined &&
    vars.SLACK_SIGNING_SECRET === undefined;
  if (isHalfASlack) {
    wrong.push(
      "SLACK_BOT_TOKEN is set, but neither SLACK_SIGNING_SECRET (HTTP mode) nor SLACK_APP_TOKEN (Socket Mode)",
    );
  }
  const config: Config = {
    databaseUrl: vars.DATABASE_URL,
    redisUrl: vars.REDIS_URL,
    dir: vars.EARSHOT_DIR,
    slack: oauth === undefined ? slackConfig(vars) : undefined,
    oauth,
    port: vars.PORT,
    publicUrl: vars.PUBLIC_URL,
    logLevel: vars.LOG_LEVEL,
  };
  return { config, wrong };
}

/** Variables of `.env` that nobody reads: most are slips of the pen. Empty where there is no such file. */
export function strangersInDotEnv(): string[] {
  if (!existsSync(".env")) return [];
  const names = Object.keys(parseEnv(readFileSync(".env", "utf8")));
  return names.filter((name) => !Object.hasOwn(environment.shape, name));
}

function slackConfig(vars: z.infer<typeof environment>): SlackConfig | undefined {
  if (vars.SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    botToken: vars.SLACK_BOT_TOKEN,
    signingSecret: vars.SLACK_SIGNING_SECRET,
    appToken: vars.SLACK_APP_TOKEN,
    defaultChannel: vars.SLACK_DEFAULT_CHANNEL,
    apiUrl: vars.SLACK_API_URL,
  };
}

/** Undefined in one-workspace mode; what is missing or does not go together is added to `wrong`. */
function oauthConfig(vars: z.infer<typeof environment>, wrong: string[]): OAuthConfig | undefined {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
  } = vars;
  const { TOKEN_ENCRYPTION_KEY: sealKeys, PUBLIC_URL: publicUrl, SLACK_API_URL: apiUrl } = vars;
  if (clientId === undefined && clientSecret === undefined) return undefined;
  for (const name of ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"] as const) {
    if (vars[name] === undefined) continue;
    wrong.push(`${name} is for one workspace and SLACK_CLIENT_ID for many: set only one of them`);
  }
  const needed = {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
  };
  for (const [name, value] of Object.entries(needed)) {
    if (value !== undefined) continue;
    wrong.push(`${name} is missing: many workspaces need it (copy it from "Basic Information" of your app)`);
  }
  if (sealKeys.length === 0) {
    wrong.push(
      "TOKEN_ENCRYPTION_KEY is missing: it seals the workspaces' tokens (make one: openssl rand -base64 32)",
    );
  }
  if (publicUrl === undefined) {
    wrong.push("PUBLIC_URL is missing: Slack sends people back to PUBLIC_URL/slack/oauth_redirect");
  }
  if (!clientId || !clientSecret || !signingSecret || !publicUrl || sealKeys.length === 0) return undefined;
  return {
    clientId,
    clientSecret,
    signingSecret,
    sealKeys,
    publicUrl: publicUrl.replace(/\/+$/, ""),
    apiUrl,
  };
}
