#!/usr/bin/env node
import { Command } from "commander";
import { loadDotEnv } from "../config.ts";
import { messageOf, SetupError } from "../errors.ts";
import { backtestCommand } from "./backtest.ts";
import { demoCommand } from "./demo.ts";
import { doctorCommand } from "./doctor.ts";
import { migrateCommand } from "./migrate.ts";
import { replayCommand } from "./replay.ts";
import { sourceCommand } from "./source.ts";
import { startCommand } from "./start.ts";

const program = new Command("earshot")
  .description(
    "Hears every customer contact, tells Slack what is out of the ordinary, forgets no promised call-back.",
  )
  .showHelpAfterError("(earshot --help lists the commands)");

for (const command of [
  startCommand(),
  demoCommand(),
  migrateCommand(),
  doctorCommand(),
  sourceCommand(),
  replayCommand(),
  backtestCommand(),
]) {
  program.addCommand(command);
}

try {
  loadDotEnv();
  await program.parseAsync();
} catch (error) {
  console.error(`earshot: ${messageOf(error)}`);
  // A stack helps only who must mend Earshot itself; a wrong setting has said how to mend it.
  if (!(error instanceof SetupError) && process.argv.includes("--trace")) console.error(error);
  process.exitCode = 1;
}
