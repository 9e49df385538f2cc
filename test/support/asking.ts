import { expect } from "vitest";
import type { MemberName } from "../../src/embedded/slack/people.ts";
import type { Clickable } from "../../src/embedded/slack/person.ts";
import { checkLimits, checkView } from "./limits.ts";
import type { SlackHouse } from "./slackHouse.ts";

/** Types a command in #earshot and gives back the answer, once it is there; `words` are all that it says. */
export async function answerTo({ local }: SlackHouse, user: MemberName, line: string, channel = "earshot") {
  const before = local.ephemerals(user).length;
  await local.as(user).command(line, { channel });
  await expect.poll(() => local.ephemerals(user).length).toBeGreaterThan(before);
  const answer = local.ephemerals(user)[before];
  if (answer === undefined) throw new Error("no answer");
  expect(checkLimits(answer as never)).toEqual([]);
  return { answer, words: `${answer.text} ${JSON.stringify(answer.blocks ?? [])}` };
}

/** The text of that answer. */
export async function textTo(
  house: SlackHouse,
  user: MemberName,
  line: string,
  channel?: string,
): Promise<string> {
  return (await answerTo(house, user, line, channel)).answer.text;
}

/** The form that this opens for somebody. */
export async function opened(
  { local }: Pick<SlackHouse, "local">,
  user: MemberName,
  open: () => Promise<void>,
): Promise<Clickable> {
  const before = local.modals(user).length;
  await open();
  await expect.poll(() => local.modals(user).length).toBe(before + 1);
  const view = local.modals(user).at(-1)?.view ?? {};
  expect(checkView(view)).toEqual([]);
  return view as Clickable;
}

/** All that the form says which this command opens for somebody. */
export async function formTo(house: SlackHouse, user: MemberName, line: string): Promise<string> {
  return JSON.stringify(
    await opened(house, user, () => house.local.as(user).command(line, { channel: "earshot" })),
  );
}

/** What the app has told somebody in their own conversation with it, newest last. */
export async function toldTo({ local }: Pick<SlackHouse, "local">, user: MemberName) {
  const channel = await local.directChannel(user);
  const messages = channel === undefined ? [] : await local.messages(channel);
  for (const message of messages) expect(checkLimits(message as never)).toEqual([]);
  return messages;
}

/** The newest of that, or nothing. */
export async function lastTold(house: Pick<SlackHouse, "local">, user: MemberName): Promise<string> {
  return (await toldTo(house, user)).at(-1)?.text ?? "";
}
