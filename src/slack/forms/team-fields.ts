import type { ViewOutput } from "@slack/bolt";
import { aroundTheClock, type Calendar } from "../../domain/calendar/calendar.ts";
import { parseDates } from "../../domain/calendar/dates.ts";
import { parseWeekHours } from "../../domain/calendar/hours.ts";
import { readZone, refused } from "../../domain/calendar/read.ts";
import { type PromiseRules, promiseRules, rulesFault, unusualRules } from "../../domain/promise/rules.ts";
import { readMinutes, readReminders, readStandard } from "../../domain/promise/rules-read.ts";
import { readHolidays } from "../../holidays.ts";
import type { Team } from "../../store/teams.ts";
import type { Words } from "../language/words.ts";
import { isChannel, isPerson } from "../messages/settings/team-form.ts";
import { type FormFields, formFields } from "./form-fields.ts";

/**
 * The team as its form was filled in; or, by field, what is wrong with it.
 * @param today the local date (`2026-11-20`) in a zone
 */
export function readTeam(
  words: Words,
  values: ViewOutput["state"]["values"],
  before: Team,
  today: (zone: string) => string,
): { team: Team } | { errors: Record<string, string> } {
  const form = formFields(words, values);
  const { errors, field } = form;
  const label = form.text("label").slice(0, 80);
  if (label === "") errors.label = words.t("team.noName");
  const calendar = readCalendarFields(form, today);
  const rules = readRules(form, promiseRules(before.promiseRules));
  const fault = rulesFault(rules);
  if (errors["next-after"] === undefined && fault !== undefined)
    form.checked("next-after", refused(fault), rules);
  if (Object.keys(errors).length > 0) return { errors };
  const group = field("lead-group");
  return {
    team: {
      code: before.code,
      label,
      slackChannel: field("channel")?.selected_conversation ?? null,
      leads: field("leads")?.selected_users ?? [],
      leadGroup: group === undefined ? before.leadGroup : (group.selected_option?.value ?? null),
      calendar,
      promiseRules: unusualRules(rules),
    },
  };
}

/** Null when nothing of it is filled in: open around the clock. */
function readCalendarFields({ checked, text }: FormFields, today: (zone: string) => string): Calendar | null {
  const zone = checked("zone", readZone(text("zone")), "UTC");
  const holidays = checked<string | null>("holidays", readHolidays(text("holidays")), null);
  const typedDates = text("dates");
  const dates = typedDates === "" ? {} : checked("dates", parseDates(typedDates, today(zone)), {});
  const hours = text("hours");
  const always = aroundTheClock(zone);
  if (hours === "" && holidays === null && Object.keys(dates).length === 0) return null;
  const week = hours === "" ? always.week : checked("hours", parseWeekHours(hours), always.week);
  return { zone, week, holidays, dates };
}

function readRules({ checked, text, field }: FormFields, before: PromiseRules): PromiseRules {
  const minutes = (id: string, otherwise: number) => checked(id, readMinutes(text(id)), otherwise);
  const channel = field("next-channel")?.selected_conversation;
  const others = before.nextLevel.filter((id) => !isPerson(id) && !isChannel(id));
  return {
    ...checked("standard", readStandard(text("standard")), before),
    warnMinutes: checked("reminders", readReminders(text("reminders")), before.warnMinutes),
    leadsAfterMinutes: minutes("leads-after", before.leadsAfterMinutes),
    nextAfterMinutes: minutes("next-after", before.nextAfterMinutes),
    acknowledgedForMinutes: minutes("acknowledged-for", before.acknowledgedForMinutes),
    nextLevel: [...(field("next-people")?.selected_users ?? []), ...(channel ? [channel] : []), ...others],
  };
}
