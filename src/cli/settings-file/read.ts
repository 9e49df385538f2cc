import { echo, type Read, read, refused } from "../../domain/calendar-read.ts";
import { usualSettings } from "../../domain/interruption.ts";
import { type Settings, unsetReason, unsetStaff, unsetTeam } from "../../domain/settings.ts";
import { type Listed, type Unlisted, unlistedIn, withoutUnlisted } from "../../domain/settings-change.ts";
import { entryOf, joined, type Note, pairsOf, readCode } from "./entry.ts";
import type { Names } from "./names.ts";
import type { Mistake, Pair, Piece } from "./piece.ts";
import { readChannel } from "./read-channel.ts";
import { aliasFaults, readReason, readRoutes, readStaff, readWorkspace } from "./read-others.ts";
import { readTeam } from "./read-team.ts";

export const VERSION = "1";
export const sections = ["workspace", "teams", "staff", "reasons", "routes", "channels"] as const;
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
  const listed: Listed = {};

  /** A section's things, over those that are set now. */
  function things<T>(
    section: keyof Listed,
    readName: (key: string) => Read<string>,
    readOne: (pair: Pair, name: string) => T,
  ): Map<string, T> {
    const all = new Map(before[section] as ReadonlyMap<string, unknown> as ReadonlyMap<string, T>);
    const pair = top.get(section);
    if (pair === undefined) return all;
    const names = new Set<string>();
    for (const each of pairsOf(pair.value, section, note).pairs) {
      const name = readName(each.key);
      if (name.kind === "refused") note(each.at, section, name.why);
      else if (names.has(name.value)) note(each.at, section, `“${echo(each.key)}” is written twice`);
      else {
        names.add(name.value);
        all.set(name.value, readOne({ ...each, key: joined(section, each.key) }, name.value));
      }
    }
    listed[section] = names;
    return all;
  }

  const workspacePair = top.get("workspace");
  const workspace =
    workspacePair === undefined
      ? before.workspace
      : readWorkspace(workspacePair, before.workspace, names, note);
  const { zone } = workspace;
  const teams = things("teams", readCode, (pair, code) =>
    readTeam(pair, before.teams.get(code) ?? unsetTeam(code), { names, zone, today }, note),
  );
  const staff = things("staff", readCode, (pair, code) =>
    readStaff(pair, before.staff.get(code) ?? unsetStaff, [...teams.keys()], names, note),
  );
  const reasons = things("reasons", readCode, (pair, code) =>
    readReason(pair, before.reasons.get(code) ?? unsetReason(code), names, note),
  );
  const channels = things("channels", names.channel, (pair, id) =>
    readChannel(pair, before.channels.get(id) ?? usualSettings(zone), note),
  );
  const routesPair = top.get("routes");
  const routes = routesPair === undefined ? before.routes : readRoutes(routesPair, names, note);
  const unlisted = unlistedIn(before, listed);
  const all = { workspace, teams, staff, reasons, routes, channels };
  const settings = prune ? withoutUnlisted(all, unlisted) : all;
  const written = top.get("reasons")?.value;
  const reasonPairs = written?.kind === "map" ? written.pairs : [];
  for (const { codes, why } of aliasFaults(settings.reasons)) {
    const pair = reasonPairs.find(({ key }) => codes.includes(key));
    if (pair !== undefined) note(pair.at, joined("reasons", pair.key), why);
  }
  return {
    settings,
    written: new Set(sections.filter((section) => top.has(section))),
    unlisted,
    mistakes,
  };
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
