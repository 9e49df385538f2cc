import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sent } from "./send.ts";

/** How far a replay came: `played` of the sorted contacts were answered. Times are moved by `shiftMs`. */
export type Place = { played: number; shiftMs: number; sent: Sent };

/** Remembers a replay's place under `dir`; the same file, mapping and address share one. */
export function placeKeeper(dir: string, ...identity: string[]) {
  const folder = join(dir, "replay");
  const name = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 24);
  const path = join(folder, `${name}.json`);
  return {
    async read(): Promise<Place | undefined> {
      const text = await readFile(path, "utf8").catch(() => undefined);
      return text === undefined ? undefined : (JSON.parse(text) as Place);
    },
    async keep(place: Place): Promise<void> {
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(place));
      // A replay killed while it writes leaves the place before it, never half of one.
      await rename(`${path}.new`, path);
    },
    forget: () => rm(path, { force: true }),
  };
}
