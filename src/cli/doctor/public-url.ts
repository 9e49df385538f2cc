import type { Config, SlackConfig } from "../../config.ts";
import { messageOf } from "../../errors.ts";
import { type Finding, mend, note, ok } from "./finding.ts";

const PATIENCE_MS = 4_000;
const CHECK = "address";

type Asked = Pick<Config, "publicUrl" | "port"> & {
  slack: Pick<SlackConfig, "appToken" | "apiUrl"> | undefined;
};

/** Whether senders, and Slack without Socket Mode, reach Earshot at PUBLIC_URL. */
export async function examinePublicUrl({ publicUrl, port, slack }: Asked): Promise<Finding[]> {
  if (publicUrl === undefined) return [unset(port, slack)];
  const base = publicUrl.replace(/\/+$/, "");
  return [...unsafe(base, slack), await answer(base, port)];
}

function unset(port: number, slack: Asked["slack"]): Finding {
  const here = `PUBLIC_URL is not set: senders use http://localhost:${port}`;
  if (slack === undefined) return ok(CHECK, here);
  if (slack.appToken !== undefined) return ok(CHECK, `${here}; Slack needs no address (Socket Mode)`);
  return note(
    CHECK,
    "PUBLIC_URL is not set, and Slack's clicks and commands must reach Earshot",
    "Set it to the address in the app's manifest (https://...), or use Socket Mode (SLACK_APP_TOKEN).",
  );
}

function unsafe(base: string, slack: Asked["slack"]): Finding[] {
  const isOnThisMachine = /^http:\/\/(localhost|127\.|\[::1\])/.test(base);
  if (base.startsWith("https://")) return [];
  if (slack !== undefined && slack.appToken === undefined && slack.apiUrl === undefined) {
    const how = "Put a proxy with a certificate in front, or use Socket Mode (SLACK_APP_TOKEN).";
    return [mend(CHECK, `${base} is not https, and Slack calls nothing else`, how)];
  }
  if (isOnThisMachine) return [];
  const how = "Put a proxy with a certificate in front before others send to it.";
  return [note(CHECK, `${base} is not https: customers' words travel readable`, how)];
}

async function answer(base: string, port: number): Promise<Finding> {
  try {
    const response = await fetch(`${base}/healthz`, {
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said = (await response.json().catch(() => undefined)) as { service?: string } | undefined;
    if (response.status === 200 && said?.service === "earshot")
      return ok(CHECK, `${base} answers as Earshot`);
    return mend(
      CHECK,
      `${base}/healthz answers, but not as Earshot (HTTP ${response.status})`,
      `PUBLIC_URL must lead to Earshot's port ${port}, with nothing else in between.`,
    );
  } catch (error) {
    return mend(
      CHECK,
      `${base}/healthz does not answer: ${causeOf(error)}`,
      `Is earshot start running, and do DNS, certificate and proxy lead to its port ${port}? Some networks cannot reach their own address: try it from outside too.`,
    );
  }
}

/** What broke a fetch stands in its cause. */
function causeOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `nothing within ${PATIENCE_MS / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return (cause === undefined ? messageOf(error) : messageOf(cause)) || code;
}
