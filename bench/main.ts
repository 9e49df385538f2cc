import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Detection has a command of its own (npm run bench:detection): it takes long and measures judgement, not speed.
const left = new Set(["detection"]);
const folder = fileURLToPath(new URL(".", import.meta.url));

/** Runs every bench, one after the other so that none disturbs another; words such as --quick are handed on. */
for (const name of readdirSync(folder).sort()) {
  const main = `${folder}${name}/main.ts`;
  if (left.has(name) || !existsSync(main)) continue;
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", main, ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
