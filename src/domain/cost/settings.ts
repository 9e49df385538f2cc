import { echo, type Read, read, refused } from "../calendar/read.ts";
import { closest } from "../closest.ts";
import { type Channel, channels } from "../contact.ts";
import { type Fault, fault } from "../fault.ts";
import { USUAL_REPEAT_DAYS } from "../reason/repeat.ts";
import { readMoney } from "./money.ts";

/** By channel; `default` is what every other one costs. */
export type Rates = { [Name in Channel | "default"]?: number };

/** What handling costs in a workspace. Without a rate nothing has a cost. */
export type CostSettings = {
  /** ISO 4217. */
  currency: string;
  /** Of an hour of handling. */
  perHour: Rates;
  /** Of a contact, however long it takes: it goes before `perHour`, but its default after a channel's own rate. */
  perContact: Rates;
  /** A customer who mentions a reason again within so many days repeats it. */
  repeatDays: number;
};

/** What nobody has changed. */
export const usualCosts: CostSettings = {
  currency: "EUR",
  perHour: {},
  perContact: {},
  repeatDays: USUAL_REPEAT_DAYS,
};

const MOST_REPEAT_DAYS = 90;
const NAMES = ["default", ...channels] as const;

/** Settings as they are kept: what is not there is as usual. */
export function costSettings(kept: Partial<CostSettings>): CostSettings {
  return { ...usualCosts, ...kept };
}

/** What of the settings is not as usual: what is kept. */
export function unusualCosts(settings: CostSettings): Partial<CostSettings> {
  const { currency, perHour, perContact, repeatDays } = settings;
  return {
    ...(currency !== usualCosts.currency && { currency }),
    ...(isSet(perHour) && { perHour }),
    ...(isSet(perContact) && { perContact }),
    ...(repeatDays !== usualCosts.repeatDays && { repeatDays }),
  };
}

/** Whether anything has a cost. */
export function hasRates({ perHour, perContact }: CostSettings): boolean {
  return isSet(perHour) || isSet(perContact);
}

/** Rates as people write them: `42, chat 30` (the first is for every other channel). Nothing written is no rate. */
export function readRates(typed: string): Read<Rates, Fault> {
  const rates: Rates = {};
  // a comma between digits is a decimal one: `4,50`
  const parts = typed.split(/[;\n]|,(?!\d)/).map((part) => part.trim());
  for (const part of parts.filter(Boolean)) {
    const rate = readRate(part);
    if (rate.kind === "refused") return rate;
    const [name, amount] = rate.value;
    if (rates[name] !== undefined)
      return refused(
        name === "default" ? fault("rateTwice") : fault("rateTwiceOfChannel", { channel: name }),
      );
    rates[name] = amount;
  }
  return read(rates);
}

/** The same words, in the order of the channels. */
export function ratesText(rates: Rates): string {
  return NAMES.flatMap((name) => {
    const rate = rates[name];
    if (rate === undefined) return [];
    return [name === "default" ? `${rate}` : `${name} ${rate}`];
  }).join(", ");
}

/** The days within which the same reason of the same customer is a repeat. */
export function readRepeatDays(typed: string): Read<number, Fault> {
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return days >= 1 && days <= MOST_REPEAT_DAYS
    ? read(days)
    : refused(fault("notRepeatDays", { typed: echo(typed), most: MOST_REPEAT_DAYS }));
}

function readRate(part: string): Read<[Channel | "default", number], Fault> {
  const [, word = "", figure = ""] = /^(?:(\p{L}[\p{L}-]*)[\s:=]+)?(.*)$/u.exec(part) ?? [];
  const name = word === "" ? "default" : NAMES.find((each) => each === word.toLowerCase());
  if (name === undefined) {
    const near = closest(word.toLowerCase(), NAMES);
    const said = { typed: echo(word) };
    return refused(
      near === undefined
        ? fault("notContactChannel", { ...said, channels: channels.join(", ") })
        : fault("notContactChannelNear", { ...said, near }),
    );
  }
  const amount = readMoney(figure);
  return amount.kind === "refused" ? amount : read([name, amount.value]);
}

function isSet(rates: Rates): boolean {
  return Object.keys(rates).length > 0;
}
