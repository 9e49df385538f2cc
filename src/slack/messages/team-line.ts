import type { Calendar } from "../../domain/calendar.ts";
import { calendarText } from "../../domain/calendar-text.ts";
import { spanWords } from "../../domain/clock-words.ts";
import { type PromiseRules, promiseRules } from "../../domain/promise-rules.ts";
import { duration, person, said } from "./words.ts";

/** A team with its settings. */
export type ShownTeam = {
  code: string;
  label: string;
  /** A Slack channel's id. */
  slackChannel: string | null;
  /** Slack user ids. */
  leads: string[];
  /** A Slack user group's id. */
  leadGroup: string | null;
  calendar: Calendar | null;
  promiseRules: Partial<PromiseRules>;
};

/** A team's settings in words: hours, standard, reminders, and who hears of what nobody does. */
export function teamLine(team: ShownTeam, today: string): string {
  const rules = promiseRules(team.promiseRules);
  const minutes = (count: number) => duration(count * 60_000);
  const reminders = rules.warnMinutes.map((count) => minutes(count)).join(" and ");
  const next = rules.nextLevel.map(mention).join(", ");
  const parts = [
    said(calendarText(team.calendar, today), 600),
    `standard: within ${spanWords(rules.standardMinutes, rules.standardInBusiness)}`,
    reminders === "" ? "no reminders" : `reminders ${reminders} before`,
    `overdue: ${team.slackChannel === null ? "the default channel" : mention(team.slackChannel)}, ${leadsOf(team)} after ${minutes(rules.leadsAfterMinutes)}${next === "" ? "" : `, ${next} after ${minutes(rules.nextAfterMinutes)}`}`,
    `an acknowledgement holds ${minutes(rules.acknowledgedForMinutes)}`,
  ];
  return `*${said(team.label, 80)}* (\`${said(team.code, 60)}\`): ${parts.join("; ")}`;
}

/** "leads @Otto, @billing-leads". */
export function leadsOf({ leads, leadGroup }: Pick<ShownTeam, "leads" | "leadGroup">): string {
  const named = [...leads.slice(0, 10).map(person), ...(leadGroup === null ? [] : [mention(leadGroup)])];
  return named.length === 0 ? "leads (none is named)" : `leads ${named.join(", ")}`;
}

/** A person, a group, a channel by its id. */
function mention(id: string): string {
  if (/^S[A-Z0-9]+$/.test(id)) return `<!subteam^${id}>`;
  return /^[CG][A-Z0-9]{2,}$/.test(id) ? `<#${id}>` : person(id);
}
