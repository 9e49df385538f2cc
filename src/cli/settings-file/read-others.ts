import { echo, type Read, read, readZone, refused } from "../../domain/calendar/read.ts";
import { closest } from "../../domain/closest.ts";
import { readCurrency } from "../../domain/cost/money.ts";
import { readRates, readRepeatDays } from "../../domain/cost/settings.ts";
import { languages } from "../../domain/language.ts";
import { isAvoidable, type ReasonValue, reasonValues } from "../../domain/reason/value.ts";
import { readBudget } from "../../domain/routing/budget.ts";
import type { Route } from "../../domain/routing/route.ts";
import { checkedRoute, MOST_ROUTES, readKind } from "../../domain/routing/route-text.ts";
import type { ReasonSettings, StaffSettings, WorkspaceSettings } from "../../domain/settings/settings.ts";
import {
  reasonKeys,
  reasonWords,
  routeKeys,
  staffKeys,
  staffWords,
  workspaceKeys,
  workspaceWords,
} from "../../domain/settings/words.ts";
import { readCoverageFloor, readScoreDays } from "../../domain/touchpoint/text.ts";
import { readCountry } from "../../holidays.ts";
import { choiceOf, type Entry, entryOf, joined, type Note, readCode, readLabel, readYesNo } from "./entry.ts";
import type { Names } from "./names.ts";
import type { Pair } from "./piece.ts";

export function readWorkspace(
  pair: Pair,
  before: WorkspaceSettings,
  names: Names,
  note: Note,
): WorkspaceSettings {
  const entry = entryOf(pair, workspaceKeys, note, workspaceWords(before));
  return {
    name: entry.one("name", before.name, readLabel),
    zone: entry.one("zone", before.zone, readZone),
    country: entry.one("country", before.country, readCountry),
    language: entry.one("language", before.language, choiceOf(languages)),
    defaultChannel: entry.orNone("default-channel", before.defaultChannel, names.channel),
    falseAlertsPerMonth: entry.one("false-alerts-a-month", before.falseAlertsPerMonth, readBudget),
    costs: {
      currency: entry.one("currency", before.costs.currency, readCurrency),
      perHour: entry.orNone("cost-per-hour", before.costs.perHour, readRates) ?? {},
      perContact: entry.orNone("cost-per-contact", before.costs.perContact, readRates) ?? {},
      repeatDays: entry.one("repeat-days", before.costs.repeatDays, readRepeatDays),
    },
    scoreWindowDays: entry.one("score-days", before.scoreWindowDays, readScoreDays),
    coverageFloor: entry.one("coverage-floor", before.coverageFloor, readCoverageFloor),
  };
}

/** @param teams the codes that are known when the file is applied */
export function readStaff(
  pair: Pair,
  before: StaffSettings,
  teams: readonly string[],
  names: Names,
  note: Note,
): StaffSettings {
  const entry = entryOf(pair, staffKeys, note, staffWords(before));
  const readTeamCode = (code: string): Read<string> => {
    if (teams.includes(code)) return read(code);
    const near = closest(code, teams);
    const hint = near === undefined ? "write it below teams first" : `did you mean ${near}?`;
    return refused(`no team is called “${echo(code)}”; ${hint}`);
  };
  return {
    slackUser: entry.orNone("slack", before.slackUser, names.person),
    team: entry.orNone("team", before.team, readTeamCode),
  };
}

export function readReason(pair: Pair, before: ReasonSettings, names: Names, note: Note): ReasonSettings {
  const entry = entryOf(pair, [...reasonKeys, AVOIDABLE], note, reasonWords(before));
  return {
    label: entry.one("label", before.label, readLabel),
    aliases: [...new Set(entry.list("aliases", before.aliases, readCode))].sort(),
    slackChannel: entry.orNone("channel", before.slackChannel, names.channel),
    isVague: entry.orNone("vague", before.isVague, readYesNo),
    value: entry.isWritten(AVOIDABLE) ? readAvoidable(entry, before.value) : readValue(entry, before.value),
  };
}

/** As files of before say it. */
const AVOIDABLE = "avoidable";

function readValue(entry: Entry, before: ReasonValue | null): ReasonValue | null {
  return entry.orNone<ReasonValue | null>("value", before, choiceOf(reasonValues));
}

/** A value that says as much stays. */
function readAvoidable(entry: Entry, before: ReasonValue | null): ReasonValue | null {
  if (entry.isWritten("value")) entry.fault([AVOIDABLE], "value says it already; write one of them");
  const avoidable = entry.orNone<boolean | null>(AVOIDABLE, isAvoidable(before), readYesNo);
  if (avoidable === isAvoidable(before)) return before;
  return avoidable === null ? null : avoidable ? "eliminate" : "keep";
}

/**
 * A reason that became another code of a listed one is part of it, with the codes that led to it; one that has lines of its
 * own too stays, for `aliasFaults` to tell.
 */
export function withoutMerged(
  reasons: ReadonlyMap<string, ReasonSettings>,
  listed: ReadonlySet<string>,
): Map<string, ReasonSettings> {
  const left = new Map(reasons);
  for (const [code, { aliases }] of reasons) {
    const parts = aliases.filter((alias) => alias !== code && left.has(alias) && !listed.has(alias));
    const brought = parts.flatMap((part) => reasons.get(part)?.aliases ?? []);
    const owner = left.get(code);
    if (parts.length === 0 || owner === undefined) continue;
    for (const part of parts) left.delete(part);
    left.set(code, { ...owner, aliases: [...new Set([...aliases, ...brought])].sort() });
  }
  return left;
}

/** Another spelling stands for one reason only. Of each fault the reasons it lies in. */
export function aliasFaults(
  reasons: ReadonlyMap<string, Pick<ReasonSettings, "aliases">>,
): { codes: string[]; why: string }[] {
  const meaning = new Map<string, string>();
  const faults: { codes: string[]; why: string }[] = [];
  for (const [code, { aliases }] of reasons)
    for (const alias of aliases) {
      const other = meaning.get(alias);
      if (alias === code) faults.push({ codes: [code], why: `“${echo(alias)}” is an alias of itself` });
      else if (reasons.has(alias))
        faults.push({
          codes: [alias, code],
          why: `“${echo(alias)}” has lines of its own and is an alias of ${echo(code)}; without its lines it becomes part of it`,
        });
      else if (other !== undefined)
        faults.push({
          codes: [code, other],
          why: `“${echo(alias)}” is an alias of both ${echo(other)} and ${echo(code)}`,
        });
      else meaning.set(alias, code);
    }
  return faults;
}

/** The routes, whole and in their order. */
export function readRoutes({ key, value, at }: Pair, names: Names, note: Note): Route[] {
  if (value.kind !== "list") {
    note(value.at, key, "a list is expected here, one “- ” for each route; [] is none");
    return [];
  }
  if (value.items.length > MOST_ROUTES) note(at, key, `at most ${MOST_ROUTES} routes`);
  return value.items.map((item, index) => {
    const path = joined(key, `${index + 1}`);
    let faults = 0;
    const counting: Note = (...fault) => {
      faults += 1;
      note(...fault);
    };
    const entry = entryOf({ key: path, value: item, at: item.at }, routeKeys, counting);
    const written: Route = {
      kinds: entry.list("kinds", [], readKind),
      reasons: entry.list("reasons", [], read),
      channels: entry.list("channels", [], read),
      touchpoints: entry.list("touchpoints", [], read),
      teams: entry.list("teams", [], read),
      slackChannels: entry.list("to", [], names.channel),
      continues: entry.one("continue", false, readYesNo),
    };
    const route = checkedRoute(written);
    if (route.kind === "read") return route.value;
    if (faults === 0) entry.fault(["to"], written.slackChannels.length === 0 ? NOWHERE : route.why);
    return written;
  });
}

const NOWHERE = `say to which Slack channels it goes, as in to: "#billing-alerts"`;
