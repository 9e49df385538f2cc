import { join } from "node:path";
import { messageOf, SetupError } from "../../errors.ts";

/** Turns what the system, initdb or postgres said into one line that names the fix. */
export function explain(error: unknown, dir: string): SetupError {
  if (error instanceof SetupError) return error;
  const text = [messageOf(error), (error as { stderr?: string }).stderr ?? ""].join("\n");
  const elsewhere = "or set EARSHOT_DIR to another folder";
  const home = join(dir, "postgres");
  if (/ENOSPC|No space left|EDQUOT|Disk quota/i.test(text)) {
    return new SetupError(
      `The disk that holds ${dir} is full: free at least 200 MB and start again, ${elsewhere}.`,
    );
  }
  if (/ENOTDIR|EEXIST/.test(text)) {
    return new SetupError(`${dir} must be a folder, but a file is in the way: remove it, ${elsewhere}.`);
  }
  if (
    /EACCES|EPERM|EROFS|ENOENT.*mkdir|Permission denied|Read-only file system|wrong ownership/i.test(text)
  ) {
    return new SetupError(
      `Cannot write to ${dir} as this user: run "sudo chown -R $(id -un) ${dir}" or start as the user who made it, ${elsewhere}.`,
    );
  }
  if (/shared libraries|GLIBC|ENOEXEC|wrong ELF/i.test(text)) {
    return new SetupError(
      `The embedded PostgreSQL does not run on this system (${lastLine(text)}): set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  if (/could not (create|map|get).*(shared memory|semaphores)|Cannot allocate memory/i.test(text)) {
    return new SetupError(
      `PostgreSQL found too little memory (${lastLine(text)}): free some, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return new SetupError(
    `The embedded database in ${home} cannot start (${lastLine(text)}): move it away to begin with an empty one ("mv ${home} ${home}.broken"), or set DATABASE_URL.`,
  );
}

function lastLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ??
    lines.at(-1) ??
    "no reason given"
  ).slice(0, 200);
}
