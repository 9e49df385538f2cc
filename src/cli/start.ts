import { Command, Option } from "commander";
import { readConfig } from "../config.ts";
import { type Role, startEarshot } from "../main.ts";
import { untilAskedToStop } from "./stop.ts";

export function startCommand(): Command {
  return new Command("start")
    .description("run Earshot: takes in contacts, works on them, talks to Slack")
    .addOption(new Option("--role <role>", "run one part of it only").choices(["web", "worker"]))
    .action(async ({ role }: { role?: Role }) => {
      // Listened for from here on: a Ctrl-C while it starts stops it as soon as it has started.
      const asked = untilAskedToStop();
      const earshot = await startEarshot(readConfig(), role === undefined ? {} : { roles: [role] });
      if (earshot.port !== undefined) console.log(`Earshot listens on http://localhost:${earshot.port}`);
      for (const hint of earshot.hints) console.log(hint);
      await asked;
      await earshot.stop();
    });
}
