import { isUuid } from "../domain/uuid.ts";
import { SetupError } from "../errors.ts";
import { customerNamed, noteListed } from "../slack/customer-named.ts";
import type { CustomerHit } from "../store/customers.ts";
import type { Store } from "../store/index.ts";

/** Who the command line is in the audit trail. */
export const CLI_ACTOR = "cli";

/**
 * The id of the one customer that somebody wrote down: by our id, or by id, e-mail, phone or name.
 * @throws SetupError when nobody fits, or several do: those are listed, and nobody is guessed
 */
export async function customerMeant(store: Store, workspaceId: string, words: string): Promise<string> {
  const own = isUuid(words) ? await customerNamed({ store }, workspaceId, `id:${words}`) : undefined;
  const named = own?.kind === "known" ? own : await customerNamed({ store }, workspaceId, words);
  if (named.kind === "known") return named.id;
  if (named.kind !== "several") {
    throw new SetupError("No customer fits. Try a whole phone number, e-mail, id, or parts of the name.");
  }
  await noteListed({ store, now: () => new Date() }, workspaceId, CLI_ACTOR, named.hits);
  const lines = named.hits.map((hit) => `\n  ${lineOf(hit)}`);
  throw new SetupError(`Several customers fit: say which by the id in front.${lines.join("")}`);
}

function lineOf({ id, name, identities, lastContactAt }: CustomerHit): string {
  const last =
    lastContactAt === null ? "no contact" : `last contact ${lastContactAt.toISOString().slice(0, 10)}`;
  return [id, name ?? "(no name)", ...identities.map(({ value }) => value), last].join("  ");
}
