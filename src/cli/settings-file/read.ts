import { echo, type Read, read, refused } from "../../domain/calendar/read.ts";
import { usualSettings } from "../../domain/routing/interruption.ts";
import { type Unlisted, unlistedIn, withoutUnlisted } from "../../domain/settings/change.ts";
import {
  type Settings,
  unsetReason,
  unsetStaff,
  unsetTeam,
  unsetTouchpoint,
} from "../../domain/settings/settings.ts";
import { entryOf, joined, type Note, pairsOf, readCode } from "./entry.ts";
import type { Names } from "./names.ts";
import type { Mistake, Pair, Piece } from "./piece.ts";
import { readChannel } from "./read-channel.ts";
import {
  aliasFaults,
  readReason,
  readRoutes,
  readStaff,
  readWorkspace,
  withoutMerged,
} from "./read-others.ts";
import { readTeam } from "./read-team.ts";
import { readTouchpoint } from "./read-touchpoint.ts";

export const VERSION = "1";
export const sections = [
  "workspace",
  "teams",
  "staff",
  "reasons",
  "touchpoints",
  "routes",
  "channels",
] as const;
type Section = (typeof sections)[number];

/** What reading a file takes besides it. */
export type Reading = {
  /** What is set now. */
  before: Settings;
  names: Names;
  /** Whether what a section does not list goes. */
  prune: boolean;
  /** The local date (`2026-11-20`) in a zone. */
  today(zone: string): string;
};

/** What the file says shall be, over what is set now, and everything that is wrong with it. */
export type Wanted = {
  settings: Settings;
  /** Sections that the file has. */
  written: ReadonlySet<Section>;
  /** What its sections do not list, though people have set it. */
  unlisted: Unlisted[];
  mistakes: Mistake[];
};

export function readSettings(file: Piece, { before, names, prune, today }: Reading): Wanted {
  const mistakes: Mistake[] = [];
  const note: Note = ({ line, column }, path, why) =>
    mistakes.push({ line, column, message: path === "" ? why : `${path}: ${why}` });
  const top = topOf(file, note);
  const [workspaceAt, routesAt] = [top.get("workspace"), top.get("routes")];
  const workspace = workspaceAt
    ? readWorkspace(workspaceAt, before.workspace, names, note)
    : before.workspace;
  const { zone } = workspace;
  const teams = things(top.get("teams"), before.teams, note, readCode, (pair, team, code) =>
    readTeam(pair, team ?? unsetTeam(code), { names, zone, today }, note),
  );
  const codes = [...teams.all.keys()];
  const staff = things(top.get("staff"), before.staff, note, readCode, (pair, member) =>
    readStaff(pair, member ?? unsetStaff, codes, names, note),
  );
  const reasons = things(top.get("reasons"), before.reasons, note, readCode, (pair, reason, code) =>
    readReason(pair, reason ?? unsetReason(code), names, note),
  );
  const touchpoints = things(
    top.get("touchpoints"),
    before.touchpoints,
    note,
    readCode,
    (pair, touchpoint, code) => readTouchpoint(pair, touchpoint ?? unsetTouchpoint(code), note),
  );
  const channels = things(top.get("channels"), before.channels, note, names.channel, (pair, settings) =>
    readChannel(pair, settings ?? usualSettings(zone), note),
  );
  const unlisted = unlistedIn(before, {
    teams: teams.listed,
    staff: staff.listed,
    reasons: reasons.listed,
    touchpoints: touchpoints.listed,
    channels: channels.listed,
  });
  const all = {
    workspace,
    teams: teams.all,
    staff: staff.all,
    reasons: reasons.all,
    touchpoints: touchpoints.all,
    routes: routesAt ? readRoutes(routesAt, names, note) : before.routes,
    channels: channels.all,
  };
  const pruned = prune ? withoutUnlisted(all, unlisted) : all;
  const settings = { ...pruned, reasons: withoutMerged(pruned.reasons, reasons.listed ?? new Set()) };
  noteAliases(top.get("reasons"), settings.reasons, note);
  return { settings, written: new Set(sections.filter((each) => top.has(each))), unlisted, mistakes };
}

/** A section's things over those that are set now; and which it lists, where it is written. */
function things<T>(
  section: Pair | undefined,
  now: ReadonlyMap<string, T>,
  note: Note,
  readName: (key: string) => Read<string>,
  readOne: (pair: Pair, before: T | undefined, name: string) => T,
): { all: Map<string, T>; listed: ReadonlySet<string> | undefined } {
  const all = new Map(now);
  if (section === undefined) return { all, listed: undefined };
  const listed = new Set<string>();
  for (const pair of pairsOf(section.value, section.key, note).pairs) {
    const name = readName(pair.key);
    if (name.kind === "refused") note(pair.at, section.key, name.why);
    else if (listed.has(name.value)) note(pair.at, section.key, `“${echo(pair.key)}” is written twice`);
    else {
      listed.add(name.value);
      const placed = { ...pair, key: joined(section.key, pair.key) };
      all.set(name.value, readOne(placed, now.get(name.value), name.value));
    }
  }
  return { all, listed };
}

function noteAliases(section: Pair | undefined, reasons: Settings["reasons"], note: Note): void {
  const pairs = section?.value.kind === "map" ? section.value.pairs : [];
  for (const { codes, why } of aliasFaults(reasons)) {
    const pair = pairs.find(({ key }) => codes.includes(key));
    if (pair !== undefined) note(pair.at, joined("reasons", pair.key), why);
  }
}

const FIRST_LINE = `the first line is “version: ${VERSION}”`;

/** The file's sections by name, once its version is known to be ours. */
function topOf(file: Piece, note: Note): ReadonlyMap<string, Pair> {
  if (file.kind !== "map") {
    note(file.at, "", `these are no settings; ${FIRST_LINE}`);
    return new Map();
  }
  const top = entryOf({ key: "", value: file, at: file.at }, ["version", ...sections], note);
  if (!top.isWritten("version")) top.fault([], `version is missing; ${FIRST_LINE}`);
  top.one("version", VERSION, readVersion);
  return new Map(file.pairs.map((pair) => [pair.key, pair]));
}

function readVersion(text: string): Read<string> {
  return text === VERSION
    ? read(text)
    : refused(`version “${echo(text)}” is not known; this Earshot reads version ${VERSION}`);
}
