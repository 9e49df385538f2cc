import type { Calendar } from "../calendar/calendar.ts";
import { labelOf } from "../codes.ts";
import type { CostSettings } from "../cost/settings.ts";
import type { Language } from "../language.ts";
import { type PromiseRules, usualPromiseRules } from "../promise/rules.ts";
import type { ReasonValue } from "../reason/value.ts";
import type { ChannelSettings } from "../routing/interruption.ts";
import type { Route } from "../routing/route.ts";
import type { TouchpointSettings } from "../touchpoint/touchpoint.ts";

/** All that people set in a workspace, by code or Slack id. Keys, sources and what customers said are no settings. */
export type Settings = {
  workspace: WorkspaceSettings;
  teams: Map<string, TeamSettings>;
  /** By the agent's code in the sources. */
  staff: Map<string, StaffSettings>;
  /** Those in the catalogue that are part of no other. */
  reasons: Map<string, ReasonSettings>;
  touchpoints: Map<string, TouchpointSettings>;
  /** In the order in which they are asked. */
  routes: Route[];
  /** By Slack channel id; one that is not here is as usual. */
  channels: Map<string, ChannelSettings>;
};

export type WorkspaceSettings = {
  name: string;
  /** IANA name. */
  zone: string;
  /** ISO 3166. */
  country: string;
  /** Of what is said in its channels. */
  language: Language;
  /** Slack channel id, or a name that Slack has not resolved yet. */
  defaultChannel: string | null;
  falseAlertsPerMonth: number;
  costs: CostSettings;
  /** Touchpoints are judged by the answers of so many days. */
  scoreWindowDays: number;
  /** Where a smaller share of those asked answers, nobody says "customers say". */
  coverageFloor: number;
};

export type TeamSettings = {
  label: string;
  slackChannel: string | null;
  leads: string[];
  leadGroup: string | null;
  calendar: Calendar | null;
  rules: PromiseRules;
};

export type StaffSettings = { slackUser: string | null; team: string | null };

export type ReasonSettings = {
  label: string;
  /** Every other code that leads to it, in order: a reason that is one is part of this one. */
  aliases: string[];
  slackChannel: string | null;
  value: ReasonValue | null;
  /** Whether it says nothing, as "other" does; null: its name tells. */
  isVague: boolean | null;
};

/** A team, agent or reason as contacts make it known, before people set anything. */
export function unsetTeam(code: string): TeamSettings {
  const label = labelOf(code);
  return { label, slackChannel: null, leads: [], leadGroup: null, calendar: null, rules: usualPromiseRules };
}

export function unsetReason(code: string): ReasonSettings {
  return { label: labelOf(code), aliases: [], slackChannel: null, value: null, isVague: null };
}

export const unsetStaff: StaffSettings = { slackUser: null, team: null };

export function unsetTouchpoint(code: string): TouchpointSettings {
  return { label: labelOf(code), targets: {}, channelTargets: {} };
}
