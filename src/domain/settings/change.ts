import { labelOf } from "../codes.ts";
import type { Route } from "../routing/route.ts";
import { type Settings, unsetTeam, unsetTouchpoint } from "./settings.ts";
import { routeWords, settingsWords, teamWords, touchpointWords, type Word, type Words } from "./words.ts";

/** What would become different of one thing: a team, a route, the workspace. */
export type Change = {
  kind: "add" | "change" | "remove";
  section: keyof Settings;
  /** The thing's code or id, a route's place; null of the workspace. */
  name: string | null;
  settings: SettingChange[];
};
export type SettingChange = { key: string; before: Word; after: Word };

const listedSections = ["teams", "staff", "reasons", "touchpoints", "channels"] as const;
/** By section, which things a file lists; a section that it does not have is not here. */
export type Listed = { [Section in (typeof listedSections)[number]]?: ReadonlySet<string> | undefined };
export type Unlisted = { section: keyof Listed; name: string };

/** What differs, thing by thing; empty when nothing does. */
export function changesBetween(before: Settings, after: Settings): Change[] {
  const [was, is] = [settingsWords(before), settingsWords(after)];
  const workspace = differences(was.workspace, is.workspace);
  const ofWorkspace = { kind: "change", section: "workspace", name: null, settings: workspace } as const;
  return [
    ...(workspace.length === 0 ? [] : [ofWorkspace]),
    ...thingChanges("teams", was.teams, is.teams),
    ...thingChanges("staff", was.staff, is.staff),
    ...thingChanges("reasons", was.reasons, is.reasons),
    ...thingChanges("touchpoints", was.touchpoints, is.touchpoints),
    ...routeChanges(before.routes, after.routes),
    ...thingChanges("channels", was.channels, is.channels),
  ];
}

/** Things that people have set and that a written section does not list. */
export function unlistedIn(settings: Settings, listed: Listed): Unlisted[] {
  const set = {
    teams: codesOf(
      settings.teams,
      (code, team) => !same(teamWords(named(code, team)), teamWords(unsetTeam(code))),
    ),
    staff: codesOf(settings.staff, (_, { slackUser }) => slackUser !== null),
    reasons: codesOf(settings.reasons, () => true),
    touchpoints: codesOf(
      settings.touchpoints,
      (code, touchpoint) =>
        !same(touchpointWords(named(code, touchpoint)), touchpointWords(unsetTouchpoint(code))),
    ),
    channels: codesOf(settings.channels, () => true),
  };
  return listedSections.flatMap((section) => {
    const names = listed[section];
    if (names === undefined) return [];
    return set[section].filter((name) => !names.has(name)).map((name) => ({ section, name }));
  });
}

/** The settings without these. A reason that contacts go on naming is then one that nobody has catalogued. */
export function withoutUnlisted(settings: Settings, unlisted: readonly Unlisted[]): Settings {
  const left = {
    ...settings,
    teams: new Map(settings.teams),
    staff: new Map(settings.staff),
    reasons: new Map(settings.reasons),
    touchpoints: new Map(settings.touchpoints),
    channels: new Map(settings.channels),
  };
  for (const { section, name } of unlisted) {
    left[section].delete(name);
  }
  return left;
}

function codesOf<T>(things: ReadonlyMap<string, T>, isSet: (code: string, thing: T) => boolean): string[] {
  return [...things].flatMap(([code, thing]) => (isSet(code, thing) ? code : []));
}

/** A name that is just the code was chosen by nobody. */
function named<T extends { label: string }>(code: string, thing: T): T {
  return thing.label === code ? { ...thing, label: labelOf(code) } : thing;
}

function thingChanges(
  section: keyof Listed,
  was: ReadonlyMap<string, Words>,
  is: ReadonlyMap<string, Words>,
): Change[] {
  const changes: Change[] = [];
  for (const [name, words] of is) {
    const settings = differences(was.get(name) ?? {}, words);
    const kind = was.has(name) ? "change" : "add";
    if (settings.length > 0 || kind === "add") changes.push({ kind, section, name, settings });
  }
  for (const name of was.keys())
    if (!is.has(name)) changes.push({ kind: "remove", section, name, settings: [] });
  return changes;
}

function differences(before: Words, after: Words): SettingChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }))
    .filter((each) => !same(each.before, each.after));
}

/** Routes come and go whole; one that only has another place among those that stay has moved. */
function routeChanges(before: readonly Route[], after: readonly Route[]): Change[] {
  const [was, is] = [keysOf(before), keysOf(after)];
  const wasStaying = was.filter((key) => is.includes(key));
  const isStaying = is.filter((key) => was.includes(key));
  const change = (kind: Change["kind"], at: number, settings: SettingChange[]): Change => {
    return { kind, section: "routes", name: `${at + 1}`, settings };
  };
  const isMoved = (key: string) => wasStaying.indexOf(key) !== isStaying.indexOf(key);
  return [
    ...before.flatMap((route, at) =>
      is.includes(was[at] ?? "") ? [] : change("remove", at, differences(routeWords(route), {})),
    ),
    ...after.flatMap((route, at) => {
      const key = is[at] ?? "";
      if (!was.includes(key)) return change("add", at, differences({}, routeWords(route)));
      const place = { key: "place", before: `${was.indexOf(key) + 1}`, after: `${at + 1}` };
      return isMoved(key) ? change("change", at, [place]) : [];
    }),
  ];
}

/** A key for each route; the same route twice has two. */
function keysOf(routes: readonly Route[]): string[] {
  const seen = new Map<string, number>();
  return routes.map((route) => {
    const words = JSON.stringify(routeWords(route));
    const count = seen.get(words) ?? 0;
    seen.set(words, count + 1);
    return `${count} ${words}`;
  });
}

function same(a: Word | Words, b: Word | Words): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
