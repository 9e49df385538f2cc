import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "./chromium.ts";
import { inHours, type OpenDemo, openDemo } from "./openDemo.ts";

if (!chromiumPath) console.log("No Chromium on this machine: the browser's tests of relevance are left out.");

/** Who hears what, and when; each test goes on where the one before ended. */
describe.skipIf(!chromiumPath)("told to whom it concerns", { timeout: 180_000 }, () => {
  let demo: OpenDemo;
  beforeAll(async () => {
    demo = await openDemo();
    // Eight weeks of history are loaded first.
    await demo.message("Invoice is wrong").waitFor({ timeout: 240_000 });
  }, 360_000);
  afterAll(() => demo?.close());

  it("shares a customer only after a question, without phone or e-mail", async () => {
    await demo.type("/customer liisa");
    const shown = demo.answer("Liisa Mäkinen");
    expect(await shown.innerText()).toContain("+358");
    await shown.getByRole("button", { name: "Share…" }).click();
    const question = demo.answer("Share Liisa Mäkinen in");
    await question.getByRole("button", { name: "Share it there" }).click();
    const shared = demo.message("Shared by");
    await shared.waitFor();
    expect(await shared.innerText()).toMatch(/Liisa Mäkinen/);
    expect(await shared.innerText()).not.toMatch(/\+358|@example/);
  });

  it("lets an admin say where signals go, and limit a channel's interruptions", async () => {
    await demo.actAs("Aino");
    await demo.type("/earshot route add reasons no-connection to #earshot continue");
    await demo.answer("Added.").waitFor();
    await demo.type("/earshot channel #earshot");
    const form = demo.page.getByRole("dialog");
    await form.locator('[data-action="budget"]').fill("many");
    await form.locator('[data-action="digest"]').selectOption("daily");
    // at an hour to come: one that has just passed would be told at once
    await form.locator('[data-action="digest-at"]').fill(inHours(2).slice(11));
    await form.locator("[data-submit]").click();
    await form.getByText(/whole number from 0/).waitFor();
    await form.locator('[data-action="budget"]').fill("0");
    await form.locator("[data-submit]").click();
    await form.waitFor({ state: "detached" });
    await demo.type("/earshot channels");
    await demo.answer("at most 0 new messages a day").waitFor();
  });

  it("tells an outage where it is at home, and keeps it from the channel that wants a digest", async () => {
    await demo.page.getByRole("button", { name: "sixty customers call" }).click();
    await demo.go(/network-alerts/);
    await demo.message("No connection").getByText("Open").waitFor();
    await demo.go(/^#\s*earshot/);
    await demo.type("/earshot status");
    await demo.answer("1 for a digest").waitFor();
    expect(
      await demo.page.locator("#messages .message:not(.ephemeral)", { hasText: "No connection" }).count(),
    ).toBe(0);
  });

  it("mutes a reason from its card", async () => {
    await demo.actAs("Otto");
    await demo.go(/network-alerts/);
    await demo
      .message("No connection")
      .getByRole("combobox", { name: "Mute this reason" })
      .selectOption("3d");
    await demo.answer("is muted in").waitFor();
    await demo.type("/signals muted");
    await demo.answer("No connection").getByText("by").waitFor();
  });

  it("brings what waited in the next day's digest, each line with its own buttons", async () => {
    await demo.pass("+1 day");
    await demo.go(/^#\s*earshot/);
    const digest = demo.message("Daily digest of");
    await digest.getByText("held over the day's budget").waitFor();
    await digest.getByRole("button", { name: "Show" }).first().click();
    await demo.answer("No connection").waitFor();
  });
});
