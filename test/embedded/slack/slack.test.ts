import { App, LogLevel, type SlackEventMiddlewareArgs } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalSlack, startLocalSlack } from "../../../src/embedded/slack/slack.ts";

let slack: LocalSlack;
let app: App;
let alerts: string;

beforeAll(async () => {
  slack = await startLocalSlack();
  alerts = slack.channels["billing-alerts"] ?? "";
  app = new App({
    token: slack.botToken,
    signingSecret: slack.signingSecret,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: quiet,
  });
  app.command("/echo", async ({ ack, command, client }) => {
    await ack({ response_type: "ephemeral", text: `${command.user_name} said ${command.text}` });
    if (command.text === "form") await client.views.open({ trigger_id: command.trigger_id, view: form });
  });
  app.action("acknowledge", async ({ ack, body, respond, client }) => {
    await ack();
    if (body.type !== "block_actions" || !body.message) return;
    if (body.user.id !== slack.users.otto.id)
      return await void respond({ text: "Only a lead may do that.", replace_original: false });
    await client.chat.update({ channel: alerts, ts: body.message.ts, text: "acknowledged", blocks: [] });
  });
  app.action("pick", async ({ ack, payload, respond }) => {
    await ack();
    await respond({
      text: `picked ${"selected_option" in payload ? payload.selected_option?.value : "nothing"}`,
    });
  });
  app.view("promise", async ({ ack, view }) => {
    const due = view.state.values.due?.date?.selected_date ?? "";
    if (due < "2026-01-01")
      return await ack({ response_action: "errors", errors: { due: "That day is over." } });
    if (due === "2026-12-24")
      return await ack({ response_action: "update", view: { ...form, title: plain("Sure?") } });
    await ack();
    await app.client.chat.postMessage({
      channel: alerts,
      text: `promised ${view.state.values.what?.words?.value} by ${due}`,
    });
  });
  app.shortcut("promise_call_back", async ({ ack, shortcut, client }) => {
    await ack();
    const words = shortcut.type === "message_action" ? shortcut.message.text : "";
    await client.chat.postEphemeral({ channel: alerts, user: shortcut.user.id, text: `about: ${words}` });
  });
  app.event(
    "app_home_opened",
    async ({ event, client }: SlackEventMiddlewareArgs<"app_home_opened"> & { client: App["client"] }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: "home", blocks: [section("Your promises")] },
      });
    },
  );
  const server = await app.start(0);
  const address = server.address();
  slack.connect(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
});
afterAll(async () => {
  await app.stop();
  await slack.close();
});

describe("the local Slack's Web API", () => {
  it("knows the people with their zone and language, and the leads' user groups", async () => {
    const { user } = await app.client.users.info({ user: slack.users.otto.id, include_locale: true });
    expect(user).toMatchObject({ real_name: "Otto Lehtonen", tz: "Europe/Helsinki", locale: "en-GB" });
    const leads = await app.client.usergroups.users.list({ usergroup: slack.groups["billing-leads"] ?? "" });
    expect(leads.users).toEqual([slack.users.otto.id]);
    const nobody = app.client.usergroups.users.list({ usergroup: "S404" });
    await expect(nobody).rejects.toThrow("no_such_subteam");
  });

  it("keeps blocks, attachments and metadata of a message, and tells who posted it", async () => {
    const metadata = { event_type: "signal", event_payload: { id: "7" } };
    const { ts } = await app.client.chat.postMessage({
      channel: alerts,
      text: "spike",
      attachments: [{ color: "#a30200", blocks: [section("Invoice is wrong")] }],
      metadata,
    });
    const message = (await slack.messages("billing-alerts")).find((each) => each.ts === ts);
    expect(message).toMatchObject({ text: "spike", bot_id: "B0EARSHOT", user: slack.botUserId, metadata });
    expect(message?.attachments).toMatchObject([
      { color: "#a30200", blocks: [{ block_id: "b0", type: "section" }] },
    ]);
  });

  it.each([
    ["51 blocks", Array.from({ length: 51 }, () => section("x")), "no more than 50 items"],
    ["a section of 3,001 letters", [section("x".repeat(3001))], "less than 3001 characters"],
    [
      "a header of 151 letters",
      [{ type: "header", text: plain("x".repeat(151)) }],
      "less than 151 characters",
    ],
    [
      "a button of 76 letters",
      [{ type: "actions", elements: [button("x".repeat(76))] }],
      "less than 76 characters",
    ],
    [
      "26 buttons",
      [
        {
          type: "actions",
          elements: Array.from({ length: 26 }, (_, at) => ({ ...button("x"), action_id: `${at}` })),
        },
      ],
      "no more than 25",
    ],
    ["a chart with a point missing", [chart([1])], "one finite number for each category"],
    ["an unknown block", [{ type: "hologram" }], "unsupported type: hologram"],
  ])("refuses %s as Slack does", async (_, blocks, why) => {
    const posting = app.client.apiCall("chat.postMessage", { channel: alerts, text: "x", blocks });
    await expect(posting).rejects.toMatchObject({
      data: { error: "invalid_blocks", response_metadata: { messages: [expect.stringContaining(why)] } },
    });
  });

  it("takes 50 blocks and a whole chart", async () => {
    const blocks = [...Array.from({ length: 49 }, () => section("x")), chart([1, 2])];
    await expect(
      app.client.apiCall("chat.postMessage", { channel: alerts, text: "x", blocks }),
    ).resolves.toMatchObject({ ok: true });
  });
});

describe("people in the local Slack", () => {
  it("type a slash command and read the answer alone", async () => {
    await slack.as("maija").command("/echo  good   morning", { channel: "billing-alerts" });
    expect(slack.ephemerals("maija").at(-1)).toMatchObject({
      text: "maija said good   morning",
      channel: alerts,
    });
    expect(slack.ephemerals("otto")).toEqual([]);
  });

  it("click: the agent is refused in words, the lead's click changes the message in place", async () => {
    const { ts } = await app.client.chat.postMessage({
      channel: alerts,
      text: "overdue",
      blocks: [{ type: "actions", elements: [{ ...button("Acknowledge"), action_id: "acknowledge" }] }],
    });
    const message = async () => (await slack.messages(alerts)).find((each) => each.ts === ts);
    await slack.as("maija").click(await message(), "acknowledge");
    await changed(() => expect(slack.ephemerals("maija").at(-1)?.text).toBe("Only a lead may do that."));
    await slack.as("otto").click(await message(), "acknowledge");
    await changed(async () => expect(await message()).toMatchObject({ text: "acknowledged", edited: {} }));
  });

  it("choose in a select, by the option's value", async () => {
    const options = ["1h", "1d"].map((value) => ({ text: plain(value), value }));
    const { ts } = await app.client.chat.postMessage({
      channel: alerts,
      text: "snooze",
      blocks: [{ ...section("Snooze"), accessory: { type: "static_select", action_id: "pick", options } }],
    });
    await slack.as("noor").click(
      (await slack.messages(alerts)).find((each) => each.ts === ts),
      "pick",
      "1d",
    );
    await changed(() => expect(slack.ephemerals("noor").at(-1)?.text).toBe("picked 1d"));
  });

  it("fill a modal: required inputs, the app's own errors, a second page, and the end", async () => {
    const otto = slack.as("otto");
    await otto.command("/echo form", { channel: alerts });
    await changed(() => expect(slack.modals("otto")).toHaveLength(1));
    await otto.submit({ date: "2026-11-21" });
    expect(slack.modals("otto")[0]?.errors).toEqual({ what: "Please complete this required field." });
    await otto.submit({ words: "call back", date: "2025-11-21" });
    expect(slack.modals("otto")[0]?.errors).toEqual({ due: "That day is over." });
    await otto.submit({ words: "call back", date: "2026-12-24" });
    expect(slack.modals("otto")[0]?.view.title).toMatchObject({ text: "Sure?" });
    await otto.submit({ words: "call back", date: "2026-11-22" });
    expect(slack.modals("otto")).toEqual([]);
    await changed(async () =>
      expect((await slack.messages(alerts)).at(-1)?.text).toBe("promised call back by 2026-11-22"),
    );
  });

  it("use a shortcut on a message somebody wrote, and open the home tab", async () => {
    await slack.as("noor").say("billing-alerts", "The customer waits since Monday");
    const said = (await slack.messages(alerts)).at(-1);
    expect(said).toMatchObject({ user: slack.users.noor.id });
    await slack.as("maija").shortcut("promise_call_back", said);
    await changed(() =>
      expect(slack.ephemerals("maija").at(-1)?.text).toBe("about: The customer waits since Monday"),
    );
    await slack.as("maija").openHome();
    await changed(() => expect(slack.home("maija")).toMatchObject({ type: "home" }));
  });

  it("are told when the app does not know their command", async () => {
    await expect(slack.as("maija").command("/nonsense", { channel: alerts })).rejects.toThrow(/Earshot/);
  });
});

/** Waits for the local Slack to change until the expectation holds. */
async function changed(expectation: () => unknown): Promise<void> {
  for (;;) {
    let heard: () => void = () => undefined;
    const next = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const stop = slack.onChange(heard);
    const failure = await Promise.resolve()
      .then(expectation)
      .then(
        () => undefined,
        (error: unknown) => error ?? new Error("no"),
      );
    if (failure)
      await Promise.race([next, new Promise((_, reject) => setTimeout(() => reject(failure), 4000))]);
    stop();
    if (!failure) return;
  }
}

const ignore = (): void => undefined;
/** The SDK logs every refusal that these tests provoke. */
const quiet = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  setName: ignore,
  getLevel: () => LogLevel.ERROR,
};
const plain = (text: string) => ({ type: "plain_text" as const, text });
const section = (text: string) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } });
const button = (text: string) => ({ type: "button" as const, text: plain(text), action_id: "b" });
const chart = (values: number[]) => ({
  type: "data_visualization",
  title: "Contacts",
  chart: {
    type: "line",
    series: [{ name: "today", data: values.map((value, at) => ({ label: `${at}`, value })) }],
    axis_config: { categories: ["0", "1"] },
  },
});
const form = {
  type: "modal" as const,
  callback_id: "promise",
  title: plain("A promise"),
  submit: plain("Save"),
  blocks: [
    {
      type: "input" as const,
      block_id: "what",
      label: plain("What"),
      element: { type: "plain_text_input" as const, action_id: "words" },
    },
    {
      type: "input" as const,
      block_id: "due",
      label: plain("When"),
      element: { type: "datepicker" as const, action_id: "date" },
    },
  ],
};
