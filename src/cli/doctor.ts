import { Command } from "commander";
import { type Config, readWhatIsRight } from "../config.ts";
import { SetupError } from "../errors.ts";
import { print, without } from "./doctor/finding.ts";
import { visit } from "./doctor/visit.ts";
import { withStore } from "./store.ts";

/** A connection that does not close in this time belongs to something that hangs: the process ends without it. */
const CLOSE_MS = 3_000;

export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "look at the settings, the database, the queue, Slack, the sources and what waits; say how to mend it",
    )
    .option("--json", "print the findings as JSON")
    .option("--retry", "first let what was set aside be tried again")
    .action(async ({ json, retry }: { json?: boolean; retry?: boolean }) => {
      if (retry) await withStore((store, workspace) => store.inbox.retrySetAside(workspace.id));
      const settings = readWhatIsRight();
      const { config } = settings;
      const { findings: found, close } = await visit(settings, new Date());
      const findings = without(secretsOf(config), found);
      console.log(json ? JSON.stringify({ findings }, null, 2) : print(findings));
      const bad = findings.filter(({ state }) => state === "mend").length;
      await closeOrEnd(close, bad === 0 ? 0 : 1);
      if (bad > 0) throw new SetupError(`${bad} of ${findings.length} checks found something to mend.`);
    });
}

async function closeOrEnd(close: () => Promise<void>, exitCode: number): Promise<void> {
  const hanging = setTimeout(() => process.exit(exitCode), CLOSE_MS);
  await close().finally(() => clearTimeout(hanging));
}

function secretsOf({ slack, databaseUrl = "", redisUrl = "" }: Config): (string | undefined)[] {
  const passwords = [databaseUrl, redisUrl].map((url) => (URL.canParse(url) ? new URL(url).password : ""));
  return [slack?.botToken, slack?.appToken, slack?.signingSecret, ...passwords];
}
