import type { Coding } from "../../domain/coding/coding.ts";
import type { Contact } from "../../domain/contact.ts";
import { reasons } from "./telecom.ts";
import { lotOf } from "./uneven.ts";

/** Who else takes billing's contacts, and codes them. */
const DESK = ["aino", "kalle", "petra", "timo"];
/** Codes many a wrong invoice as a wish for more time. */
const OTHERWISE = { agent: "timo", from: "invoice-wrong", to: "payment-time", percent: 60 };
/** Of every hundred contacts so many are left without a reason, and so many are called "other". */
const UNCODED_PERCENT = 3;
const OTHER_PERCENT = 2;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** One contact of billing in so many of the last two weeks is coded again by quality. */
const CODED_AGAIN_DAYS = 14;
const CODED_AGAIN_PERCENT = 8;
const AGREED_PERCENT = 86;

/** The contact as one of all of billing's people takes it. The same for the same contact. */
export function takenByDesk(contact: Contact): Contact {
  const seat = lotOf(`${contact.id} seat`);
  if (contact.team !== "billing" || seat >= 66) return contact;
  return { ...contact, agent: DESK[seat % DESK.length] ?? "aino" };
}

/** The contact as one of many people codes it: one of them otherwise, some not at all. The same for the same contact. */
export function codedByPeople(contact: Contact): Contact {
  const lot = lotOf(`${contact.id} codes`);
  const taken = takenByDesk(contact);
  const { agent: who, from, to, percent } = OTHERWISE;
  const coded = contact.reasons.map((each) =>
    taken.agent === who && each === from && lot < percent ? to : each,
  );
  const isUncoded = lot >= 100 - UNCODED_PERCENT;
  const isOther = !isUncoded && lot >= 100 - UNCODED_PERCENT - OTHER_PERCENT;
  return { ...taken, reasons: isUncoded ? [] : isOther ? ["other"] : [...new Set(coded)] };
}

/** What quality says of contacts of the last two weeks: mostly the same. */
export function* codedAgain(contacts: Iterable<Contact>, now: Date): Generator<Coding> {
  const billing = reasons.filter(({ team }) => team === "billing").map(({ code }) => code);
  for (const { id, occurredAt, team, reasons: coded } of contacts) {
    const at = Date.parse(occurredAt) + DAY_MS;
    const isLate = at > now.getTime() || at < now.getTime() - CODED_AGAIN_DAYS * DAY_MS;
    if (isLate || team !== "billing" || coded.length === 0 || lotOf(`${id} again`) >= CODED_AGAIN_PERCENT)
      continue;
    const another = billing[lotOf(`${id} another`) % billing.length] ?? "invoice-wrong";
    const agreed = lotOf(`${id} agreed`) < AGREED_PERCENT;
    yield {
      ...{ id: `again-${id}`, contactId: id, occurredAt: new Date(at).toISOString(), agent: "quality" },
      reasons: agreed ? coded : [another],
    };
  }
}

/** A new app shows a white screen since this morning: customers say so, and each is coded as somebody sees fit. */
export function* whiteScreen(now: Date): Generator<Contact> {
  const codes = [["login-help"], [], ["router-setup"], ["other"], ["login-help"]];
  for (let n = 0; n < 16; n += 1) {
    yield {
      id: `white-${now.getTime()}-${n}`,
      occurredAt: new Date(now.getTime() - (n + 0.5) * 0.6 * HOUR_MS).toISOString(),
      channel: n % 3 === 0 ? "chat" : "phone",
      direction: "inbound",
      customer: { id: `c-white-${n}` },
      reasons: codes[n % codes.length] ?? [],
      touchpoint: "web login",
      agent: n % 2 === 0 ? "sanna" : "ville",
      team: "sales",
      summary: WHITE[n % WHITE.length] ?? "",
      resolved: false,
    };
  }
}

const WHITE = [
  "After the update the app shows a white screen",
  "Sees only a white screen in the app since this morning",
  "The app opens to a white screen, has restarted the phone twice",
];
