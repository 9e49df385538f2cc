import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { environment } from "../src/config.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

type Service = { command?: string[]; environment?: Record<string, string>; image?: string; restart?: string };
const services: Record<string, Service> = parse(read("compose.yaml"), { merge: true }).services;

describe("compose.yaml", () => {
  it("runs one web and one worker on PostgreSQL and Redis", () => {
    expect(Object.keys(services).sort()).toEqual(["postgres", "redis", "web", "worker"]);
    expect(services.web?.command).toEqual(["start", "--role", "web"]);
    expect(services.worker?.command).toEqual(["start", "--role", "worker"]);
  });

  it.each(["web", "worker"])("gives %s only variables that Earshot reads", (name) => {
    const given = Object.keys(services[name]?.environment ?? {});
    expect(given).toContain("DATABASE_URL");
    expect(given.filter((variable) => !(variable in environment.shape))).toEqual([]);
  });

  it("keeps Redis' jobs through a crash and never evicts them", () => {
    const command = services.redis?.command?.join(" ");
    expect(command).toContain("--appendonly yes");
    expect(command).toContain("--maxmemory-policy noeviction");
  });
});

describe("Dockerfile", () => {
  it("copies only what is in the repository or was built", () => {
    const copied = [...read("Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, paths]) => paths?.split(" ") ?? [],
    );
    expect(copied.length).toBeGreaterThan(0);
    expect(copied.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
  });

  it("starts the command that package.json names", () => {
    const { bin } = JSON.parse(read("package.json"));
    expect(read("Dockerfile")).toContain(`ENTRYPOINT ["node", "${bin.earshot}"]`);
  });
});
