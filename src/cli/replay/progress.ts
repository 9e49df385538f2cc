import { SingleBar } from "cli-progress";

export type Progress = { at(done: number): void; say(message: string): void; end(): void };

/** A bar on a terminal; elsewhere a line at every tenth. Both on stderr: stdout belongs to the report. */
export function progress(total: number, start: number): Progress {
  return process.stderr.isTTY ? bar(total, start) : lines(total, start);
}

function bar(total: number, start: number): Progress {
  const single = new SingleBar({
    format: "{bar} {percentage} %  {value} of {total} contacts  {eta_formatted} left",
    stream: process.stderr,
    hideCursor: true,
  });
  single.start(total, start);
  return {
    at: (done) => single.update(done),
    say: (message) => {
      process.stderr.write(`\r\u001b[K${message}\n`);
    },
    end: () => single.stop(),
  };
}

function lines(total: number, start: number): Progress {
  const tenth = (done: number) => Math.floor((done * 10) / Math.max(total, 1));
  let shown = tenth(start);
  const say = (message: string) => console.error(message);
  return {
    at: (done) => {
      if (tenth(done) === shown) return;
      shown = tenth(done);
      say(`${shown * 10} %: ${done} of ${total} contacts`);
    },
    say,
    end: () => undefined,
  };
}
