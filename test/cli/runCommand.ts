import { Command } from "commander";
import { vi } from "vitest";

/** Runs one command as `earshot` does, in these variables; answers what it printed. What it throws is what `earshot` would print. */
export async function runCommand(
  command: Command,
  words: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    const program = new Command().exitOverride().addCommand(command);
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync([command.name(), ...words], { from: "user" });
    return printed.join("\n");
  } finally {
    log.mockRestore();
    error.mockRestore();
    vi.unstubAllEnvs();
  }
}
