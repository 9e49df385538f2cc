import { existsSync, readFileSync } from "node:fs";
import { SetupError } from "../errors.ts";

/** The scopes that manifest.json asks for: two folders up in a checkout, three from the build. */
export function manifestScopes(): string[] {
  const candidates = ["../../manifest.json", "../../../manifest.json"].map(
    (path) => new URL(path, import.meta.url),
  );
  const file = candidates.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new SetupError("manifest.json is missing: install Earshot again.");
  return JSON.parse(readFileSync(file, "utf8")).oauth_config.scopes.bot;
}
