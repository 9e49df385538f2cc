import { randomUUID } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Numbers that go in in any order and come out from the smallest up, however many they are. */
export interface NumberSorter {
  add(value: number): void;
  /** The smallest that is left. After the first call nothing may be added. */
  smallest(): number | undefined;
  /** Takes out all that are below `limit`, in no order. */
  takeBelow(limit: number, take: (value: number) => void): void;
  close(): void;
}

/** Sorted numbers: those in memory, and where the rest of them lies in the temporary file. */
interface Run {
  values: Float64Array;
  /** The next of `values`. */
  next: number;
  offset: number;
  left: number;
}

/** 8 MB. */
const HELD = 1 << 20;
/** What all runs together read ahead, and the least that a run does. */
const READ_AHEAD = 1 << 20;
const LEAST_AHEAD = 512;

/** Keeps at most `held` numbers in memory; more of them wait in a temporary file, which is gone when the process is. */
export function numberSorter(held = HELD): NumberSorter {
  const waiting = new Float64Array(held);
  let count = 0;
  const runs: Run[] = [];
  let file: number | undefined;
  let written = 0;
  let isSorted = false;

  const spill = () => {
    file ??= temporaryFile();
    const run = waiting.subarray(0, count).sort();
    runs.push({ values: new Float64Array(), next: 0, offset: written, left: count });
    written += write(file, run, written);
    count = 0;
  };
  const sort = () => {
    isSorted = true;
    runs.push({ values: waiting.subarray(0, count).sort(), next: 0, offset: 0, left: 0 });
  };
  const head = (run: Run): number | undefined => {
    if (run.next === run.values.length && run.left > 0) {
      if (file === undefined) throw new Error("closed before all was taken out");
      const ahead = Math.min(run.left, Math.max(LEAST_AHEAD, Math.floor(READ_AHEAD / runs.length)));
      if (run.values.length !== ahead) run.values = new Float64Array(ahead);
      run.offset += read(file, run.values, run.offset);
      run.left -= ahead;
      run.next = 0;
    }
    return run.values[run.next];
  };

  return {
    add: (value) => {
      if (count === held) spill();
      waiting[count] = value;
      count += 1;
    },
    smallest: () => {
      if (!isSorted) sort();
      let least: number | undefined;
      for (const run of runs) {
        const value = head(run);
        if (value !== undefined && (least === undefined || value < least)) least = value;
      }
      return least;
    },
    takeBelow: (limit, take) => {
      if (!isSorted) sort();
      for (const run of runs) {
        for (let value = head(run); value !== undefined && value < limit; value = head(run)) {
          take(value);
          run.next += 1;
        }
      }
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** A file without a name: whatever ends the process, nothing of it stays. */
function temporaryFile(): number {
  const path = join(tmpdir(), `earshot-${randomUUID()}`);
  const file = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return file;
}

function write(file: number, values: Float64Array, offset: number): number {
  const bytes = bytesOf(values);
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, offset + done);
  return bytes.length;
}

function read(file: number, values: Float64Array, offset: number): number {
  const bytes = bytesOf(values);
  for (let done = 0; done < bytes.length; ) {
    const more = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (more === 0) throw new Error("the temporary file has been cut short");
    done += more;
  }
  return bytes.length;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
