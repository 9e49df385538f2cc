import type { App, SlashCommand } from "@slack/bolt";
import { type Due, doubtAbout, standardDue } from "../../../domain/promise/due.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import { customerNamed } from "../../customer-named.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import type { Words } from "../../language/words.ts";
import { asksHelp, helpPage } from "../../messages/help.ts";
import type { PromiseDraft } from "../../messages/promise/draft.ts";
import { type Question, vagueReply } from "../../messages/promise/questions.ts";
import { answer } from "../../press.ts";
import { type MakingFor, makingFor } from "../../promise/making-for.ts";
import { type Reading, readPromise, type Unreadable } from "../../promise/words.ts";
import { promiseLists } from "./lists.ts";
import { registerPromiseMake, replyTo } from "./make.ts";
import { openPromiseForm, registerPromiseOpeners } from "./openers.ts";

/** `/promise`: lists; `/promise new`: a form; `/promise <customer> <when> <what>`: makes one. */
export function registerPromise(app: App, deps: ListenerDeps): void {
  registerPromiseOpeners(app, deps);
  registerPromiseMake(app, deps);
  app.command("/promise", async ({ ack, command, respond, context, client }) => {
    await ack();
    const workspace = workspaceOf({ context });
    const typed = command.text.replaceAll("\0", "").trim();
    if (typed === "new") {
      await openPromiseForm(deps, workspace, command.user_id, (view) =>
        client.views.open({ trigger_id: command.trigger_id, view }),
      );
      return;
    }
    const reply = asksHelp(typed)
      ? helpPage(deps.words, "promise")
      : ((await promiseLists(deps, workspace, command.user_id, typed)) ??
        (await make(deps, workspace, command, typed)));
    await answer(respond, reply);
  });
}

async function make(
  deps: ListenerDeps,
  workspace: Workspace,
  command: SlashCommand,
  typed: string,
): Promise<Question | { text: string }> {
  const me = command.user_id;
  const making = await makingFor(deps, workspace, me, { owner: me, team: null });
  const read = readPromise(typed, making);
  if (read.kind === "refused") return { text: unreadable(deps.words, read.why) };
  const { customer, text } = await meant(deps, workspace.id, read.readings);
  const draft = (due: Due, concrete: boolean): PromiseDraft => ({
    key: command.trigger_id,
    customer,
    text: text || deps.words.t("promiseForm.usualText"),
    due,
    concrete,
    isSure: false,
    owner: me,
    team: null,
    channel: null,
    link: null,
  });
  return read.kind === "promise"
    ? replyTo(deps, workspace, me, draft(read.due, true))
    : offerStandard(
        deps.words,
        draft(standardDue(making.rules, making.hours, making.now), false),
        read.said,
        making,
      );
}

function offerStandard(words: Words, draft: PromiseDraft, said: string, making: MakingFor): Question {
  return vagueReply(words, draft, doubtAbout(draft.due, making), said, making);
}

/** Why the words are no promise, and how one is written. */
function unreadable({ t }: Words, why: Unreadable): string {
  const example = t("promiseForm.example");
  switch (why) {
    case "who-when-what":
      return t("promiseForm.whoWhenWhat", { example });
    case "who":
      return t("promiseForm.who", { example });
    case "no-time":
      return t("promiseForm.noTime", { example });
  }
}

/** The first reading whose customer somebody knows; else the last. */
async function meant(
  deps: ListenerDeps,
  workspaceId: string,
  readings: readonly Reading[],
): Promise<Reading> {
  for (const reading of readings.slice(0, -1)) {
    const { kind } = await customerNamed(deps, workspaceId, reading.customer);
    if (kind === "known" || kind === "several") return reading;
  }
  return readings.at(-1) ?? { customer: "", text: "" };
}
