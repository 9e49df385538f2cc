import type { KnownBlock } from "@slack/types";
import { calendarText } from "../../domain/calendar-text.ts";
import type { ChannelSettings } from "../../domain/interruption.ts";
import type { Route } from "../../domain/route.ts";
import { context, section } from "./blocks.ts";
import { settingsText } from "./channel-form.ts";
import { healthLines, type ShownHealth } from "./home-health.ts";
import { header, pressableLine } from "./home-rows.ts";
import { budgetInWords } from "./reason.ts";
import { routeLine } from "./route-line.ts";
import type { ShownTally } from "./settings-form.ts";
import { leadsOf, type ShownTeam } from "./team-line.ts";
import { ago, amount, counted, fitting, said } from "./words.ts";

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
  reasons: { known: number /** First heard within the week. */; fresh: { code: string; label: string }[] };
  falseAlertsPerMonth: number;
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
export function workspaceBlocks(part: WorkspacePart, now: Date): KnownBlock[] {
  return [
    header("This workspace"),
    context("Only workspace admins see this part. `earshot export-config` writes the settings to a file."),
    section(titled("Health", healthLines(part.health, now))),
    section(titled(`Sources: ${part.sources.length}`, sourceLines(part.sources, now))),
    section(titled(`Routes: ${part.routes.length}`, routeLines(part.routes))),
    { type: "divider" },
    ...channelBlocks(part),
    { type: "divider" },
    ...teamBlocks(part),
    { type: "divider" },
    section(titled(`Reasons: ${amount(part.reasons.known)}`, [reasonsInWords(part.reasons)])),
    pressableLine(titled("False alerts", [trustInWords(part)]), {
      id: CHANGE_SETTINGS,
      label: "Change",
      value: "settings",
    }),
  ];
}

function sourceLines(sources: readonly ShownSource[], now: Date): string[] {
  if (sources.length === 0)
    return ["Nobody can send contacts yet: `earshot source add generic --name desk` makes one."];
  return sources.map(
    (source) => `• *${said(source.name, 80)}* (${said(source.kind, 40)}): ${stateOf(source, now)}`,
  );
}

function stateOf({ disabledAt, hasSecret, lastAt, lastDay, isSilent }: ShownSource, now: Date): string {
  if (disabledAt !== null) return "disabled, what it sends is refused";
  if (!hasSecret) return "*has no signing secret*, so all it sends is refused (`earshot source rotate`)";
  if (lastAt === null) return "nothing came in the last 30 days";
  return `${isSilent ? "*silent*, " : ""}last event ${ago(lastAt, now)}, ${counted(lastDay, "event")} in 24 h`;
}

function routeLines(routes: readonly Route[]): string[] {
  const lines = routes.map((route, index) => `${index + 1}. ${routeLine(route)}`);
  const rest = "What no route stops goes to its reason's or team's channel, else to the default one.";
  return [
    ...lines.slice(0, 15),
    ...(lines.length > 15 ? [`and ${lines.length - 15} more`] : []),
    `${rest} \`/earshot route\` changes them.`,
  ];
}

function channelBlocks({ channels }: WorkspacePart): KnownBlock[] {
  const isDefaultSet = channels.some(({ isDefault }) => isDefault);
  const missing = isDefaultSet ? [] : ["*No default channel is set*: `/earshot channel #its-name default`"];
  return [
    section(titled(`Channels: ${channels.length}`, missing)),
    ...channels.slice(0, MOST_CHANNELS).map(({ slackChannel, isDefault, settings }) =>
      pressableLine(`<#${slackChannel}>${isDefault ? " (default)" : ""}: ${settingsText(settings)}`, {
        id: CHANGE_CHANNEL,
        label: "Change",
        value: slackChannel,
      }),
    ),
    ...restOf(channels.length - MOST_CHANNELS, "`/earshot channels` lists those with settings of their own"),
  ];
}

function teamBlocks({ teams, today }: WorkspacePart): KnownBlock[] {
  const none = "They come with the first contacts, or `/earshot team billing` makes one.";
  return [
    section(titled(`Teams: ${teams.length}`, teams.length === 0 ? [none] : [])),
    ...teams
      .slice(0, MOST_TEAMS)
      .map((team) =>
        pressableLine(
          `*${said(team.label, 80)}*: ${leadsOf(team)}; ${said(calendarText(team.calendar, today), 600)}`,
          { id: CHANGE_TEAM, label: "Change", value: team.code },
        ),
      ),
    ...restOf(teams.length - MOST_TEAMS, "`/earshot team` lists them"),
  ];
}

function restOf(rest: number, how: string): KnownBlock[] {
  return rest > 0 ? [context(`and ${amount(rest)} more: ${how}`)] : [];
}

function reasonsInWords({ known, fresh }: WorkspacePart["reasons"]): string {
  if (known === 0) return "None has been heard yet.";
  if (fresh.length === 0) return "None is new in the last 7 days.";
  if (fresh.length === known) return "All of them were first heard in the last 7 days.";
  const names = fresh.slice(0, MOST_NEW_REASONS).map(({ label }) => said(label, 80));
  const rest = fresh.length - names.length;
  return `${amount(fresh.length)} new in the last 7 days: ${names.join(", ")}${rest > 0 ? ` and ${amount(rest)} more` : ""}.`;
}

/** What was accepted against what it came to, by people's own word. */
function trustInWords({ falseAlertsPerMonth, tally }: WorkspacePart): string {
  const accepted = `Accepted: ${budgetInWords(falseAlertsPerMonth)}.`;
  if (tally.told === 0) return `${accepted} No spike was told in the last 90 days.`;
  const wrong = `people marked ${tally.notUseful === 0 ? "none" : amount(tally.notUseful)} of them not useful`;
  return `${accepted} Told in the last 90 days: ${counted(tally.told, "spike alert")}; ${wrong}, ${amount(tally.notUseful / TALLY_MONTHS)} a month.`;
}

function titled(title: string, lines: readonly string[]): string {
  return fitting([`*${title}*`, ...lines]);
}
