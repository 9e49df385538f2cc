import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "./chromium.ts";
import { inHours, type OpenDemo, openDemo } from "./openDemo.ts";

if (!chromiumPath) console.log("No Chromium on this machine: the browser's tests of the demo are left out.");

/** The whole demo as a newcomer sees it; the tests follow its one story in order. */
describe.skipIf(!chromiumPath)("the demo's page", { timeout: 120_000 }, () => {
  let demo: OpenDemo;
  let page: Page;
  beforeAll(async () => {
    demo = await openDemo();
    page = demo.page;
  }, 120_000);
  afterAll(() => demo?.close());

  it("shows the spike as an alert with its chart", async () => {
    const alert = message("Invoice is wrong");
    await alert.locator(".chart svg polyline").first().waitFor();
    expect(await alert.locator("figcaption").innerText()).toMatch(/Invoice is wrong/);
    expect(await alert.getByRole("button", { name: "Acknowledge" }).isVisible()).toBe(true);
  });

  it("refuses the agent who acknowledges an overdue promise, in words only she sees", async () => {
    await message("A promise is overdue").getByRole("button", { name: "Acknowledge" }).click();
    const refusal = page.locator(".message.ephemeral");
    await refusal.waitFor();
    expect(await refusal.innerText()).toMatch(/Only visible to you[\s\S]*Only a lead of Billing[\s\S]*@Otto/);
    await demo.actAs("Noor");
    await expect.poll(() => page.locator(".message.ephemeral").count()).toBe(0);
  });

  it("lets the lead acknowledge it, and changes the message in place", async () => {
    await demo.actAs("Otto");
    const alert = message("A promise is overdue");
    const place = await alert.getAttribute("data-ts");
    await alert.getByRole("button", { name: "Acknowledge" }).click();
    const changed = page.locator(`.message[data-ts="${place}"]`);
    await changed.getByText("Acknowledged", { exact: false }).first().waitFor();
    await changed.getByText("(edited)").waitFor();
    expect(await changed.innerText()).toMatch(/Otto/);
    expect(await changed.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
  });

  it("answers a slash command, suggested while it is typed", async () => {
    const line = page.locator("#composer input");
    await line.pressSequentially("/cus");
    await page.getByRole("option", { name: /\/customer/ }).waitFor();
    await line.press("Enter");
    expect(await line.inputValue()).toBe("/customer ");
    await line.pressSequentially("040 123 4567");
    await line.press("Enter");
    const answer = page.locator(".message.ephemeral", { hasText: "Liisa Mäkinen" });
    await answer.waitFor();
    expect(await answer.innerText()).toMatch(/refund of 79 €/);
  });

  it("opens a form, says what is wrong in it, and makes the promise", async () => {
    const line = page.locator("#composer input");
    await line.fill("/promise new");
    await line.press("Enter");
    const form = page.getByRole("dialog");
    await form.getByRole("heading").first().waitFor();
    await form.locator("[data-submit]").click();
    await form.getByText("Please complete this required field.").first().waitFor();
    const customer = form.locator('[data-action="customer"]');
    await customer.fill("040 123 4567");
    const found = form.locator('[data-block="customer"] option').first();
    await found.waitFor({ state: "attached" });
    await customer.fill((await found.getAttribute("value")) ?? "");
    await form.locator('[data-action="text"]').fill("send the corrected invoice");
    await form.locator('[data-action="due"]').fill("2020-01-01T09:00");
    await form.locator("[data-submit]").click();
    await form.getByText("has passed").waitFor();
    await form.getByRole("button", { name: "Back" }).click();
    await form.getByRole("heading", { name: "Log a promise" }).waitFor();
    expect(await form.locator('[data-action="text"]').inputValue()).toBe("send the corrected invoice");
    await form.locator('[data-action="due"]').fill(inHours(1));
    await form.locator("[data-submit]").click();
    await form.waitFor({ state: "detached" });
    await page.getByRole("link", { name: /Messages from Earshot/ }).click();
    await message("Promised to Liisa Mäkinen").getByText("send the corrected invoice").waitFor();
  });

  it("shows what a customer wrote as words, never as markup", async () => {
    await page.getByRole("link", { name: /network-alerts/ }).click();
    const line = page.locator("#composer input");
    await line.fill('<img src=x onerror="document.title=1"> <!channel> *bold*');
    await line.press("Enter");
    const said = page.locator(".message", { hasText: "onerror" });
    await said.getByText("bold", { exact: true }).waitFor();
    expect(await said.innerText()).toContain('<img src=x onerror="document.title=1"> <!channel>');
    expect(await said.locator("img").count()).toBe(0);
    expect(await page.title()).toBe("Earshot demo");
  });

  it("fits a phone: no sideways scrolling, channels behind a button", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.getByRole("button", { name: "Channels" }).click();
    await page.getByRole("link", { name: /billing-alerts/ }).click();
    await message("Invoice is wrong").waitFor();
  });

  const message = (words: string): Locator =>
    page.locator(".message:not(.ephemeral)", { hasText: words }).first();
});
