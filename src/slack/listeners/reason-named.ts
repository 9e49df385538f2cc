import { closest } from "../../domain/closest.ts";
import type { Store } from "../../store/index.ts";
import type { Reason } from "../../store/reasons.ts";
import { said } from "../messages/words.ts";

/** The reason that a person named by code, label or alias; else in words which there are. `command` is what they typed before it, `others` else may follow it. */
export async function reasonNamed(
  { reasons: store }: Pick<Store, "reasons">,
  workspaceId: string,
  name: string,
  command: string,
  others: readonly string[] = [],
): Promise<{ reason: Reason } | { text: string }> {
  const reasons = await store.list(workspaceId);
  const wanted = name.toLowerCase();
  const reason = reasons.find(({ code, label, aliases }) =>
    [code, label, ...aliases].some((each) => each.toLowerCase() === wanted),
  );
  if (reason !== undefined) return { reason };
  const names = reasons.flatMap(({ code, label }) => [code, label.toLowerCase()]);
  const near = closest(wanted, [...names, ...others]);
  const hint = near === undefined ? "" : ` Did you mean \`${command}${said(near, 80)}\`?`;
  const known = reasons.slice(0, 15).map(({ code }) => said(code, 60));
  const list = known.length === 0 ? "No reason has been heard yet." : `Reasons: ${known.join(", ")}.`;
  return { text: `No reason is called “${said(name, 80)}”.${hint} ${list}` };
}
