import type { Words } from "../../language/words.ts";

/** On the card of an overdue promise, while customers ask where their call-backs are. `link`: to the alert that says so. */
export function callBacksAskedFor({ t }: Words, link: string | undefined): string {
  return link === undefined ? t("promiseCard.customersAsk") : t("promiseCard.customersAskLink", { link });
}

/** On the card of that spike. */
export function promisesMissed({ t }: Words, count: number): string {
  return t("promiseCard.missed", { count });
}
