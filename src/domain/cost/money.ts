import { echo, type Read, read, refused } from "../calendar/read.ts";
import { closest } from "../closest.ts";
import { type Fault, fault } from "../fault.ts";

/** What nobody pays for an hour or a contact in any currency; more is a slip of the pen. */
const MOST = 1_000_000;

/** A currency by its ISO 4217 code, in any case. */
export function readCurrency(typed: string): Read<string, Fault> {
  const code = typed.trim().toUpperCase();
  const known = Intl.supportedValuesOf("currency");
  if (known.includes(code)) return read(code);
  const near = closest(code, known);
  const said = { typed: echo(typed) };
  return refused(
    near === undefined ? fault("notCurrency", said) : fault("notCurrencyNear", { ...said, near }),
  );
}

/** What an hour or a contact costs: `42`, `4.50` or `4,50`. */
export function readMoney(typed: string): Read<number, Fault> {
  const words = typed.replaceAll(/\s/g, "").replace(",", ".");
  if (/^[-−]/.test(words)) return refused(fault("belowZero", { typed: echo(typed) }));
  const amount = /^\d+(\.\d{1,4})?$/.test(words) ? Number(words) : Number.NaN;
  return amount <= MOST ? read(amount) : refused(fault("notAmount", { typed: echo(typed), most: MOST }));
}
