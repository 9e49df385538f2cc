import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { Redis } from "ioredis";

/** A real Redis on a free port, or undefined (with one line that says what is left out) where none is installed. */
export async function startRedis(dir: string): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  if (spawnSync("redis-server", ["--version"]).status !== 0) {
    process.stdout.write(
      "redis-server is not installed: the queue's tests run on PostgreSQL only (apt-get install redis-server).\n",
    );
    return undefined;
  }
  const port = await freePort();
  const server = spawn("redis-server", [
    "--port",
    `${port}`,
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    dir,
    "--bind",
    "127.0.0.1",
  ]);
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const url = `redis://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    stop: async () => {
      server.kill("SIGTERM");
      await exited;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on("error", () => undefined);
  await redis.ping();
  redis.disconnect();
}
