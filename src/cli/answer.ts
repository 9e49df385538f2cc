import { once } from "node:events";
import { createInterface } from "node:readline/promises";

/** Asks a person on the terminal and answers their words; undefined where nobody can be asked. */
export type Asking = ((question: string) => Promise<string>) | undefined;

export function askingOnTerminal(): Asking {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      // Ctrl-D and Ctrl-C say nothing: by Node's version they answer nothing, ever, or with an error
      const closed = once(terminal, "close").then(() => "");
      const answered = terminal.question(question).catch(() => "");
      return (await Promise.race([answered, closed])).trim();
    } finally {
      terminal.close();
    }
  };
}
