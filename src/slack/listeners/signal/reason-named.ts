import { closest } from "../../../domain/closest.ts";
import type { Reason } from "../../../store/reasons.ts";
import type { ListenerDeps } from "../../deps.ts";
import { said } from "../../messages/words.ts";

/** The reason that a person named by code, label or alias; else in words which there are. `command` is what they typed before it, `others` else may follow it. */
export async function reasonNamed(
  { store, words: { t } }: Pick<ListenerDeps, "store" | "words">,
  workspaceId: string,
  { name, command, others = [] }: { name: string; command: string; others?: readonly string[] },
): Promise<{ reason: Reason } | { text: string }> {
  const reasons = await store.reasons.list(workspaceId);
  const wanted = name.toLowerCase();
  const reason = reasons.find(({ code, label, aliases }) =>
    [code, label, ...aliases].some((each) => each.toLowerCase() === wanted),
  );
  if (reason !== undefined) return { reason };
  const names = reasons.flatMap(({ code, label }) => [code, label.toLowerCase()]);
  const near = closest(wanted, [...names, ...others]);
  const known = reasons.slice(0, 15).map(({ code }) => said(code, 60));
  const text = [
    t("reason.unknown", { name: said(name, 80) }),
    ...(near === undefined ? [] : [t("reason.didYouMean", { command, near: said(near, 80) })]),
    known.length === 0 ? t("reason.noneKnown") : t("reason.known", { reasons: known.join(", ") }),
  ];
  return { text: text.join(" ") };
}
