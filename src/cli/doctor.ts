import { Command } from "commander";
import { type Config, readWhatIsRight } from "../config.ts";
import { SetupError } from "../errors.ts";
import { isGivenUp, print, without } from "./doctor/finding.ts";
import { visit } from "./doctor/visit.ts";
import { withStore, workspaceOption } from "./store.ts";

const CLOSE_MS = 3_000;

export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "look at the settings, the database, the queue, Slack, the sources and what waits; say how to mend it",
    )
    .option("--json", "print the findings as JSON")
    .option("--retry", "first let what was set aside be tried again")
    .addOption(workspaceOption())
    .action(async ({ json, retry, workspace }: { json?: boolean; retry?: boolean; workspace?: string }) => {
      if (retry) await withStore((store, { id }) => store.inbox.retrySetAside(id), workspace);
      const settings = readWhatIsRight();
      const { config } = settings;
      const { findings: found, close } = await visit(settings, new Date(), workspace);
      const findings = without(secretsOf(config), found);
      console.log(json ? JSON.stringify({ findings }, null, 2) : print(findings));
      const bad = findings.filter(({ state }) => state === "mend").length;
      if (findings.some(isGivenUp)) endBeforeLong(bad);
      await close();
      if (bad > 0) throw new SetupError(`${bad} of ${findings.length} checks found something to mend.`);
    });
}

/** What was given up may keep its connections for ever: the process ends without them. */
function endBeforeLong(bad: number): void {
  setTimeout(() => process.exit(bad > 0 ? 1 : 0), CLOSE_MS).unref();
}

function secretsOf({ slack, oauth, databaseUrl = "", redisUrl = "" }: Config): (string | undefined)[] {
  const passwords = [databaseUrl, redisUrl].map((url) => (URL.canParse(url) ? new URL(url).password : ""));
  return [
    ...[slack?.botToken, slack?.appToken, slack?.signingSecret],
    ...[oauth?.clientSecret, oauth?.signingSecret],
    ...passwords,
  ];
}
