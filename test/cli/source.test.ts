import { afterAll, beforeAll, expect, test } from "vitest";
import { sourceCommand } from "../../src/cli/source.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { runCommand } from "./runCommand.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const source = (...words: string[]) => runCommand(sourceCommand(), words, { DATABASE_URL: base.url });

test("add prints the keys once, list never, rotate makes a secret and keeps the token", async () => {
  const made = JSON.parse(await source("add", "generic", "--name", "desk", "--json"));
  expect(Object.keys(made)).toEqual(["id", "name", "kind", "token", "secret"]);
  expect(made).toMatchObject({ name: "desk", kind: "generic" });
  expect((await base.store.sources.byToken(made.token))?.id).toBe(made.id);
  const listed = await source("list");
  expect(listed).toContain(`${made.id}  generic  desk`);
  expect(listed).not.toContain(made.secret);
  const rotated = JSON.parse(await source("rotate", "desk", "--json"));
  expect(rotated.token).toBeUndefined();
  expect((await base.store.sources.byId(made.id))?.secrets).toEqual([rotated.secret, made.secret]);
  expect(await source("rotate", made.id, "--token")).toContain("  token    est_");
  expect(await base.store.sources.byToken(made.token)).toBeNull();
});

test.each([
  [["add", "zendisk", "--name", "x"], "There is no kind zendisk"],
  [["add", "generic", "--name", ""], "--name takes 1 to 64"],
  [["rotate", "nobody"], "There is no source nobody"],
])("%j is refused in one line", async (words, message) => {
  await expect(source(...words)).rejects.toThrow(message);
});
