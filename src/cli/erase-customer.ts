import { Command } from "commander";
import { SetupError } from "../errors.ts";
import type { Erased } from "../store/customer-erase.ts";
import type { CustomerCopy } from "../store/customer-rights.ts";
import { type Asking, askingOnTerminal } from "./answer.ts";
import { CLI_ACTOR, customerMeant } from "./customer-meant.ts";
import { withStore, workspaceOption } from "./store.ts";
import { counted } from "./words.ts";

const WHAT_STAYS = `
Gone: the name, all ids, e-mails and phone numbers, summaries, comments, what was promised, and notes about it. Open promises
are withdrawn. Waiting events are counted without who it was; those set aside are dropped.
Stays, as counts of nobody: contacts, answers, surveys and promises with their times, channels, reasons, scores, teams and
agents, and the sources' own ids of them, by which a repetition is known. Figures of the past stay as they were, but for
repeats: counted anew, these contacts repeat nothing. The audit trail keeps the id, and nothing it leads to.
Who is in touch again is a new customer. What the sources and backups hold is not reached from here.`;

const IN_SLACK = `Alerts in Slack are redrawn without it within seconds, if Earshot runs. What Slack keeps besides stays there: replies in
threads, digests already sent, and what people wrote or shared. Look for it in Slack.`;

/** @param ask how a person is asked; by itself on a terminal only */
export function eraseCustomerCommand(ask: Asking = askingOnTerminal()): Command {
  return new Command("erase-customer")
    .argument("<customer>", "a phone number, e-mail, id or name")
    .description("forget one customer: say what would be erased, ask, erase it; there is no way back")
    .option("--yes", "do not ask")
    .addOption(workspaceOption())
    .addHelpText("after", `${WHAT_STAYS}\n${IN_SLACK}`)
    .action((words: string, options: { yes?: boolean; workspace?: string }) => erase(words, options, ask));
}

async function erase(
  words: string,
  { yes, workspace }: { yes?: boolean; workspace?: string },
  ask: Asking,
): Promise<void> {
  await withStore(async (store, { id: workspaceId }) => {
    const customerId = await customerMeant(store, workspaceId, words);
    const copy = await store.customerRights.copy(workspaceId, customerId);
    if (copy === null) throw new SetupError("Somebody erased this customer just now.");
    console.log(planText(customerId, copy));
    if (!yes && ask === undefined)
      throw new SetupError("Nobody can be asked here: add --yes to erase it. Nothing was erased.");
    if (!yes && (await ask?.("Type the id to erase it for good: ")) !== customerId)
      return console.log("Nothing was erased.");
    const erased = await store.customerRights.erase(workspaceId, customerId, {
      at: new Date(),
      actor: CLI_ACTOR,
    });
    if (erased === null) throw new SetupError("Somebody erased this customer just now.");
    console.log(`${erasedText(erased)}\n${IN_SLACK}`);
  }, workspace);
}

function planText(customerId: string, copy: CustomerCopy): string {
  const { contacts, feedback, surveys, promises, waiting } = copy;
  const open = promises.filter(({ status }) => status === "open").length;
  return `Customer ${customerId}
  ${counted(contacts.length, "contact")}, ${counted(feedback.length, "answer")} and ${counted(surveys.length, "survey")} become those of nobody
  ${counted(promises.length, "promise")} too; open, and withdrawn: ${open}
  ${counted(waiting.length, "waiting event")}`;
}

function erasedText({ contacts, feedback, promises, withdrawn, events, alertIds }: Erased): string {
  return [
    `Erased. ${counted(contacts, "contact")}, ${counted(feedback, "answer")} and ${counted(promises, "promise")} are nobody's now;`,
    `${counted(withdrawn, "promise")} withdrawn, ${counted(events, "waiting event")} cleaned, ${counted(alertIds.length, "alert")} to redraw.`,
  ].join(" ");
}
