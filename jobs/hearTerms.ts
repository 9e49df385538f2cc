import type { Deps } from "../src/deps.ts";
import { datesIn } from "../src/domain/coding/day.ts";
import { mayBeTold, risingTerms, stillRises, type TermPast } from "../src/domain/coding/rising-terms.ts";
import { risingTermFacts } from "../src/domain/coding/term-facts.ts";
import { type HeardTerm, termCounter, termNumber } from "../src/domain/coding/terms.ts";
import type { RisingTermFacts, Signal } from "../src/domain/signal/signal.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Dates } from "../src/store/coding-day.ts";
import type { SaidAt } from "../src/store/terms.ts";
import { countTermDays, pagesSaid, TERM_DAYS } from "./hearTerms/countTermDays.ts";
import { tellTerms } from "./hearTerms/tellTerms.ts";

type HearDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;
/** What was said in the last 24 hours, and the terms in it. */
type Window = { said: SaidAt[]; heard: Map<string, HeardTerm> };

const DAY_MS = 86_400_000;
const WINDOW_MS = DAY_MS;

/**
 * Counts the terms of the days that are over, and tells what rises in the last 24 hours before any code does: contacts of
 * reasons that spike already are left out. It does nothing while many contacts wait to be counted.
 */
export async function hearTerms(deps: HearDeps, { workspaceId }: Payload<"hearTerms">): Promise<void> {
  const { store } = deps;
  const now = deps.now();
  const workspace = await store.workspaces.get(workspaceId);
  if (workspace === null || (await store.inbox.isBehind(workspaceId))) return;
  const dateOf = datesIn(workspace.zone);
  const days = { from: dateOf(now.getTime() - TERM_DAYS * DAY_MS), to: dateOf(now.getTime()) };
  await countTermDays(deps, workspace, days);

  const [window, living, agents, reasons] = await Promise.all([
    listen(deps, workspaceId, now),
    store.signals.living(workspaceId, "rising-term"),
    store.terms.agents(workspaceId),
    store.reasons.list(workspaceId),
  ]);
  const secrets = new Set(agents.flatMap((code) => code.toLowerCase().split(/[^\p{L}]+/u)));
  const isSecret = (word: string) => secrets.has(word);
  const told = living.map(factsOf).flatMap((facts) => facts?.term ?? []);
  const candidates = [...window.heard.values()].filter((each) => mayBeTold(each, isSecret));
  const terms = [...new Set([...candidates.map(({ term }) => term), ...told])];
  // what is heard now is no part of what is usual
  const past = { from: days.from, to: dateOf(now.getTime() - WINDOW_MS) };
  const { pastOf, historyDays } = await pasts(deps, workspaceId, terms, past);

  const contacts = window.said.length;
  const setting = {
    ...{ contacts, windowMinutes: WINDOW_MS / 60_000, windowEndAt: now, historyDays },
    ...{ termsLookedAt: window.heard.size, labels: new Map(reasons.map(({ code, label }) => [code, label])) },
  };
  const rising = risingTerms(window.heard, contacts, pastOf, isSecret);
  await tellTerms(deps, workspace, {
    rising: rising.map((each) => risingTermFacts(each, window.said, setting)),
    living,
    isOver: ({ term }) => !stillRises(window.heard.get(term)?.contacts ?? 0, contacts, pastOf(term)),
  });
}

async function listen({ store }: HearDeps, workspaceId: string, to: Date): Promise<Window> {
  const spikes = await store.signals.living(workspaceId, "spike");
  const spiking = new Set(
    spikes.flatMap(({ facts }) =>
      facts.kind === "spike" && facts.channel === undefined ? [facts.reason] : [],
    ),
  );
  const counter = termCounter();
  const said: SaidAt[] = [];
  const period = { from: new Date(to.getTime() - WINDOW_MS), to };
  for await (const page of pagesSaid(store, workspaceId, period)) {
    for (const each of page) {
      if (each.reasons.some((reason) => spiking.has(reason))) continue;
      counter.add(each);
      said.push(each);
    }
  }
  return { said, heard: counter.terms() };
}

/** How often terms were heard on the days that are counted and had contacts with words. */
async function pasts({ store }: HearDeps, workspaceId: string, terms: readonly string[], dates: Dates) {
  const days = [...(await store.terms.days(workspaceId, dates))].filter(([, { contacts }]) => contacts > 0);
  const place = new Map(days.map(([day], at) => [day, at]));
  const counts = new Map<number, number[]>();
  for (const { term, day, contacts } of await store.terms.counts(workspaceId, terms.map(termNumber), dates)) {
    const own = counts.get(term) ?? days.map(() => 0);
    const at = place.get(day);
    if (at !== undefined) own[at] = contacts;
    counts.set(term, own);
  }
  const sizes = days.map(([, { contacts }]) => contacts);
  const pastOf = (term: string): TermPast => ({ days: sizes, counts: counts.get(termNumber(term)) ?? [] });
  return { pastOf, historyDays: sizes.length };
}

const factsOf = ({ facts }: Signal): RisingTermFacts | undefined =>
  facts.kind === "rising-term" ? facts : undefined;
