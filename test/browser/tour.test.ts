import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "./chromium.ts";
import { type OpenDemo, openDemo } from "./openDemo.ts";

if (!chromiumPath) console.log("No Chromium on this machine: the walk through the demo is left out.");

/** Where to keep a picture of each answer; unset: nowhere. */
const PICTURES = process.env.EARSHOT_PICTURES;

/** Whatever the page says to try does something, and something that makes sense. */
describe.skipIf(!chromiumPath)("what the demo says to try", { timeout: 240_000 }, () => {
  let demo: OpenDemo;
  let page: Page;
  beforeAll(async () => {
    demo = await openDemo();
    page = demo.page;
    await demo.message("Invoice is wrong").waitFor();
  }, 120_000);
  afterAll(() => demo?.close());

  it("is all answered", async () => {
    const lines = page.locator(".theme .lever");
    const many = await lines.count();
    expect(many).toBeGreaterThan(15);
    for (let at = 0; at < many; at += 1) {
      const line = lines.nth(at);
      const words = (await line.textContent()) ?? "";
      await line.evaluate((button) => button.closest("details")?.setAttribute("open", ""));
      const before = await lastAnswer();
      await line.click();
      await expect.poll(() => answered(before), { message: words, timeout: 60_000 }).toBe(true);
      if (PICTURES !== undefined) await picture(`${at}-${words}`);
      expect(await whatIsSaid(), words).not.toMatch(/I do not know|did not work|No route was added/);
      const form = page.getByRole("dialog");
      if (await form.isVisible())
        await form
          .getByRole("button", { name: /Cancel|Close/ })
          .first()
          .click();
      await form.waitFor({ state: "hidden" });
    }
  });

  /** The newest message that only one person sees, by when it was said. */
  const lastAnswer = async (): Promise<string> =>
    (await page
      .locator("#messages .message.ephemeral")
      .last()
      .getAttribute("data-ts", { timeout: 100 })
      .catch(() => "")) ?? "";

  const answered = async (before: string): Promise<boolean> =>
    (await page.getByRole("dialog").isVisible()) || (await lastAnswer()) > before;

  async function whatIsSaid(): Promise<string> {
    const form = page.getByRole("dialog");
    return (await form.isVisible())
      ? form.innerText()
      : page.locator("#messages .message.ephemeral").last().innerText();
  }

  async function picture(name: string): Promise<void> {
    await mkdir(PICTURES ?? "", { recursive: true });
    await page.screenshot({ path: join(PICTURES ?? "", `${name.replace(/\W+/g, "-").slice(0, 60)}.png`) });
  }
});
