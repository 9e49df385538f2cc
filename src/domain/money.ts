import { echo, type Read, read, refused } from "./calendar-read.ts";
import { closest } from "./closest.ts";

/** What nobody pays for an hour or a contact in any currency; more is a slip of the pen. */
const MOST = 1_000_000;

/** A currency by its ISO 4217 code, in any case. */
export function readCurrency(typed: string): Read<string> {
  const code = typed.trim().toUpperCase();
  const known = Intl.supportedValuesOf("currency");
  if (known.includes(code)) return read(code);
  const near = closest(code, known);
  const hint = near === undefined ? "write one such as EUR" : `did you mean ${near}? Write one such as EUR`;
  return refused(`“${echo(typed)}” is no currency of ISO 4217: ${hint}`);
}

/** What an hour or a contact costs: `42`, `4.50` or `4,50`. */
export function readMoney(typed: string): Read<number> {
  const words = typed
    .trim()
    .replaceAll(/[\s\u00a0]/g, "")
    .replace(",", ".");
  if (/^[-−]/.test(words)) return refused(`“${echo(typed)}” is below zero; nothing costs less than 0`);
  const amount = /^\d+(\.\d{1,4})?$/.test(words) ? Number(words) : Number.NaN;
  return amount <= MOST
    ? read(amount)
    : refused(`“${echo(typed)}” is not an amount from 0 to ${MOST}; write a number such as 42 or 4.50`);
}
