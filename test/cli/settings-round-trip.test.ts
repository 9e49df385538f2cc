import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NO_DIRECTORY } from "../../src/cli/settings-file/load-directory.ts";
import { idsIn, namesIn } from "../../src/cli/settings-file/names.ts";
import { piecesOf } from "../../src/cli/settings-file/piece.ts";
import { readSettings } from "../../src/cli/settings-file/read.ts";
import { settingsYaml } from "../../src/cli/settings-file/write.ts";
import { changesBetween, unlistedIn } from "../../src/domain/settings/change.ts";
import type { Settings } from "../../src/domain/settings/settings.ts";
import { hoursOf } from "../../src/holidays.ts";
import { anySettings } from "../domain/settings/settings.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What a file makes of settings, read on some later day. */
function applied(text: string, before: Settings): Settings {
  const parsed = piecesOf(text);
  if ("mistakes" in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  const names = namesIn(NO_DIRECTORY, idsIn(before));
  const wanted = readSettings(parsed.piece, { before, names, prune: true, today: () => "2027-05-03" });
  expect(wanted.mistakes).toEqual([]);
  return wanted.settings;
}

const text = (settings: Settings) => settingsYaml(settings, () => undefined);

it("what is stored, exported and applied again changes nothing, whatever it is", async () => {
  const { store, workspaceId } = database;
  await fc.assert(
    fc.asyncProperty(anySettings, async (after) => {
      const before = await store.settings.read(workspaceId);
      const change = { before, after, by: "command line", subject: "all", at: new Date(), hoursOf };
      expect(await store.settings.replace(workspaceId, change)).toMatchObject({ promiseIds: [] });
      const stored = await store.settings.read(workspaceId);
      expect(changesBetween(after, stored)).toEqual([]);
      expect(changesBetween(stored, applied(text(stored), stored))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

it("what is exported and applied elsewhere makes the same of whatever was there", () => {
  fc.assert(
    fc.property(anySettings, anySettings, (one, other) => {
      const made = applied(text(one), other);
      const ofOne = { ...made, teams: keep(made.teams, one.teams), staff: keep(made.staff, one.staff) };
      expect(changesBetween({ ...ofOne, reasons: keep(made.reasons, one.reasons) }, one)).toEqual([]);
      // what only contacts have named is still known
      const nothing = { teams: new Set<string>(), staff: new Set<string>(), reasons: new Set<string>() };
      const listed = unlistedIn(made, nothing).map(({ name }) => name);
      const known = new Set([...one.teams.keys(), ...one.staff.keys(), ...one.reasons.keys()]);
      expect(listed.filter((name) => !known.has(name))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function keep<T>(made: ReadonlyMap<string, T>, of: ReadonlyMap<string, unknown>): Map<string, T> {
  return new Map([...made].filter(([name]) => of.has(name)));
}
