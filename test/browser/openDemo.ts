import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Locator, type Page } from "playwright-core";
import { readConfig } from "../../src/config.ts";
import { createStory } from "../../src/embedded/company/story.ts";
import { startDemo } from "../../src/embedded/demo/demo.ts";
import { startEarshot } from "../../src/main.ts";
import { chromiumFlags, chromiumPath } from "./chromium.ts";

/** The whole demo with a browser at its page, and what a person does there. */
export type OpenDemo = {
  page: Page;
  /** The newest message of the channel in view that holds these words. */
  message(words: string): Locator;
  /** The newest answer that only this person sees. */
  answer(words: string): Locator;
  actAs(name: string): Promise<void>;
  go(place: RegExp): Promise<void>;
  type(line: string): Promise<void>;
  /** Lets time pass by one of the clock's buttons, and waits until all of it has. */
  pass(label: string): Promise<void>;
  close(): Promise<void>;
};

/** `2026-11-22T16:00`, so many hours from now where the demo's people are, as a date-time field takes it. */
export function inHours(hours: number): string {
  const shown = { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Helsinki" } as const;
  return new Intl.DateTimeFormat("sv-SE", shown).format(Date.now() + hours * 3_600_000).replace(" ", "T");
}

export async function openDemo(): Promise<OpenDemo> {
  const dir = await mkdtemp(join(tmpdir(), "earshot-demo-"));
  const config = { ...readConfig({}), dir, port: 0, logLevel: "silent" as const };
  const demo = await startDemo(
    config,
    startEarshot,
    createStory(() => undefined),
  );
  const browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: chromiumFlags });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(90_000);
  await page.goto(demo.url);
  return {
    page,
    message: (words) => page.locator("#messages .message:not(.ephemeral)", { hasText: words }).last(),
    answer: (words) => page.locator("#messages .message.ephemeral", { hasText: words }).last(),
    async actAs(name) {
      const choice = page.locator(".persona label", { hasText: name });
      await choice.click();
      // what is typed into the line of the one before would be lost with it
      const drawnFor = `body[data-as="${await choice.locator("input").inputValue()}"]`;
      await page.locator(drawnFor).waitFor({ state: "attached" });
    },
    go: (place) => page.locator("#sidebar a", { hasText: place }).click(),
    async type(line) {
      const composer = page.locator("#composer input");
      await composer.fill(line);
      await composer.press("Enter");
    },
    async pass(label) {
      await page.locator("#clock button:enabled", { hasText: label }).click();
      await page.locator("#clock button:disabled", { hasText: label }).waitFor();
      await page.locator("#clock button:enabled", { hasText: label }).waitFor();
    },
    async close() {
      await browser.close();
      await demo.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
