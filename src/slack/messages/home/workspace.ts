import type { KnownBlock } from "@slack/types";
import { countryText } from "../../../domain/calendar/text.ts";
import type { ChannelSettings } from "../../../domain/routing/interruption.ts";
import type { Route } from "../../../domain/routing/route.ts";
import type { Words } from "../../language/words.ts";
import { routeLine } from "../alert/route-line.ts";
import { context, section } from "../blocks.ts";
import { type ShownRecoding, stuckLines } from "../reason/reasons.ts";
import { calendarLine } from "../settings/calendar-line.ts";
import { settingsText } from "../settings/channel-form.ts";
import {
  budgetInWords,
  languageNames,
  type ShownSettings,
  type ShownTally,
} from "../settings/settings-form.ts";
import { leadsOf, type ShownTeam } from "../settings/team-line.ts";
import { said } from "../words.ts";
import { healthLines, type ShownHealth } from "./health.ts";
import { header, pressableLine } from "./rows.ts";

export const CHANGE_TEAM = "home-change-team";
export const CHANGE_CHANNEL = "home-change-channel";
export const CHANGE_SETTINGS = "home-change-settings";

const MOST_CHANNELS = 8;
const MOST_TEAMS = 10;
const MOST_NEW_REASONS = 10;
/** Of the tally: 90 days. */
const TALLY_MONTHS = 3;

/** The workspace as its admins see it. */
export type WorkspacePart = {
  sources: ShownSource[];
  routes: Route[];
  /** Every channel that takes something or has settings of its own. */
  channels: { slackChannel: string; isDefault: boolean; settings: ChannelSettings }[];
  teams: ShownTeam[];
  reasons: {
    known: number;
    /** First heard within the week. */
    fresh: { code: string; label: string }[];
    /** Not in the catalogue yet. */
    waiting: number;
    /** Merges and splits. */
    underWay: number;
    /** Merges and splits that wait for somebody. */
    stuck: readonly Pick<ShownRecoding, "code" | "error" | "setAsideAt">[];
  };
  settings: Pick<ShownSettings, "falseAlertsPerMonth" | "language" | "zone" | "country">;
  tally: ShownTally;
  health: ShownHealth;
  /** The local date, `2026-11-20`. */
  today: string;
};

export type ShownSource = {
  name: string;
  kind: string;
  disabledAt: Date | null;
  hasSecret: boolean;
  lastAt: Date | null;
  /** Events of the last 24 hours. */
  lastDay: number;
  /** Told as silent now. */
  isSilent: boolean;
};

/** The second part of the home tab, at most 34 blocks: how the workspace is set up and fares, each line with its form. */
export function workspaceBlocks(words: Words, part: WorkspacePart, now: Date): KnownBlock[] {
  const { t, amount } = words;
  const titled = (title: string, lines: readonly string[]) => section(titledText(words, title, lines));
  const { sources, routes, reasons } = part;
  return [
    header(t("workspace.title")),
    context(t("workspace.adminsOnly")),
    titled(t("workspace.health"), healthLines(words, part.health, now)),
    titled(t("workspace.sources", { count: amount(sources.length) }), sourceLines(words, sources, now)),
    titled(t("workspace.routes", { count: amount(routes.length) }), routeLines(words, routes)),
    { type: "divider" },
    ...channelBlocks(words, part),
    { type: "divider" },
    ...teamBlocks(words, part),
    { type: "divider" },
    titled(t("workspace.reasons", { count: amount(reasons.known) }), [
      reasonsInWords(words, reasons),
      ...catalogueLines(words, reasons),
    ]),
    settingsBlock(words, part),
  ];
}

function sourceLines(words: Words, sources: readonly ShownSource[], now: Date): string[] {
  const { t } = words;
  if (sources.length === 0) return [t("workspace.noSources")];
  return sources.map((source) =>
    t("workspace.source", {
      name: said(source.name, 80),
      kind: said(source.kind, 40),
      state: stateOf(words, source, now),
    }),
  );
}

function stateOf(
  { t, ago }: Words,
  { disabledAt, hasSecret, lastAt, lastDay: events, isSilent }: ShownSource,
  now: Date,
): string {
  if (disabledAt !== null) return t("workspace.sourceDisabled");
  if (!hasSecret) return t("workspace.sourceUnsigned");
  if (lastAt === null) return t("workspace.sourceNothing");
  const key = isSilent ? "workspace.sourceSilent" : "workspace.sourceHeard";
  return t(key, { ago: ago(lastAt, now), events });
}

function routeLines(words: Words, routes: readonly Route[]): string[] {
  const { t } = words;
  const lines = routes.map((route, index) => `${index + 1}. ${routeLine(words, route)}`);
  return [
    ...lines.slice(0, 15),
    ...(lines.length > 15 ? [t("workspace.andMore", { rest: lines.length - 15 })] : []),
    t("workspace.routesChange", { rest: t("workspace.routesRest") }),
  ];
}

function channelBlocks(words: Words, { channels }: WorkspacePart): KnownBlock[] {
  const { t, amount } = words;
  const missing = channels.some(({ isDefault }) => isDefault) ? [] : [t("workspace.noDefault")];
  const lineOf = ({ slackChannel, isDefault, settings }: WorkspacePart["channels"][number]) =>
    t(isDefault ? "workspace.channelDefault" : "workspace.channel", {
      channel: `<#${slackChannel}>`,
      settings: settingsText(words, settings),
    });
  return [
    section(titledText(words, t("workspace.channels", { count: amount(channels.length) }), missing)),
    ...channels.slice(0, MOST_CHANNELS).map((channel) =>
      pressableLine(lineOf(channel), {
        id: CHANGE_CHANNEL,
        label: t("workspace.change"),
        value: channel.slackChannel,
      }),
    ),
    ...restOf(words, channels.length - MOST_CHANNELS, t("workspace.channelsHow")),
  ];
}

function teamBlocks(words: Words, { teams, today }: WorkspacePart): KnownBlock[] {
  const { t, amount } = words;
  const none = teams.length === 0 ? [t("workspace.noTeams")] : [];
  const lineOf = (team: ShownTeam) =>
    t("workspace.team", {
      team: said(team.label, 80),
      leads: leadsOf(words, team),
      hours: said(calendarLine(words, team.calendar, today), 600),
    });
  return [
    section(titledText(words, t("workspace.teams", { count: amount(teams.length) }), none)),
    ...teams
      .slice(0, MOST_TEAMS)
      .map((team) =>
        pressableLine(lineOf(team), { id: CHANGE_TEAM, label: t("workspace.change"), value: team.code }),
      ),
    ...restOf(words, teams.length - MOST_TEAMS, t("workspace.teamsHow")),
  ];
}

function restOf({ t, amount }: Words, rest: number, how: string): KnownBlock[] {
  return rest > 0 ? [context(t("workspace.andMoreHow", { rest: amount(rest), how }))] : [];
}

function catalogueLines(words: Words, { waiting, underWay, stuck }: WorkspacePart["reasons"]): string[] {
  const { t } = words;
  return [
    ...stuckLines(words, stuck),
    ...(waiting > 0 ? [t("reasons.homeWaiting", { waiting })] : []),
    ...(underWay > 0 ? [t("reasons.homeUnderWay", { count: underWay })] : []),
  ];
}

function reasonsInWords({ t, amount }: Words, { known, fresh }: WorkspacePart["reasons"]): string {
  if (known === 0) return t("workspace.reasonsNone");
  if (fresh.length === 0) return t("workspace.reasonsNoneNew");
  if (fresh.length === known) return t("workspace.reasonsAllNew");
  const names = fresh.slice(0, MOST_NEW_REASONS).map(({ label }) => said(label, 80));
  const rest = fresh.length - names.length;
  const more = rest > 0 ? ` ${t("workspace.andMore", { rest: amount(rest) })}` : "";
  return t("workspace.reasonsNew", { count: amount(fresh.length), reasons: `${names.join(", ")}${more}` });
}

/** One form changes both. */
function settingsBlock(words: Words, part: WorkspacePart): KnownBlock {
  const { t } = words;
  const { language, zone, country } = part.settings;
  const place = t("workspace.placeLine", {
    language: languageNames[language],
    zone,
    country: countryText(country, words.language),
  });
  const text = [
    titledText(words, t("workspace.falseAlerts"), [trustInWords(words, part)]),
    titledText(words, t("workspace.place"), [place]),
  ];
  return pressableLine(text.join("\n"), {
    id: CHANGE_SETTINGS,
    label: t("workspace.change"),
    value: "settings",
  });
}

/** What was accepted against what it came to, by people's own word. */
function trustInWords(words: Words, { settings, tally }: WorkspacePart): string {
  const { t, amount } = words;
  const accepted = t("workspace.accepted", { budget: budgetInWords(words, settings.falseAlertsPerMonth) });
  if (tally.told === 0) return `${accepted} ${t("workspace.noneTold")}`;
  const { told, notUseful } = tally;
  return `${accepted} ${t("workspace.told", { told, notUseful, monthly: amount(notUseful / TALLY_MONTHS) })}`;
}

function titledText({ fitting }: Words, title: string, lines: readonly string[]): string {
  return fitting([`*${title}*`, ...lines]);
}
