import { Document, isMap, isScalar, Scalar, visit, type YAMLMap } from "yaml";
import type { Settings } from "../../domain/settings/settings.ts";
import { settingsWords, type Word, type Words } from "../../domain/settings/words.ts";
import { VERSION } from "./read.ts";

const HEAD = ` Earshot's settings. \`earshot apply\` shows what this file would change, and asks.
 What it does not mention stays; what a section does not list goes with --prune only.`;

/** Settings in a line each, `none` where nothing is set. @param nameOf what Slack calls an id, for a comment beside it */
export function settingsYaml(settings: Settings, nameOf: (id: string) => string | undefined): string {
  const words = settingsWords(settings);
  const document = new Document(
    {
      version: VERSION,
      ...{ ...words, workspace: shown(words.workspace) },
      teams: mapped(words.teams),
      staff: mapped(words.staff),
      reasons: mapped(words.reasons),
      touchpoints: mapped(words.touchpoints),
      routes: words.routes.map(shown),
      channels: mapped(words.channels),
    },
    { schema: "failsafe", aliasDuplicateObjects: false },
  );
  document.commentBefore = HEAD;
  for (const section of ["staff", "reasons", "touchpoints"]) inALine(document.get(section), nameOf);
  visit(document, {
    // a comment inside would break its line
    Map: (_, { flow }) => (flow ? visit.SKIP : undefined),
    Seq(_, list) {
      list.flow = list.items.every((item) => isScalar(item) && nameOf(String(item.value)) === undefined);
    },
    Scalar: (_, scalar) => remark(scalar, [nameOf(String(scalar.value))]),
  });
  for (const { key } of isMap(document.contents) ? document.contents.items.slice(1) : [])
    if (isScalar(key)) key.spaceBefore = true;
  return document.toString({ lineWidth: 0 });
}

function mapped(things: ReadonlyMap<string, Words>): Map<string, Map<string, Shown>> {
  return new Map([...things].map(([name, words]) => [name, shown(words)]));
}

type Shown = Scalar | string | string[];

function shown(words: Words): Map<string, Shown> {
  return new Map(Object.entries(words).map(([key, word]) => [key, shownWord(word)]));
}

/** A thing that is called none goes in quotes. */
function shownWord(word: Word): Shown {
  if (word === null) return "none";
  if (typeof word !== "string" || !/^(none|null|~)$/i.test(word)) return word;
  const scalar = new Scalar(word);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function inALine(section: unknown, nameOf: (id: string) => string | undefined): void {
  if (!isMap(section)) return;
  for (const { value } of section.items) {
    if (!isMap(value)) continue;
    value.flow = true;
    const ids = value.items.map((pair) => nameOf(String(isScalar(pair.value) ? pair.value.value : "")));
    remark(value, ids);
  }
}

function remark(node: Scalar | YAMLMap, names: (string | undefined)[]): void {
  const known = names.filter((name) => name !== undefined);
  if (known.length > 0) node.comment = ` ${known.join(", ").replace(/\s+/g, " ")}`;
}
