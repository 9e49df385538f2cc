import type { ViewOutput } from "@slack/bolt";
import { aroundTheClock, type Calendar } from "../domain/calendar.ts";
import { parseDates } from "../domain/calendar-dates.ts";
import { parseWeekHours } from "../domain/calendar-hours.ts";
import { type Read, readZone, refused } from "../domain/calendar-read.ts";
import { type PromiseRules, promiseRules, rulesFault, unusualRules } from "../domain/promise-rules.ts";
import { readMinutes, readReminders, readStandard } from "../domain/promise-rules-read.ts";
import { readHolidays } from "../holidays.ts";
import type { Team } from "../store/teams.ts";
import { isChannel, isPerson } from "./messages/team-form.ts";

type Values = ViewOutput["state"]["values"];
type Field = { [K in keyof Values[string][string]]: Values[string][string][K] };

/**
 * The team as its form was filled in; or, by field, what is wrong with it.
 * @param today the local date (`2026-11-20`) in a zone
 */
export function readTeam(
  values: Values,
  before: Team,
  today: (zone: string) => string,
): { team: Team } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const checked = <T>(field: string, read: Read<T>, otherwise: T): T => {
    if (read.kind === "read") return read.value;
    errors[field] = `${read.why.slice(0, 1).toUpperCase()}${read.why.slice(1)}`;
    return otherwise;
  };
  const label = wordsOf(values, "label").slice(0, 80);
  if (label === "") errors.label = "Give the team a name.";
  const calendar = readCalendarFields(values, checked, today);
  const rules = readRules(values, promiseRules(before.promiseRules), checked);
  const fault = rulesFault(rules);
  if (errors["next-after"] === undefined && fault !== undefined)
    checked("next-after", refused(`${fault}.`), rules);
  if (Object.keys(errors).length > 0) return { errors };
  const group = fieldOf(values, "lead-group");
  return {
    team: {
      code: before.code,
      label,
      slackChannel: fieldOf(values, "channel")?.selected_conversation ?? null,
      leads: fieldOf(values, "leads")?.selected_users ?? [],
      leadGroup: group === undefined ? before.leadGroup : (group.selected_option?.value ?? null),
      calendar,
      promiseRules: unusualRules(rules),
    },
  };
}

type Checked = <T>(field: string, read: Read<T>, otherwise: T) => T;

/** Null when nothing of it is filled in: open around the clock. */
function readCalendarFields(
  values: Values,
  checked: Checked,
  today: (zone: string) => string,
): Calendar | null {
  const zone = checked("zone", readZone(wordsOf(values, "zone")), "UTC");
  const holidays = checked<string | null>("holidays", readHolidays(wordsOf(values, "holidays")), null);
  const typedDates = wordsOf(values, "dates");
  const dates = typedDates === "" ? {} : checked("dates", parseDates(typedDates, today(zone)), {});
  const hours = wordsOf(values, "hours");
  const always = aroundTheClock(zone);
  if (hours === "" && holidays === null && Object.keys(dates).length === 0) return null;
  const week = hours === "" ? always.week : checked("hours", parseWeekHours(hours), always.week);
  return { zone, week, holidays, dates };
}

function readRules(values: Values, before: PromiseRules, checked: Checked): PromiseRules {
  const minutes = (field: string, otherwise: number) =>
    checked(field, readMinutes(wordsOf(values, field)), otherwise);
  const channel = fieldOf(values, "next-channel")?.selected_conversation;
  const others = before.nextLevel.filter((id) => !isPerson(id) && !isChannel(id));
  return {
    ...checked("standard", readStandard(wordsOf(values, "standard")), before),
    warnMinutes: checked("reminders", readReminders(wordsOf(values, "reminders")), before.warnMinutes),
    leadsAfterMinutes: minutes("leads-after", before.leadsAfterMinutes),
    nextAfterMinutes: minutes("next-after", before.nextAfterMinutes),
    acknowledgedForMinutes: minutes("acknowledged-for", before.acknowledgedForMinutes),
    nextLevel: [
      ...(fieldOf(values, "next-people")?.selected_users ?? []),
      ...(channel ? [channel] : []),
      ...others,
    ],
  };
}

function fieldOf(values: Values, id: string): Field | undefined {
  return values[id]?.[id];
}

/** PostgreSQL holds no NUL. */
function wordsOf(values: Values, id: string): string {
  return (fieldOf(values, id)?.value ?? "").replaceAll("\0", "").trim();
}
