import type { Channel } from "../../domain/contact.ts";
import type { ReasonValue } from "../../domain/reason/value.ts";

/** The sample company of the demo: a telecom operator with three teams, thirteen contact reasons and four channels. */
export type SampleReason = {
  code: string;
  label: string;
  team: TeamCode;
  touchpoint: string;
  /** Contacts an hour in the busiest hour of a Monday. */
  peak: number;
  value: ReasonValue;
  summaries: string[];
};
export const ZONE = "Europe/Helsinki";
export type TeamCode = "billing" | "network" | "sales";

export const teams: Record<
  TeamCode,
  /** `hours`: business hours, null around the clock. */
  { label: string; slackChannel: string; leadGroup: string; agents: string[]; hours: string | null }
> = {
  billing: {
    label: "Billing",
    slackChannel: "billing-alerts",
    leadGroup: "billing-leads",
    agents: ["maija", "eero"],
    hours: null,
  },
  network: {
    label: "Network",
    slackChannel: "network-alerts",
    leadGroup: "network-leads",
    agents: ["noor", "juho"],
    hours: "Mon-Fri 7-21, Sat-Sun 9-17",
  },
  sales: {
    label: "Sales",
    slackChannel: "sales-alerts",
    leadGroup: "sales-leads",
    agents: ["sanna", "ville"],
    hours: "Mon-Fri 8-16, Sat 10-14",
  },
};

export const reasons: SampleReason[] = [
  {
    code: "invoice-wrong",
    label: "Invoice is wrong",
    team: "billing",
    touchpoint: "invoice",
    peak: 5,
    value: "eliminate",
    summaries: [
      "Was billed twice for the same month",
      "The campaign price is missing from the invoice",
      "Does not know what the extra fee is for",
    ],
  },
  {
    code: "payment-time",
    label: "More time to pay",
    team: "billing",
    touchpoint: "invoice",
    peak: 6,
    value: "automate",
    summaries: ["Asks to move the due date", "Wants to pay in two parts"],
  },
  {
    code: "refund-missing",
    label: "Refund has not come",
    team: "billing",
    touchpoint: "invoice",
    peak: 3,
    value: "eliminate",
    summaries: ["The refund promised two weeks ago has not come", "Asks where the money back is"],
  },
  {
    code: "call-back-missing",
    label: "Where is my call-back?",
    team: "billing",
    touchpoint: "service",
    peak: 2,
    value: "eliminate",
    summaries: ["Was promised a call yesterday, nobody called", "Asks who was to call back"],
  },
  {
    code: "contract-change",
    label: "Change of contract",
    team: "billing",
    touchpoint: "contract",
    peak: 5,
    value: "simplify",
    summaries: ["Wants a smaller data package", "Moves to another address"],
  },
  {
    code: "no-connection",
    label: "No connection",
    team: "network",
    touchpoint: "broadband",
    peak: 8,
    value: "eliminate",
    summaries: ["The broadband has been down since morning", "No signal in the whole village"],
  },
  {
    code: "slow-internet",
    label: "Internet is slow",
    team: "network",
    touchpoint: "broadband",
    peak: 7,
    value: "eliminate",
    summaries: ["Video stops every evening", "Gets a tenth of the promised speed"],
  },
  {
    code: "router-setup",
    label: "Help with the router",
    team: "network",
    touchpoint: "delivery",
    peak: 6,
    value: "simplify",
    summaries: ["Cannot find the password of the wi-fi", "The new router shows a red light"],
  },
  {
    code: "roaming",
    label: "Phone abroad",
    team: "network",
    touchpoint: "mobile",
    peak: 2,
    value: "keep",
    summaries: ["No data in Spain", "Asks what calls cost abroad"],
  },
  {
    code: "order-late",
    label: "Order is late",
    team: "sales",
    touchpoint: "delivery",
    peak: 5,
    value: "eliminate",
    summaries: ["The phone should have come on Friday", "The parcel cannot be followed"],
  },
  {
    code: "new-order",
    label: "New order",
    team: "sales",
    touchpoint: "store",
    peak: 7,
    value: "keep",
    summaries: ["Wants a subscription for a child", "Asks for a price for fibre"],
  },
  {
    code: "cancel",
    label: "Wants to leave",
    team: "sales",
    touchpoint: "contract",
    peak: 3,
    value: "keep",
    summaries: ["Found a cheaper one elsewhere", "Moves abroad and ends the contract"],
  },
  {
    code: "login-help",
    label: "Cannot log in",
    team: "sales",
    touchpoint: "web login",
    peak: 6,
    value: "automate",
    summaries: ["The code by text message does not come", "Forgot the user name"],
  },
];

/** Share of each channel. */
export const channelShares: [Channel, number][] = [
  ["phone", 0.52],
  ["chat", 0.26],
  ["email", 0.14],
  ["store", 0.08],
];

/** Contacts by hour of the local day, as a share of the busiest hour: chat and faults do not sleep. */
export const hourShares = [
  0.06, 0.04, 0.03, 0.03, 0.04, 0.08, 0.2, 0.45, 0.8, 1, 0.98, 0.9, 0.82, 0.86, 0.88, 0.84, 0.72, 0.55, 0.42,
  0.34, 0.26, 0.2, 0.14, 0.09,
];

/** Contacts by day of the week from Sunday, as a share of Monday. */
export const dayShares = [0.32, 1, 0.94, 0.9, 0.88, 0.92, 0.45];

/** The customer the demo's promise is about. */
export const liisa = {
  id: "c-1001",
  name: "Liisa Mäkinen",
  phone: "040 123 4567",
  email: "liisa.makinen@example.fi",
};

const FIRST_NAMES =
  "Aino Antti Eeva Elina Hanna Heikki Ilkka Jaana Jari Kaisa Kari Leena Lauri Marja Mikko Oona Pekka Riikka Sami Tuomas".split(
    " ",
  );
const LAST_NAMES =
  "Heikkinen Hämäläinen Järvinen Karjalainen Korhonen Koskinen Laine Laitinen Lehtinen Mattila Nieminen Niemi Ojala Rantanen Räsänen Saarinen Salonen Tuominen Turunen Virtanen".split(
    " ",
  );

/** One of the company's customers, the same for the same number. */
export function customer(number: number): { id: string; name: string; phone: string } {
  const first = FIRST_NAMES[number % FIRST_NAMES.length];
  const last = LAST_NAMES[Math.floor(number / FIRST_NAMES.length) % LAST_NAMES.length];
  return {
    id: `c-${2000 + number}`,
    name: `${first} ${last}`,
    phone: `050 ${String(2_000_000 + number * 37).slice(0, 3)} ${String(2_000_000 + number * 37).slice(3)}`,
  };
}
