import type { Deps } from "../../src/deps.ts";
import type { LiveState } from "../../src/domain/detection/live.ts";
import type { SpikeVerdict } from "../../src/domain/detection/spike.ts";
import { chanceOf, spikeNumbers } from "../../src/domain/detection/spike-facts.ts";
import type { Signal, SpikeFacts } from "../../src/domain/signal/signal.ts";
import type { SignalOpening } from "../../src/store/signals.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { spikeOpening } from "./openSpike.ts";
import { gatherFacts } from "./spikeFacts.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;

/** What a look at the past does to the signals, oldest first. */
export type PastChange =
  | { kind: "begin"; opening: SignalOpening }
  | { kind: "go-on"; signalId: string; facts: SpikeFacts; at: Date }
  | { kind: "end"; subject: string; at: Date };

/** An episode is told with the numbers of its most surprising look, `peak`. */
type Episode = { peak: Peak; tell: (facts: SpikeFacts, at: Date) => void };
type Peak = Pick<SpikeFacts, "chanceAllPerWeek" | "observed" | "upper">;

/** Follows spikes through looks at the past; `living` are those that go on when it begins. */
export function pastEpisodes(
  { store }: Pick<Deps, "store">,
  workspace: Workspace,
  living: readonly Signal[],
) {
  const changes: PastChange[] = [];
  const episodes = new Map<string, Episode>();
  for (const { id, subject, facts } of living) {
    let change: Extract<PastChange, { kind: "go-on" }> | undefined;
    const tell: Episode["tell"] = (newer, at) => {
      if (change === undefined) {
        change = { kind: "go-on", signalId: id, facts: newer, at };
        changes.push(change);
      } else Object.assign(change, { facts: newer, at });
    };
    if (facts.kind === "spike") episodes.set(subject, { peak: facts, tell });
  }

  const rise = async (spike: Spike, state: LiveState, at: number): Promise<void> => {
    const { key } = spike.subject;
    const episode = episodes.get(key);
    const { observed, expectation } = spike.look.window;
    const peak = { ...spikeNumbers(observed, expectation), ...chanceOf(spike) };
    if (episode !== undefined && !isAbove(peak, episode.peak)) return;
    const gathered = await gatherFacts(store, workspace.id, state, spike, at);
    const facts: SpikeFacts = { ...gathered, replayed: true };
    if (episode !== undefined) {
      episode.peak = peak;
      episode.tell(facts, new Date(at));
      return;
    }
    const opening = await spikeOpening({ store }, workspace, spike.subject, facts, new Date(at));
    changes.push({ kind: "begin", opening });
    const tell: Episode["tell"] = (newer) => {
      opening.facts = newer;
    };
    episodes.set(key, { peak, tell });
  };

  return {
    changes,
    /** Subjects of the spikes that go on. */
    open: (): ReadonlySet<string> => new Set(episodes.keys()),
    /** Takes the verdicts of the instant `at`; `mayEnd`: whether its counts are complete. */
    async look(
      verdicts: readonly SpikeVerdict[],
      state: LiveState,
      at: number,
      mayEnd: boolean,
    ): Promise<void> {
      const spikes = verdicts.flatMap((verdict) => (verdict.kind === "spike" ? [verdict] : []));
      for (const spike of spikes) await rise(spike, state, at);
      if (!mayEnd) return;
      const risen = new Set(spikes.map(({ subject }) => subject.key));
      for (const subject of [...episodes.keys()].filter((key) => !risen.has(key))) {
        changes.push({ kind: "end", subject, at: new Date(at) });
        episodes.delete(subject);
      }
    },
  };
}

/** Less likely by chance; where both are beyond words, the larger surplus. */
function isAbove(one: Peak, other: Peak): boolean {
  if (one.chanceAllPerWeek !== other.chanceAllPerWeek) return one.chanceAllPerWeek < other.chanceAllPerWeek;
  return one.observed - one.upper > other.observed - other.upper;
}
