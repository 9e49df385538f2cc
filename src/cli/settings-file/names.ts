import { echo, type Read, read, refused } from "../../domain/calendar/read.ts";
import { closest } from "../../domain/closest.ts";
import type { Settings } from "../../domain/settings/settings.ts";

/** What Slack calls by several names, in any case. */
export type Named = { id: string; names: string[] };
export const directories = ["channels", "people", "groups"] as const;
export type DirectoryName = (typeof directories)[number];
/** As much of Slack's directory as was asked for; a string: why it is not known. */
export type Directory = Record<DirectoryName, readonly Named[] | string | undefined>;

/** Finds the ids of what a file names; ids, and whatever is stored already, stay as they are. */
export type Names = {
  channel(word: string): Read<string>;
  person(word: string): Read<string>;
  group(word: string): Read<string>;
  /** Who hears after the leads: a person, a group or a channel. */
  anybody(word: string): Read<string>;
  /** Which lists were asked for. */
  asked: ReadonlySet<DirectoryName>;
};

const IDS: Record<DirectoryName, RegExp> = {
  channels: /^[CG][A-Z0-9]{5,}$/,
  people: /^[UW][A-Z0-9]{5,}$/,
  groups: /^S[A-Z0-9]{5,}$/,
};
const KINDS: Record<DirectoryName, [one: string, example: string]> = {
  channels: ["channel", "C0123ABCD"],
  people: ["person", "U0123ABCD"],
  groups: ["user group", "S0123ABCD"],
};

/** @param stored ids that settings name now */
export function namesIn(directory: Directory, stored: ReadonlySet<string>): Names {
  const asked = new Set<DirectoryName>();
  const find = (list: DirectoryName, word: string): Read<string> => {
    if (stored.has(word) || IDS[list].test(word)) return read(word);
    asked.add(list);
    return found(list, directory[list], word.replace(/^[#@]/, "").toLowerCase());
  };
  return {
    channel: (word) => find("channels", word),
    person: (word) => find("people", word),
    group: (word) => find("groups", word),
    anybody(word) {
      if (stored.has(word) || Object.values(IDS).some((id) => id.test(word))) return read(word);
      if (word.startsWith("#")) return find("channels", word);
      const group = find("groups", word);
      const person = find("people", word);
      return group.kind === "read" ? group : person;
    },
    asked,
  };
}

function found(list: DirectoryName, known: Directory[DirectoryName], name: string): Read<string> {
  const [kind, example] = KINDS[list];
  const sigil = SIGILS[list];
  if (known === undefined || typeof known === "string") {
    const why = known ?? "no Slack is configured here";
    return refused(
      `${why}, so “${sigil}${echo(name)}” cannot be looked up; write the id, such as ${example}`,
    );
  }
  const those = known.filter(({ names }) => names.some((each) => each.toLowerCase() === name));
  const [one, another] = those;
  if (another !== undefined)
    return refused(
      `several are called “${sigil}${echo(name)}”: write the id of one, ${those.map(({ id }) => id).join(" or ")}`,
    );
  if (one !== undefined) return read(one.id);
  const near = closest(
    name,
    known.flatMap(({ names }) => names.map((each) => each.toLowerCase())),
  );
  const hint = near === undefined ? "" : `; did you mean “${sigil}${near}”?`;
  return refused(`Earshot sees no ${kind} “${sigil}${echo(name)}” in Slack${hint}`);
}

/** Ids that settings name now. A default channel may still be a name, which is looked up again. */
export function idsIn({ teams, staff, reasons, routes, channels }: Settings): Set<string> {
  const ids = [
    ...[...teams.values()].flatMap(({ slackChannel, leads, leadGroup, rules }) => [
      slackChannel,
      leadGroup,
      ...leads,
      ...rules.nextLevel,
    ]),
    ...[...staff.values()].map(({ slackUser }) => slackUser),
    ...[...reasons.values()].map(({ slackChannel }) => slackChannel),
    ...routes.flatMap(({ slackChannels }) => slackChannels),
    ...channels.keys(),
  ];
  return new Set(ids.filter((id) => id !== null));
}

/** What people call an id, when its list was asked for: `#billing-alerts`, `@otto`. */
export function nameIn(directory: Directory, id: string): string | undefined {
  for (const list of directories) {
    const known = directory[list];
    const name = typeof known === "object" ? known.find((each) => each.id === id)?.names[0] : undefined;
    if (name !== undefined) return `${SIGILS[list]}${name}`;
  }
  return undefined;
}

const SIGILS: Record<DirectoryName, string> = { channels: "#", people: "@", groups: "@" };
