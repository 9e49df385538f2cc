import type { Marks } from "../../../domain/signal/mark.ts";
import type { Words } from "../../language/words.ts";

/** "2 found this useful, 1 not."; undefined while nobody has said anything. */
export function marksLine({ t }: Words, marks: Marks): string | undefined {
  const { useful, notUseful } = marks;
  if (useful === 0) return notUseful === 0 ? undefined : t("card.foundNotUseful", marks);
  return t(notUseful === 0 ? "card.foundUseful" : "card.foundBoth", marks);
}

/** What the clicker alone is told. */
export function markedText({ t }: Words, useful: boolean, isChange: boolean): string {
  return t(isChange ? "card.marked" : "card.markedBefore", { useful });
}
