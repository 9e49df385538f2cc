import { spawn } from "node:child_process";

const cli = new URL("../../src/cli/main.ts", import.meta.url).pathname;

export type Run = { code: number | null; stdout: string; stderr: string };

/** Runs `earshot <args>` as a person would, with nothing of this process's settings but `env`. */
export async function earshot(args: string[], env: Record<string, string> = {}): Promise<Run> {
  return startEarshotProcess(args, env).ended;
}

/** The same, while it runs: `printed` resolves once stdout matches; `stop` sends SIGTERM. */
export function startEarshotProcess(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", cli, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  const waiting: (() => void)[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].on("data", (chunk: Buffer) => {
      said[stream] += chunk;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Run>((resolve) => child.once("close", (code) => resolve({ code, ...said })));
  return {
    ended,
    stop: (signal: NodeJS.Signals = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
    printed: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(said.stdout);
          if (match) resolve(match);
        };
        waiting.push(look);
        look();
        ended.then(() =>
          reject(new Error(`it ended without printing ${pattern}: ${said.stdout}${said.stderr}`)),
        );
      }),
  };
}
