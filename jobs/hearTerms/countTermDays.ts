import { Temporal } from "temporal-polyfill";
import type { Deps } from "../../src/deps.ts";
import { startOf } from "../../src/domain/calendar/date-in.ts";
import { termCounter, termNumber } from "../../src/domain/coding/terms.ts";
import type { Period } from "../../src/store/buckets.ts";
import type { Dates } from "../../src/store/coding-day.ts";
import type { SaidAt } from "../../src/store/terms.ts";
import type { Workspace } from "../../src/store/workspaces.ts";

/** A term is compared with so many days before. */
export const TERM_DAYS = 28;
/** Read in slices, so that the process does other things in between. */
const PAGE = 2_000;
/** A term heard once says nothing of the next day. */
const LEAST_CONTACTS = 2;
const MOST_TERMS = 5_000;
/** So much more in a day that was counted is history loaded afterwards: it is counted again. */
const LATE_SHARE = 0.05;

/** Counts the terms of those days (all of them over) that have contacts and are not counted yet, and forgets what is older. */
export async function countTermDays(
  { store }: Pick<Deps, "store">,
  { id, zone }: Pick<Workspace, "id" | "zone">,
  days: Dates,
): Promise<void> {
  const [heard, counted] = await Promise.all([store.codingDays.byDay(id, days), store.terms.days(id, days)]);
  for (const [day, contacts] of heard) {
    const known = counted.get(day)?.heard ?? 0;
    if (contacts <= known * (1 + LATE_SHARE)) continue;
    const counter = termCounter();
    let words = 0;
    for await (const page of pagesSaid(store, id, periodOf(day, zone))) {
      for (const said of page) counter.add(said);
      words += page.length;
    }
    const terms = [...counter.terms().values()]
      .filter((each) => each.contacts >= LEAST_CONTACTS)
      .sort((a, b) => b.contacts - a.contacts)
      .slice(0, MOST_TERMS);
    await store.terms.keepDay(id, day, {
      ...{ contacts: words, heard: contacts },
      terms: terms.map((each) => ({ term: termNumber(each.term), contacts: each.contacts })),
    });
  }
  await store.terms.forget(id, days.from);
}

/** Inbound contacts with words of a period, page by page. */
export async function* pagesSaid(
  store: Pick<Deps["store"], "terms">,
  workspaceId: string,
  period: Period,
): AsyncGenerator<SaidAt[]> {
  let after: SaidAt | undefined;
  do {
    const page = await store.terms.said(workspaceId, period, { after, limit: PAGE });
    if (page.length > 0) yield page;
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined);
}

function periodOf(day: string, zone: string): Period {
  const date = Temporal.PlainDate.from(day);
  return { from: startOf(zone, date), to: startOf(zone, date.add({ days: 1 })) };
}
