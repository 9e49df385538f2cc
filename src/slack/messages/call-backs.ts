import { counted } from "./words.ts";

/** On the card of an overdue promise, while customers ask where their call-backs are. `link`: to the alert that says so. */
export function callBacksAskedFor(link: string | undefined): string {
  const words = "Customers ask about call-backs more than usual now";
  return link === undefined ? `${words}.` : `${words}: <${link}|The alert>`;
}

/** On the card of that spike. */
export function promisesMissed(count: number): string {
  return `${counted(count, "promise")} ${count === 1 ? "was" : "were"} overdue or broken in this time.`;
}
