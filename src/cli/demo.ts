import { Command } from "commander";
import { readConfig } from "../config.ts";
import { createStory } from "../embedded/company/story.ts";
import { demoPort, startDemo } from "../embedded/demo/demo.ts";
import { startEarshot } from "../main.ts";
import { untilAskedToStop } from "./stop.ts";

export function demoCommand(): Command {
  return new Command("demo")
    .description("show Earshot at work: a local Slack, a sample company, a spike and a forgotten promise")
    .action(async () => {
      const config = readConfig();
      const usual = readConfig({}).port;
      const port = await demoPort(config.port, usual);
      if (port !== config.port)
        console.log(`Port ${config.port} is taken, so this is on ${port} (PORT=... chooses another).`);
      const logLevel = config.logLevel === "info" ? "warn" : config.logLevel;
      console.log("Starting the database, a local Slack and Earshot …");
      const asked = untilAskedToStop();
      const demo = await startDemo({ ...config, port, logLevel }, startEarshot, createStory(printer()));
      console.log(`\n  Open ${demo.url}\n\n  Ctrl-C stops everything.\n`);
      await Promise.race([asked, demo.ended]).finally(async () => {
        console.log("Stopping …");
        await demo.stop();
      });
    });
}

/** Prints lines with the seconds since the start; on a terminal, a line that is told again takes its own place. */
function printer(): (line: string, again: boolean) => void {
  const { isTTY, columns = 80 } = process.stdout;
  return (line, again) => {
    const stamped = `${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${line}`;
    if (!again) console.log(stamped);
    else if (isTTY) process.stdout.write(`\u001b[1A\u001b[2K${stamped.slice(0, columns - 1)}\n`);
    else if (!line.endsWith("…")) console.log(stamped);
  };
}
