// Starts the built product as `npm start` does, on the Node that runs this file: with its embedded PostgreSQL and
// no Slack, sends one contact, asks whether it is ready, stops it by SIGTERM. Exits 1 when any of it fails.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const dir = mkdtempSync(join(tmpdir(), "earshot-smoke-"));
const env = { ...process.env, EARSHOT_DIR: dir, PORT: "0", LOG_LEVEL: "warn" };
const earshot = ["dist/src/cli/main.js"];

try {
  const added = spawnSync(
    process.execPath,
    [...earshot, "source", "add", "generic", "--name", "smoke", "--json"],
    { env },
  );
  check(added.status === 0, `source add failed: ${added.stderr}`);
  const { token } = JSON.parse(added.stdout);

  const server = spawn(process.execPath, [...earshot, "start"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise((resolve) => server.once("exit", resolve));
  const url = await addressOf(server);

  const sent = await fetch(`${url}/v1/contacts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      id: "smoke-1",
      occurredAt: new Date().toISOString(),
      channel: "phone",
      direction: "inbound",
      reasons: ["smoke-test"],
    }),
  });
  const answer = await sent.text();
  check(
    sent.status === 202 && answer.includes('"accepted":1'),
    `expected 202 with one accepted, got ${sent.status} ${answer}`,
  );
  const ready = await fetch(`${url}/readyz`);
  check(ready.status === 200, `expected /readyz to answer 200, got ${ready.status} ${await ready.text()}`);

  server.kill("SIGTERM");
  const code = await exited;
  check(code === 0, `expected a clean stop, got exit code ${code}`);
  console.log(`smoke: one contact taken in and a clean stop on Node ${process.version}`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function addressOf(server) {
  return new Promise((resolve, reject) => {
    let printed = "";
    server.stdout.on("data", (chunk) => {
      printed += chunk;
      const address = /http:\/\/localhost:\d+/.exec(printed);
      if (address) resolve(address[0]);
    });
    server.once("exit", (code) =>
      reject(new Error(`earshot start ended with ${code} before it listened: ${printed}`)),
    );
  });
}

function check(holds, words) {
  if (!holds) throw new Error(words);
}
