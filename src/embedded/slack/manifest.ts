import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Json, objects, text } from "./blocks.ts";

export type Command = {
  command: string;
  hint: string;
  description: string;
  /** Whether Slack sends the ids of the channels and people named in it. */
  escapes: boolean;
};

/** Commands and shortcuts as the app's manifest tells them to Slack. */
export function readManifest(): { commands: Command[]; shortcuts: Json[] } {
  const path = ["../../../manifest.json", "../../../../manifest.json"]
    .map((each) => join(import.meta.dirname, each))
    .find(existsSync);
  const { features = {} } = path ? (JSON.parse(readFileSync(path, "utf8")) as { features?: Json }) : {};
  return {
    commands: objects(features.slash_commands).map((each) => ({
      command: text(each.command),
      hint: text(each.usage_hint),
      description: text(each.description),
      escapes: each.should_escape === true,
    })),
    shortcuts: objects(features.shortcuts).map((each) => ({
      name: each.name,
      type: each.type,
      callbackId: each.callback_id,
    })),
  };
}
