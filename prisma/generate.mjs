// Makes the Prisma client from schema.prisma, when it is missing or older than the schema.
// Prisma wants to download a schema engine that generating does not need: a stand-in executable keeps it offline.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const schema = `${root}prisma/schema.prisma`;
const client = `${root}src/store/generated/client.ts`;

const fresh = existsSync(client) && statSync(client).mtimeMs >= statSync(schema).mtimeMs;
if (!fresh || process.argv.includes("--force")) {
  const prisma = `${root}node_modules/prisma/build/index.js`;
  const run = spawnSync(process.execPath, [prisma, "generate"], {
    cwd: root,
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    encoding: "utf8",
  });
  if (run.status !== 0) {
    process.stderr.write(`prisma generate failed:\n${run.stdout}${run.stderr}\n`);
    process.exit(1);
  }
}
