import { closeSync, openSync, writeSync } from "node:fs";

/** Lines written in large pieces. `close` writes what is left. */
export interface CsvOut {
  line(text: string): void;
  close(): void;
}

const PIECE = 1 << 19;

/** Writes to a file, or to standard output when `path` is undefined. */
export function csvOut(path: string | undefined): CsvOut {
  const file = path === undefined ? process.stdout.fd : openSync(path, "w");
  let pending = "";
  const flush = () => {
    let rest: Buffer = Buffer.from(pending);
    while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
    pending = "";
  };
  return {
    line: (text) => {
      pending += text;
      pending += "\n";
      if (pending.length > PIECE) flush();
    },
    close: () => {
      flush();
      if (path !== undefined) closeSync(file);
    },
  };
}
