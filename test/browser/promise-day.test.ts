import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "./chromium.ts";
import { inHours, type OpenDemo, openDemo } from "./openDemo.ts";

if (!chromiumPath) console.log("No Chromium on this machine: the browser's tests of a promise are left out.");

const WHAT = "say when the refund comes";

/** A day in the life of a promise, as a newcomer lives it; each test goes on where the one before ended. */
describe.skipIf(!chromiumPath)("a promise's day", { timeout: 180_000 }, () => {
  let demo: OpenDemo;
  beforeAll(async () => {
    demo = await openDemo();
    // Eight weeks of history are loaded first.
    await demo.message("Invoice is wrong").waitFor({ timeout: 240_000 });
  }, 360_000);
  afterAll(() => demo?.close());

  it("does not begin with a vague word: the team's standard is offered instead", async () => {
    await demo.go(/sales-alerts/);
    await demo.type(`/promise 040 123 4567 asap ${WHAT}`);
    const answer = demo.answer("is not a promise a customer can rely on");
    await answer.getByRole("button", { name: /Within 24 hours: tomorrow/ }).waitFor();
  });

  it("is made by command, and said back", async () => {
    await demo.type(`/promise 040 123 4567 in 1 hour ${WHAT}`);
    const answer = demo.answer("Promised to Liisa Mäkinen");
    await answer.waitFor();
    expect(await answer.innerText()).toMatch(
      /Maija Virtanen, team Billing[\s\S]*#billing-alerts hears of it/,
    );
  });

  it("is made of a message too, with its words and its link", async () => {
    await demo.type("The customer at 040 123 4567 waits for the technician");
    const said = demo.message("waits for the technician");
    await said.hover();
    await said.getByRole("button", { name: "More actions for this message" }).click();
    await said.getByRole("menuitem", { name: "Promise a call-back" }).click();
    const form = demo.page.getByRole("dialog");
    await form.getByRole("heading", { name: "Log a promise" }).waitFor();
    expect(await form.locator('[data-action="text"]').inputValue()).toContain("waits for the technician");
    const customer = form.locator('[data-action="customer"]');
    await customer.fill("040 123 4567");
    const found = form.locator('[data-block="customer"] option').first();
    await found.waitFor({ state: "attached" });
    await customer.fill((await found.getAttribute("value")) ?? "");
    await form.locator('[data-action="due"]').fill(inHours(20));
    await form.locator("[data-submit]").click();
    await form.waitFor({ state: "detached" });
    await demo.type("/promise");
    await demo.answer("Your open promises: 3").getByText("waits for the technician").waitFor();
  });

  it("reminds its owner before it is due", async () => {
    for (const _ of [1, 2, 3, 4, 5]) await demo.pass("+10 min");
    await demo.go(/Messages from Earshot/);
    await demo.message("Due in 30 min").getByText(WHAT).waitFor();
    await demo.message("Due in 10 min").getByText(WHAT).waitFor();
  });

  it("goes overdue in the team's channel, where the agent may not acknowledge it", async () => {
    await demo.pass("+10 min");
    await demo.go(/billing-alerts/);
    await demo.message(WHAT).getByText("A promise is overdue").waitFor();
    await demo.message(WHAT).getByRole("button", { name: "Acknowledge" }).click();
    await demo.answer("Only a lead of Billing can acknowledge an overdue promise").waitFor();
  });

  it("comes to the lead when nobody acknowledges it, who does", async () => {
    await demo.pass("+10 min");
    await demo.pass("+10 min");
    await demo.actAs("Otto");
    await demo.go(/Messages from Earshot/);
    await demo.message(WHAT).getByText("Nobody has acknowledged it").waitFor();
    await demo.go(/billing-alerts/);
    await demo.message(WHAT).getByRole("button", { name: "Acknowledge" }).click();
    await demo
      .message(WHAT)
      .getByText(/still not called/i)
      .waitFor();
    expect(await demo.message(WHAT).innerText()).toMatch(/Acknowledged by @Otto/);
  });

  it("is moved only when somebody says whether the customer was told", async () => {
    await demo.message(WHAT).getByRole("button", { name: "Move" }).click();
    const form = demo.page.getByRole("dialog");
    await form.locator('input[type="datetime-local"]').fill(inHours(5));
    await form.locator("[data-submit]").click();
    await form.getByText("Please complete this required field.").first().waitFor();
    await form.getByText("Yes, the customer knows").click();
    await form.locator("[data-submit]").click();
    await form.waitFor({ state: "detached" });
    await demo.message(WHAT).getByText("A new time was agreed").waitFor();
  });

  it("is kept by a call that reaches the customer; one in vain is only noted", async () => {
    const forgotten = demo.message("call back about the refund of 79 €");
    await demo.page.locator(".lever", { hasText: "no answer" }).click();
    await forgotten.getByText("2 replies").waitFor();
    await forgotten.getByRole("button", { name: "Done" }).waitFor();
    await demo.page.locator(".lever", { hasText: "reached" }).click();
    await forgotten.getByText(/reached by phone .* late; fits best of \d open promises/).waitFor();
    await forgotten.getByRole("button", { name: "That was not it" }).waitFor();
    await forgotten.getByText("View thread").click();
    const told = demo.page.locator("#thread");
    await told
      .getByText(/did not get through|no-answer|no answer/i)
      .first()
      .waitFor();
    await told
      .getByText(/reached/)
      .first()
      .waitFor();
    await told.getByRole("button", { name: "Close the thread" }).click();
  });

  it("is in the week's line of its team", async () => {
    await demo.type("/promise week");
    const line = demo.answer("this week so far");
    await line.waitFor();
    expect(await line.innerText()).toMatch(
      /Billing, this week so far: kept on time \d+ of \d+ \(\d+ %, 95 % interval \d+–\d+ %\)/,
    );
  });
});
