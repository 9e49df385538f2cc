import type { App, BlockAction } from "@slack/bolt";
import type { ListenerDeps } from "../../deps.ts";
import type { Words } from "../../language/words.ts";
import type { Message } from "../../messages/blocks.ts";
import { HELP, helpMessage, helpPage, isHelpSubject } from "../../messages/help.ts";

/** `/earshot help`, or `/earshot help promise`: a subject, or what there is. */
export function answerHelp(words: Words, [subject]: readonly string[]): Message {
  if (subject === undefined) return helpMessage(words);
  const known = subject.replace("/", "").toLowerCase();
  return isHelpSubject(known) ? helpPage(words, known) : helpMessage(words, subject);
}

/** The buttons of the help: the same message shows a subject, or all of them again. */
export function registerHelp(app: App, deps: ListenerDeps): void {
  app.action(new RegExp(`^${HELP}-[a-z]+$`), async ({ ack, body, respond }) => {
    await ack();
    const [pressed] = (body as BlockAction).actions;
    const subject = pressed?.type === "button" ? pressed.value : undefined;
    const message = answerHelp(deps.words, subject === undefined ? [] : [subject]);
    await respond({ response_type: "ephemeral", replace_original: true, ...message } as never);
  });
}
