#!/usr/bin/env node
import { Command } from "commander";
import { loadDotEnv } from "../config.ts";
import { messageOf } from "../errors.ts";

// Loaded by name: who asks for one command does not wait for what the others need.
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import("./start.ts")).startCommand(),
  demo: async () => (await import("./demo.ts")).demoCommand(),
  migrate: async () => (await import("./migrate.ts")).migrateCommand(),
  doctor: async () => (await import("./doctor.ts")).doctorCommand(),
  source: async () => (await import("./source.ts")).sourceCommand(),
  replay: async () => (await import("./replay.ts")).replayCommand(),
  apply: async () => (await import("./apply.ts")).applyCommand(),
  "export-config": async () => (await import("./export-config.ts")).exportConfigCommand(),
  "export-customer": async () => (await import("./export-customer.ts")).exportCustomerCommand(),
  "erase-customer": async () => (await import("./erase-customer.ts")).eraseCustomerCommand(),
  report: async () => (await import("./report.ts")).reportCommand(),
  backtest: async () => (await import("./backtest.ts")).backtestCommand(),
};

const program = new Command("earshot")
  .description(
    "Hears every customer contact, tells Slack what is out of the ordinary, forgets no promised call-back.",
  )
  .showHelpAfterError("(earshot --help lists the commands)");

try {
  loadDotEnv();
  const asked = commands[process.argv[2] ?? ""];
  const loaders = asked === undefined ? Object.values(commands) : [asked];
  for (const load of loaders) program.addCommand(await load());
  await program.parseAsync();
} catch (error) {
  console.error(`earshot: ${messageOf(error)}`);
  process.exitCode = 1;
}
