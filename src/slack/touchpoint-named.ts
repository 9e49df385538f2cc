import type { Touchpoint } from "../store/touchpoints.ts";
import type { ListenerDeps } from "./deps.ts";
import { said } from "./messages/words.ts";

/** So many are named to who mistyped one. */
const MOST_NAMED = 15;

/** The touchpoint of that code or name, in any case; or what there is instead. */
export async function touchpointNamed(
  { store, words }: Pick<ListenerDeps, "store" | "words">,
  workspaceId: string,
  asked: string,
): Promise<{ touchpoint: Touchpoint } | { text: string }> {
  const touchpoints = await store.touchpoints.list(workspaceId);
  const same = (name: string) => name.toLowerCase() === asked.toLowerCase();
  const found =
    touchpoints.find(({ code }) => code === asked) ??
    touchpoints.find(({ code, label }) => same(code) || same(label));
  if (found !== undefined) return { touchpoint: found };
  const name = said(asked, 60);
  if (touchpoints.length === 0) return { text: words.t("touchpoint.unknownNone", { asked: name }) };
  const known = touchpoints.slice(0, MOST_NAMED).map(({ code }) => said(code, 60));
  return { text: words.t("touchpoint.unknown", { asked: name, known: known.join(", ") }) };
}
