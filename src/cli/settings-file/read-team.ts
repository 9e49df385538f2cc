import { aroundTheClock, type Calendar } from "../../domain/calendar/calendar.ts";
import { parseDates } from "../../domain/calendar/dates.ts";
import { parseWeekHours } from "../../domain/calendar/hours.ts";
import { readZone } from "../../domain/calendar/read.ts";
import { type PromiseRules, rulesFault } from "../../domain/promise/rules.ts";
import { readMinutes, readReminders, readStandard } from "../../domain/promise/rules-read.ts";
import type { TeamSettings } from "../../domain/settings/settings.ts";
import { teamKeys, teamWords } from "../../domain/settings/words.ts";
import { readHolidays } from "../../holidays.ts";
import { type Entry, entryOf, inEnglish, type Note, readLabel } from "./entry.ts";
import type { Names } from "./names.ts";
import type { Pair } from "./piece.ts";

/** What reading a team takes besides the file. */
export type TeamReading = {
  names: Names;
  /** Of the workspace: the team's, until it has one. */
  zone: string;
  /** The local date (`2026-11-20`) in a zone. */
  today(zone: string): string;
};

/** A team as its entry says, over what it was before. */
export function readTeam(pair: Pair, before: TeamSettings, reading: TeamReading, note: Note): TeamSettings {
  const entry = entryOf(pair, teamKeys, note, teamWords(before));
  const { names } = reading;
  return {
    label: entry.one("label", before.label, readLabel),
    slackChannel: entry.orNone("channel", before.slackChannel, names.channel),
    leads: [...new Set(entry.list("leads", before.leads, names.person))],
    leadGroup: entry.orNone("lead-group", before.leadGroup, names.group),
    calendar: readCalendar(entry, before.calendar, reading),
    rules: readRules(entry, before.rules, names),
  };
}

/** None when it is open around the clock and nobody says in which zone. */
function readCalendar(entry: Entry, before: Calendar | null, { zone, today }: TeamReading): Calendar | null {
  const itsZone = entry.one("zone", before?.zone ?? zone, readZone);
  const week = entry.orNone("hours", before?.week ?? null, parseWeekHours);
  const holidays = entry.orNone<string | null>("holidays", before?.holidays ?? null, readHolidays);
  const readDates = (text: string) => parseDates(text, today(itsZone));
  const dates = entry.orNone("dates", before?.dates ?? {}, readDates) ?? {};
  const isZoned = entry.isWritten("zone") && !entry.isWritten("hours");
  if (week === null && holidays === null && Object.keys(dates).length === 0 && !isZoned) return null;
  return { zone: itsZone, week: week ?? aroundTheClock(itsZone).week, holidays, dates };
}

function readRules(entry: Entry, before: PromiseRules, names: Names): PromiseRules {
  const { standardMinutes, standardInBusiness } = before;
  const rules = {
    ...entry.one("standard", { standardMinutes, standardInBusiness }, readStandard),
    warnMinutes: entry.orNone("remind", before.warnMinutes, readReminders) ?? [],
    leadsAfterMinutes: entry.one("leads-after", before.leadsAfterMinutes, readMinutes),
    nextAfterMinutes: entry.one("next-after", before.nextAfterMinutes, readMinutes),
    acknowledgedForMinutes: entry.one("acknowledged-for", before.acknowledgedForMinutes, readMinutes),
    nextLevel: [...new Set(entry.list("next-level", before.nextLevel, names.anybody))],
  };
  const fault = rulesFault(rules);
  if (fault !== undefined) entry.fault(["next-after", "leads-after"], `next-after: ${inEnglish(fault)}`);
  return rules;
}
