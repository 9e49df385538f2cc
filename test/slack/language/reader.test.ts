import { expect, test } from "vitest";
import type { SlackUser } from "../../../src/slack/connection/slack.ts";
import { wordsFor } from "../../../src/slack/reader.ts";

const somebody: SlackUser = {
  name: "maija",
  zone: "Europe/Helsinki",
  isAdmin: false,
  isDeleted: false,
  language: "fi",
  status: { emoji: "", text: "" },
};
const workspace = { id: "w", language: "en" } as const;
const nobodyChose = { readers: { language: async () => undefined } };
const told = async (user: Promise<SlackUser | undefined>, language: "en" | "fi" = "en") =>
  (await wordsFor({ store: nobodyChose, slack: { user: () => user } }, { ...workspace, language }, "U1"))
    .language;

test("a person is answered in the language of their Slack", async () => {
  expect(await told(Promise.resolve(somebody))).toBe("fi");
  expect(await told(Promise.resolve({ ...somebody, language: "en" }), "fi")).toBe("en");
});

test("one that is not spoken here, or nobody known, is answered in the workspace's", async () => {
  expect(await told(Promise.resolve({ ...somebody, language: undefined }))).toBe("en");
  expect(await told(Promise.resolve(undefined), "fi")).toBe("fi");
});

test("a Slack that does not answer holds nobody up", async () => {
  expect(await told(new Promise(() => {}))).toBe("en");
});

test("one that was answered in their language stays so when their Slack is slow", async () => {
  let answer: Promise<SlackUser | undefined> = Promise.resolve(somebody);
  const slack = { user: () => answer };
  const language = async (userId: string) =>
    (await wordsFor({ store: nobodyChose, slack }, workspace, userId)).language;
  expect(await language("U1")).toBe("fi");
  answer = new Promise(() => {});
  expect([await language("U1"), await language("U2")]).toEqual(["fi", "en"]);
});

test("what somebody chose goes before what their Slack speaks", async () => {
  const store = { readers: { language: async () => "fi" as const } };
  const slack = { user: async () => ({ ...somebody, language: "en" as const }) };
  expect((await wordsFor({ store, slack }, workspace, "U1")).language).toBe("fi");
});
