import { weekText } from "../calendar/hours.ts";
import { datesText } from "../calendar/text.ts";
import { WEEKDAYS } from "../calendar/tongue.ts";
import { ratesText } from "../cost/settings.ts";
import type { ChannelSettings } from "../routing/interruption.ts";
import { conditionNames, type Route } from "../routing/route.ts";
import { spanText } from "../span-text.ts";
import type { Metric } from "../touchpoint/feedback.ts";
import { channelTargetTexts, coverageFloorText } from "../touchpoint/text.ts";
import { metrics, type TouchpointSettings } from "../touchpoint/touchpoint.ts";
import type { ReasonSettings, Settings, StaffSettings, TeamSettings, WorkspaceSettings } from "./settings.ts";

/** A setting as people write it; null is nothing, written `none`. */
export type Word = string | string[] | null;
/** What is set of one thing, by the names of its settings. */
export type Words = Record<string, Word>;

export const workspaceKeys = [
  "name",
  "zone",
  "country",
  "language",
  "default-channel",
  "false-alerts-a-month",
  "currency",
  "cost-per-hour",
  "cost-per-contact",
  "repeat-days",
  "score-days",
  "coverage-floor",
] as const;
export const staffKeys = ["slack", "team"] as const;
export const reasonKeys = ["label", "aliases", "channel", "value", "vague"] as const;
export const touchpointKeys = ["label", ...metrics, "channels"] as const;
export const routeKeys = [...conditionNames, "to", "continue"] as const;
const calendarKeys = ["hours", "zone", "holidays", "dates"] as const;
const ruleKeys = [
  "standard",
  "remind",
  "leads-after",
  "next-after",
  "next-level",
  "acknowledged-for",
] as const;
export const teamKeys = ["label", "channel", "leads", "lead-group", ...calendarKeys, ...ruleKeys] as const;
const digestKeys = ["digest", "digest-at", "digest-day", "weekly-report"] as const;
export const channelKeys = ["interrupt", "zone", "budget", "threads", ...digestKeys] as const;

type Of<Keys extends readonly string[]> = { [Key in Keys[number]]: Word };

export type SettingsWords = {
  workspace: Words;
  teams: Map<string, Words>;
  staff: Map<string, Words>;
  reasons: Map<string, Words>;
  touchpoints: Map<string, Words>;
  routes: Words[];
  channels: Map<string, Words>;
};

/** All settings in words, which say as much: those that are read back are the same settings. */
export function settingsWords(settings: Settings): SettingsWords {
  return {
    workspace: workspaceWords(settings.workspace),
    teams: mapped(settings.teams, teamWords),
    staff: mapped(settings.staff, staffWords),
    reasons: mapped(settings.reasons, reasonWords),
    touchpoints: mapped(settings.touchpoints, touchpointWords),
    routes: settings.routes.map(routeWords),
    channels: mapped(settings.channels, channelWords),
  };
}

export function workspaceWords(workspace: WorkspaceSettings): Of<typeof workspaceKeys> {
  const { name, zone, country, language, defaultChannel, falseAlertsPerMonth, costs } = workspace;
  return {
    name,
    zone,
    country,
    language,
    "default-channel": defaultChannel,
    "false-alerts-a-month": `${falseAlertsPerMonth}`,
    currency: costs.currency,
    "cost-per-hour": ratesText(costs.perHour) || null,
    "cost-per-contact": ratesText(costs.perContact) || null,
    "repeat-days": `${costs.repeatDays}`,
    "score-days": `${workspace.scoreWindowDays}`,
    "coverage-floor": coverageFloorText(workspace.coverageFloor),
  };
}

/** A team without a calendar has no zone of its own either. */
export function teamWords({ calendar, rules, ...team }: TeamSettings): Words {
  return {
    label: team.label,
    channel: team.slackChannel,
    leads: some(team.leads),
    "lead-group": team.leadGroup,
    hours: calendar && weekText(calendar.week),
    ...(calendar && { zone: calendar.zone }),
    holidays: calendar?.holidays ?? null,
    dates: calendar && (datesText(calendar.dates) || null),
    standard: `within ${spanText(rules.standardMinutes, rules.standardInBusiness)}`,
    remind: rules.warnMinutes.map(minutesText).join(" and ") || null,
    "leads-after": minutesText(rules.leadsAfterMinutes),
    "next-after": minutesText(rules.nextAfterMinutes),
    "next-level": some(rules.nextLevel),
    "acknowledged-for": minutesText(rules.acknowledgedForMinutes),
  };
}

export function staffWords({ slackUser, team }: StaffSettings): Of<typeof staffKeys> {
  return { slack: slackUser, team };
}

export function reasonWords(reason: ReasonSettings): Of<typeof reasonKeys> {
  const { label, aliases, slackChannel, value, isVague } = reason;
  const vague = isVague === null ? null : yesNoText(isVague);
  return { label, aliases: some(aliases), channel: slackChannel, value, vague };
}

export function touchpointWords(touchpoint: TouchpointSettings): Of<typeof touchpointKeys> {
  const { label, targets } = touchpoint;
  const own = (metric: Metric) => (targets[metric] === undefined ? null : `${targets[metric]}`);
  return {
    label,
    nps: own("nps"),
    csat: own("csat"),
    ces: own("ces"),
    channels: some(channelTargetTexts(touchpoint)),
  };
}

/** Conditions that ask nothing are left out. */
export function routeWords(route: Route): Words {
  const asked = conditionNames.filter((name) => route[name].length > 0).map((name) => [name, route[name]]);
  return {
    ...Object.fromEntries(asked),
    to: route.slackChannels,
    ...(route.continues && { continue: yesNoText(true) }),
  };
}

export function channelWords(settings: ChannelSettings): Of<typeof channelKeys> {
  return {
    interrupt: settings.week && weekText(settings.week),
    zone: settings.zone,
    budget: settings.budget === null ? null : `${settings.budget}`,
    threads: yesNoText(settings.threads),
    digest: settings.digest,
    "digest-at": timeText(settings.digestMinute),
    "digest-day": WEEKDAYS[settings.digestWeekday - 1] ?? null,
    "weekly-report": yesNoText(settings.report),
  };
}

function mapped<T>(things: ReadonlyMap<string, T>, wordsOf: (thing: T) => Words): Map<string, Words> {
  return new Map([...things].map(([name, thing]) => [name, wordsOf(thing)]));
}

function some(list: string[]): string[] | null {
  return list.length === 0 ? null : list;
}

function minutesText(minutes: number): string {
  return `${minutes} min`;
}

function yesNoText(is: boolean): string {
  return is ? "yes" : "no";
}

/** `08:30`, of the minute of a day. */
function timeText(minute: number): string {
  return `${`${Math.floor(minute / 60)}`.padStart(2, "0")}:${`${minute % 60}`.padStart(2, "0")}`;
}
