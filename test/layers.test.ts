import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;

type Source = { path: string; text: string; imports: string[] };

const sources: Source[] = ["src", "jobs"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("generated"))
    .map((path) => read(join(folder, path))),
);

function read(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
  const imports = specifiers.map((name) =>
    name.startsWith(".") ? normalize(join(dirname(path), name)) : name,
  );
  return { path, text, imports };
}

/** `path -> import` of every import for which `forbidden` holds, in the files under one of `folders`. */
function offences(inFolders: (path: string) => boolean, forbidden: (imported: string) => boolean): string[] {
  return sources
    .filter(({ path }) => inFolders(path))
    .flatMap(({ path, imports }) => imports.filter(forbidden).map((imported) => `${path} -> ${imported}`));
}

const under = (...folders: string[]) => {
  return (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
};
const outside = (...folders: string[]) => {
  const inside = under(...folders);
  return (path: string) => !inside(path);
};
const isPackage = (...names: string[]) => {
  return (imported: string) => names.some((name) => imported === name || imported.startsWith(`${name}/`));
};

describe("the arrows between the folders", () => {
  it("domain imports nothing but itself (and Temporal, the standard's own calendar)", () => {
    const allowed = (imported: string) => under("src/domain")(imported) || imported === "temporal-polyfill";
    expect(offences(under("src/domain"), (imported) => !allowed(imported))).toEqual([]);
  });

  it("connectors are pure: they import domain and node:crypto only", () => {
    const allowed = (imported: string) =>
      under("src/domain", "src/connectors")(imported) || imported === "node:crypto";
    expect(offences(under("src/connectors"), (imported) => !allowed(imported))).toEqual([]);
  });

  it("Slack's messages are pure: they import domain, the languages and each other only", () => {
    const allowed = under("src/domain", "src/slack/messages", "src/slack/language");
    const pure = isPackage("@slack/types", "temporal-polyfill", "intl-messageformat");
    const outsiders = (imported: string) => !allowed(imported) && !pure(imported);
    expect(offences(under("src/slack/messages", "src/slack/language"), outsiders)).toEqual([]);
  });

  it("Prisma lives in store only, pg in store, the queue's connection and the embedded server", () => {
    expect(offences(outside("src/store"), isPackage("@prisma/client", "@prisma/adapter-pg"))).toEqual([]);
    expect(offences(outside("src/store"), under("src/store/generated"))).toEqual([]);
    expect(
      offences(outside("src/store", "src/queue/connection.ts", "src/embedded"), isPackage("pg")),
    ).toEqual([]);
  });

  it("BullMQ and ioredis live in queue and jobs only", () => {
    expect(offences(outside("src/queue", "jobs"), isPackage("bullmq", "ioredis"))).toEqual([]);
  });

  it("@slack/* lives in slack and embedded only", () => {
    expect(offences(outside("src/slack", "src/embedded"), isPackage("@slack"))).toEqual([]);
  });

  it("nothing but the entry points imports embedded, jobs or cli", () => {
    const entries = ["src/main.ts", "src/cli"];
    expect(offences(outside(...entries, "src/embedded"), under("src/embedded"))).toEqual([]);
    expect(offences(outside(...entries, "jobs"), under("jobs"))).toEqual([]);
    expect(offences(outside("src/cli"), under("src/cli"))).toEqual([]);
  });

  it("store, queue, webhooks and figures know nothing of Slack", () => {
    const rooms = under("src/store", "src/queue", "src/webhooks", "src/figures");
    expect(offences(rooms, under("src/slack"))).toEqual([]);
  });

  it("figures stand on store and domain, for whoever asks", () => {
    expect(offences(under("src/figures"), under("src/webhooks", "src/queue", "src/report"))).toEqual([]);
  });
});

describe("what one place alone may do", () => {
  it("only config.ts reads the environment (children of the embedded server inherit it)", () => {
    const readers = sources.filter(({ text }) => /process\.env\b/.test(text)).map(({ path }) => path);
    expect(readers.filter(outside("src/config.ts", "src/embedded"))).toEqual([]);
  });

  it("only entry points read the clock: elsewhere `now` is given", () => {
    const clock = /\bnew Date\(\)|\bDate\.now\(|Temporal\.Now/;
    const readers = sources.filter(({ text }) => clock.test(text)).map(({ path }) => path);
    expect(readers.filter(outside("src/main.ts", "src/cli", "src/embedded"))).toEqual([]);
  });
});
