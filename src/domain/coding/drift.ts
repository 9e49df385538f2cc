import { falseDiscoveryList } from "../detection/decision.ts";
import { chiSquareMedian, chiSquareUpperTail } from "./chi-square.ts";

/** How often an agent's contacts at a touchpoint mention a reason. */
export type AgentReasons = { touchpoint: string; agent: string; reason: string; contacts: number };

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

/**
 * Which agents code a touchpoint otherwise than all the others there: a G-test of their mix of reasons against the rest's,
 * over all agents and touchpoints by Benjamini and Hochberg's rule, and only where the difference is large. Where most
 * agents differ (shifts, specialities), the median one sets the measure, as Devlin and Roeder's genomic control (1999) does.
 */
export function driftsIn(rows: readonly AgentReasons[]): Drifts {
  const looks = [...groupBy(rows, ({ touchpoint }) => touchpoint)].flatMap(([, at]) => looksAt(at));
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

function looksAt(rows: readonly AgentReasons[]): Drift[] {
  const all = countsOf(rows);
  const agents = [...groupBy(rows, ({ agent }) => agent)].filter(([agent]) => agent !== "");
  if (agents.length < LEAST_AGENTS) return [];
  const tests = agents.flatMap(([agent, own]) => {
    const mine = countsOf(own);
    const rest = new Map([...all].map(([reason, count]) => [reason, count - (mine.get(reason) ?? 0)]));
    if (total(mine) < LEAST_MENTIONS || total(rest) < LEAST_OF_REST) return [];
    return [{ agent, mine, rest, ...gTest(mine, rest) }];
  });
  const usual =
    tests.length < SPREAD_KNOWN ? 1 : Math.max(1, median(tests.map(({ g, df }) => g / chiSquareMedian(df))));
  return tests.map(({ agent, mine, rest, g, df }) => ({
    touchpoint: rows[0]?.touchpoint ?? "",
    agent,
    contacts: total(mine),
    divergence: jensenShannon(mine, rest),
    p: chiSquareUpperTail(g / usual, df),
    ...furthest(mine, rest),
  }));
}

/** 2 * sum of observed * ln(observed / expected) over the two rows; reasons too rare for the test are one. */
function gTest(mine: Counts, rest: Counts): { g: number; df: number } {
  const [n, m] = [total(mine), total(rest)];
  const cells: [number, number][] = [];
  let rare: [number, number] = [0, 0];
  for (const [reason, others] of rest) {
    const own = mine.get(reason) ?? 0;
    const isRare = ((own + others) * Math.min(n, m)) / (n + m) < LEAST_EXPECTED;
    if (isRare) rare = [rare[0] + own, rare[1] + others];
    else cells.push([own, others]);
  }
  if (rare[0] + rare[1] > 0) cells.push(rare);
  const g = cells.reduce((sum, [own, others]) => {
    const whole = own + others;
    return sum + part(own, (whole * n) / (n + m)) + part(others, (whole * m) / (n + m));
  }, 0);
  return { g: 2 * g, df: Math.max(1, cells.length - 1) };
}

const part = (observed: number, expected: number): number =>
  observed === 0 ? 0 : observed * Math.log(observed / expected);

function jensenShannon(mine: Counts, rest: Counts): number {
  const [n, m] = [total(mine), total(rest)];
  let bits = 0;
  for (const [reason, others] of rest) {
    const p = (mine.get(reason) ?? 0) / n;
    const q = others / m;
    const middle = (p + q) / 2;
    if (p > 0) bits += (p * Math.log2(p / middle)) / 2;
    if (q > 0) bits += (q * Math.log2(q / middle)) / 2;
  }
  return bits;
}

function furthest(mine: Counts, rest: Counts): Pick<Drift, "reason" | "share" | "restShare"> {
  const [n, m] = [total(mine), total(rest)];
  const shares = [...rest].map(([reason, others]) => ({
    reason,
    share: (mine.get(reason) ?? 0) / n,
    restShare: others / m,
  }));
  const distance = (each: (typeof shares)[number]) => Math.abs(each.share - each.restShare);
  return shares.reduce((a, b) => (distance(b) > distance(a) ? b : a));
}

type Counts = ReadonlyMap<string, number>;

function countsOf(rows: readonly AgentReasons[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reason, contacts } of rows) counts.set(reason, (counts.get(reason) ?? 0) + contacts);
  return counts;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

const total = (counts: Counts): number => [...counts.values()].reduce((a, b) => a + b, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
