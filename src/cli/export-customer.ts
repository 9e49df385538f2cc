import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { messageOf, SetupError } from "../errors.ts";
import { CLI_ACTOR, customerMeant } from "./customer-meant.ts";
import { withStore, workspaceOption } from "./store.ts";

const NOT_IN_IT = `
Not in it: what people wrote in Slack, and messages that they shared there. Agents are in it by their codes: look through it
before you hand it over. Each export is written to the audit trail.`;

export function exportCustomerCommand(): Command {
  return new Command("export-customer")
    .argument("<customer>", "a phone number, e-mail, id or name")
    .description("print all that is kept about one customer, as JSON")
    .option("--out <file>", "write it there instead, for you alone to read")
    .addOption(workspaceOption())
    .addHelpText("after", NOT_IN_IT)
    .action(exportCustomer);
}

async function exportCustomer(
  words: string,
  { out, workspace }: { out?: string; workspace?: string },
): Promise<void> {
  const copy = await withStore(async (store, { id: workspaceId }) => {
    const customerId = await customerMeant(store, workspaceId, words);
    const at = new Date();
    const entry = { at, actor: CLI_ACTOR, action: "customer-exported", subject: customerId };
    await store.audit.add(workspaceId, entry);
    return { exportedAt: at, ...(await store.customerRights.copy(workspaceId, customerId)) };
  }, workspace);
  const json = JSON.stringify(copy, null, 2);
  if (out === undefined) return console.log(json);
  await writePrivately(out, `${json}\n`);
  console.log(`Written to ${out}.`);
}

/** A file that was there already may be open to others: a new one takes its place. */
async function writePrivately(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, text, { mode: 0o600, flag: "wx" });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new SetupError(`Cannot write ${file}: ${messageOf(error)}`);
  }
}
