import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REDIRECT_PATH } from "../../src/slack/connection/installer.ts";

const root = new URL("../../", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", root), "utf8"));
const code = readdirSync(new URL("src/slack/", root), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => readFileSync(new URL(`src/slack/${path}`, root), "utf8"))
  .join("\n");

/** Every Web API method we call, and what Slack wants for it. `null`: any token. */
const scopeOf: Record<string, string[] | null> = {
  "auth.test": null,
  "chat.delete": ["chat:write"],
  "chat.getPermalink": null,
  "chat.postMessage": ["chat:write", "chat:write.public"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.list": ["channels:read", "groups:read"],
  "conversations.replies": ["channels:history", "groups:history"],
  "usergroups.list": ["usergroups:read"],
  "usergroups.users.list": ["usergroups:read"],
  "users.info": ["users:read"],
  "views.open": null,
  "views.publish": null,
  "views.push": null,
};

function used(pattern: RegExp): string[] {
  return [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
}

test("every command, shortcut and event that the code hears is in the manifest, and the other way round", () => {
  const { slash_commands, shortcuts } = manifest.features;
  const commands = slash_commands.map((each: { command: string }) => each.command);
  expect(commands.sort()).toEqual(used(/app\.command\("([^"]+)"/g));
  const callbacks = shortcuts.map((each: { callback_id: string }) => each.callback_id);
  expect(callbacks.sort()).toEqual(used(/app\.shortcut\("([^"]+)"/g));
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(used(/app\.event\("([^"]+)"/g));
});

test("the scopes are exactly what the calls need", () => {
  const methods = used(/\bclient\.((?:chat|views|users|usergroups(?:\.users)?|conversations|auth)\.\w+)\(/g);
  const paginated = used(/client\.paginate\("([^"]+)"/g);
  const scopes = [...methods, ...paginated].flatMap((method) => {
    expect(scopeOf, `a scope for ${method}`).toHaveProperty([method]);
    return scopeOf[method] ?? [];
  });
  expect(manifest.oauth_config.scopes.bot).toEqual([...new Set([...scopes, "commands"])].sort());
});

test("it is within Slack's limits and leaves one address to fill in", () => {
  const { name, description, long_description } = manifest.display_information;
  expect(name.length).toBeLessThanOrEqual(35);
  expect(description.length).toBeLessThanOrEqual(140);
  expect(long_description.length).toBeGreaterThanOrEqual(174);
  for (const shortcut of manifest.features.shortcuts) {
    expect(shortcut.name.length).toBeLessThanOrEqual(24);
    expect(shortcut.description.length).toBeLessThanOrEqual(150);
  }
  const urls = JSON.stringify(manifest).match(/https:[^"]+/g) ?? [];
  expect(new Set(urls)).toEqual(
    new Set(["https://YOUR-ADDRESS/slack/events", `https://YOUR-ADDRESS${REDIRECT_PATH}`]),
  );
});

test("/earshot gets people and channels as ids, so that its settings can read them", () => {
  const escaped = manifest.features.slash_commands.filter(
    (each: { should_escape: boolean }) => each.should_escape,
  );
  expect(escaped.map((each: { command: string }) => each.command)).toEqual(["/earshot"]);
});
