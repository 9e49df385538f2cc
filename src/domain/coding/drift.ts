import { falseDiscoveryList } from "../detection/decision.ts";
import { chiSquareMedian, chiSquareUpperTail } from "./chi-square.ts";

/** How often an agent's contacts at a touchpoint mention each of some reasons. */
export type AgentMix = { touchpoint: string; agent: string; counts: readonly number[] };
/** The mix of each agent at each touchpoint, and the reasons that it counts, in their order. */
export type AgentMixes = { reasons: readonly string[]; mixes: readonly AgentMix[] };

/** One agent codes the same touchpoint otherwise than the rest do. `agent` is for who leads their team, never for a channel. */
export type Drift = {
  touchpoint: string;
  agent: string;
  contacts: number;
  /** Jensen-Shannon divergence from the rest in bits: 0 the same, 1 nothing in common (Lin 1991). */
  divergence: number;
  /** By chance, before allowing for how many were looked at. */
  p: number;
  /** The reason furthest from the rest, with both shares (0..1) of the mentions. */
  reason: string;
  share: number;
  restShare: number;
};

/** At one touchpoint so many of `lookedAt` agents code otherwise. */
export type Drifts = { lookedAt: number; drifts: Drift[] };

const LEAST_MENTIONS = 50;
const LEAST_OF_REST = 150;
/** Of fewer it would be known who it is. */
const LEAST_AGENTS = 5;
/** Cochran (1954): where less is expected than this, reasons are tested together. */
const LEAST_EXPECTED = 5;
/** From so many agents on it is known how much they differ anyway. */
const SPREAD_KNOWN = 8;
/** It is about people: of a hundred that are told one is by chance. */
const FALSE_DISCOVERIES = 0.01;
/** Below it the difference is real but nobody would mind: 50:50 against 65:35 is 0.017. */
const LEAST_DIVERGENCE = 0.03;

/** Agents are compared over twice the days that are told: one needs some dozens of contacts. */
const TIMES = 2;
/** And over no more: who has changed their way since is compared by how they code now. */
const MOST_DAYS = 56;
/** A large service desk says enough in fewer: a thousand agents have four hundred of these contacts each. */
const ENOUGH_CONTACTS = 400_000;

/** Over how many days agents are compared where `days` are told in which so many `contacts` came; two weeks at least, or twice the days. */
export function driftDays(days: number, contacts: number): number {
  const most = Math.min(MOST_DAYS, TIMES * days);
  const enough = Math.ceil((ENOUGH_CONTACTS * days) / contacts);
  return Math.min(most, Math.max(14, enough));
}

/**
 * Which agents code a touchpoint otherwise than all the others there: a G-test of their mix of reasons against the rest's,
 * over all agents and touchpoints by Benjamini and Hochberg's rule, and only where the difference is large. Where most
 * agents differ (shifts, specialities), the median one sets the measure, as Devlin and Roeder's genomic control (1999) does.
 */
export function driftsIn({ reasons, mixes }: AgentMixes): Drifts {
  const looks = byTouchpoint(mixes).flatMap((here) => looksAt(reasons, here));
  const listed = falseDiscoveryList(
    looks.map(({ p }) => p),
    FALSE_DISCOVERIES,
  );
  return {
    lookedAt: looks.length,
    drifts: looks
      .filter(({ divergence }, index) => listed[index] && divergence >= LEAST_DIVERGENCE)
      .sort((a, b) => b.divergence - a.divergence),
  };
}

function looksAt(reasons: readonly string[], mixes: readonly AgentMix[]): Drift[] {
  const agents = mixes.filter(({ agent }) => agent !== "");
  if (agents.length < LEAST_AGENTS) return [];
  const all = reasons.map((_, at) => total(mixes.map(({ counts }) => counts[at] ?? 0)));
  const tests = agents.flatMap(({ touchpoint, agent, counts: mine }) => {
    const rest = all.map((count, at) => count - (mine[at] ?? 0));
    const sides = { mine, rest, n: total(mine), m: total(rest) };
    if (sides.n < LEAST_MENTIONS || sides.m < LEAST_OF_REST) return [];
    return [{ touchpoint, agent, ...sides, ...gTest(sides) }];
  });
  const usual =
    tests.length < SPREAD_KNOWN ? 1 : Math.max(1, median(tests.map(({ g, df }) => g / chiSquareMedian(df))));
  return tests.map(({ touchpoint, agent, g, df, ...sides }) => ({
    ...{ touchpoint, agent, contacts: sides.n },
    divergence: jensenShannon(sides),
    p: chiSquareUpperTail(g / usual, df),
    ...furthest(reasons, sides),
  }));
}

/** Mentions of each reason by one agent and by the rest, reasons in the same order, with their sums. */
type Sides = { mine: readonly number[]; rest: readonly number[]; n: number; m: number };

/** 2 * sum of observed * ln(observed / expected) over the two rows; reasons too rare for the test are one. */
function gTest({ mine, rest, n, m }: Sides): { g: number; df: number } {
  const cells: [number, number][] = [];
  let rare: [number, number] = [0, 0];
  rest.forEach((others, at) => {
    const own = mine[at] ?? 0;
    const isRare = ((own + others) * Math.min(n, m)) / (n + m) < LEAST_EXPECTED;
    if (isRare) rare = [rare[0] + own, rare[1] + others];
    else cells.push([own, others]);
  });
  if (rare[0] + rare[1] > 0) cells.push(rare);
  const g = cells.reduce((sum, [own, others]) => {
    const whole = own + others;
    return sum + part(own, (whole * n) / (n + m)) + part(others, (whole * m) / (n + m));
  }, 0);
  return { g: 2 * g, df: Math.max(1, cells.length - 1) };
}

const part = (observed: number, expected: number): number =>
  observed === 0 ? 0 : observed * Math.log(observed / expected);

function jensenShannon({ mine, rest, n, m }: Sides): number {
  let bits = 0;
  rest.forEach((others, at) => {
    const p = (mine[at] ?? 0) / n;
    const q = others / m;
    const middle = (p + q) / 2;
    if (p > 0) bits += (p * Math.log2(p / middle)) / 2;
    if (q > 0) bits += (q * Math.log2(q / middle)) / 2;
  });
  return bits;
}

function furthest(
  reasons: readonly string[],
  { mine, rest, n, m }: Sides,
): Pick<Drift, "reason" | "share" | "restShare"> {
  const shares = reasons.map((reason, at) => ({
    reason,
    share: (mine[at] ?? 0) / n,
    restShare: (rest[at] ?? 0) / m,
  }));
  const distance = (each: (typeof shares)[number]) => Math.abs(each.share - each.restShare);
  return shares.reduce((a, b) => (distance(b) > distance(a) ? b : a));
}

const total = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

function byTouchpoint(mixes: readonly AgentMix[]): AgentMix[][] {
  const groups = new Map<string, AgentMix[]>();
  for (const mix of mixes) {
    const group = groups.get(mix.touchpoint);
    if (group === undefined) groups.set(mix.touchpoint, [mix]);
    else group.push(mix);
  }
  return [...groups.values()];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
