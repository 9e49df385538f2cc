import type { Calendar } from "../../../domain/calendar/calendar.ts";
import { type PromiseRules, promiseRules } from "../../../domain/promise/rules.ts";
import type { Words } from "../../language/words.ts";
import { spanWords } from "../clock.ts";
import { person, said } from "../words.ts";
import { calendarLine } from "./calendar-line.ts";

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
export function teamLine(words: Words, team: ShownTeam, today: string): string {
  const { t, duration } = words;
  const rules = promiseRules(team.promiseRules);
  const minutes = (count: number) => duration(count * 60_000);
  const spans = rules.warnMinutes.map(minutes).join(` ${t("calendar.and")} `);
  const next = rules.nextLevel.map(mention).join(", ");
  const heard = {
    channel: team.slackChannel === null ? t("team.defaultChannel") : mention(team.slackChannel),
    leads: leadsOf(words, team),
    leadsAfter: minutes(rules.leadsAfterMinutes),
  };
  const settings = [
    said(calendarLine(words, team.calendar, today), 600),
    t("team.lineStandard", { span: spanWords(words, rules.standardMinutes, rules.standardInBusiness) }),
    spans === "" ? t("team.lineNoReminders") : t("team.lineReminders", { spans }),
    next === ""
      ? t("team.lineOverdue", heard)
      : t("team.lineOverdueNext", { ...heard, next, nextAfter: minutes(rules.nextAfterMinutes) }),
    t("team.lineAcknowledged", { span: minutes(rules.acknowledgedForMinutes) }),
  ];
  return t("team.line", {
    team: said(team.label, 80),
    code: said(team.code, 60),
    settings: settings.join("; "),
  });
}

/** "leads @Otto, @billing-leads". */
export function leadsOf({ t }: Words, { leads, leadGroup }: Pick<ShownTeam, "leads" | "leadGroup">): string {
  const named = [...leads.slice(0, 10).map(person), ...(leadGroup === null ? [] : [mention(leadGroup)])];
  return named.length === 0 ? t("team.leadsNone") : t("team.leadsNamed", { leads: named.join(", ") });
}

/** A person, a group, a channel by its id. */
function mention(id: string): string {
  if (/^S[A-Z0-9]+$/.test(id)) return `<!subteam^${id}>`;
  return /^[CG][A-Z0-9]{2,}$/.test(id) ? `<#${id}>` : person(id);
}
