import { ANY_REASON } from "../../src/domain/contact.ts";
import type { LiveState } from "../../src/domain/detection/live.ts";
import type { SpikeVerdict } from "../../src/domain/detection/spike.ts";
import { chanceOf, hourlyHistory, spikeNumbers } from "../../src/domain/detection/spike-facts.ts";
import type { SpikeFacts } from "../../src/domain/signal/signal.ts";
import type { Store } from "../../src/store/index.ts";
import { withCost } from "./spikeCost.ts";
import { driversOf } from "./spikeDrivers.ts";
import { concentrationsOf } from "./spikeSpread.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;
const EXAMPLES = 3;

/** All that an alert says about a spike as of `at` (epoch ms): the verdict's numbers, and from the store what drives it and costs. @param before what the last look said */
export async function gatherFacts(
  store: Pick<Store, "buckets" | "contacts" | "codingDays" | "reasons" | "costs" | "reasonDays">,
  workspaceId: string,
  state: LiveState,
  spike: Spike,
  at: number,
  before?: SpikeFacts,
): Promise<SpikeFacts> {
  const { subject, look } = spike;
  const { window } = look;
  const period = { from: new Date(window.from), to: new Date(at) };
  const within = { ...period, ...(subject.channel === undefined ? {} : { channel: subject.channel }) };
  const isReason = subject.channel === undefined;
  const [reason, examples, drivers, concentrations] = await Promise.all([
    isReason ? store.reasons.get(workspaceId, subject.reason) : null,
    store.contacts.examples(workspaceId, subject.reason, { ...within, limit: EXAMPLES }),
    driversOf(store, workspaceId, subject, window, at),
    concentrationsOf(store, workspaceId, subject, period),
  ]);
  const facts: SpikeFacts = {
    kind: "spike",
    reason: subject.reason,
    reasonLabel: reason?.label ?? (subject.reason === ANY_REASON ? "All contacts" : subject.reason),
    ...(subject.channel === undefined ? {} : { channel: subject.channel }),
    ...spikeNumbers(window.observed, window.expectation),
    windowMinutes: window.minutes,
    windowEndAt: new Date(at).toISOString(),
    ...chanceOf(spike),
    historyDays: Math.floor(look.steps / 24),
    ...drivers,
    ...(concentrations.length > 0 && { concentrations }),
    examples: examples.map(({ occurredAt, channel, summary, times }) => ({
      occurredAt: occurredAt.toISOString(),
      channel,
      ...(summary === null ? {} : { summary }),
      ...(times > 1 ? { times } : {}),
    })),
    history: hourlyHistory(state, subject),
    sinceAt: before?.sinceAt ?? period.from.toISOString(),
  };
  return withCost(store, workspaceId, facts);
}
