import type { Change, Unlisted } from "../../domain/settings/change.ts";
import type { Word } from "../../domain/settings/words.ts";
import { counted } from "../words.ts";

const MARKS = { add: "+", change: "~", remove: "-" };
const COLOURS = { add: 32, change: 33, remove: 31, quiet: 2 };

export type PlanText = {
  nameOf(id: string): string | undefined;
  /** Only a terminal shows colours. */
  hasColours: boolean;
};

/** The changes as lines: `+` comes, `~` changes, `-` goes. */
export function planText(changes: readonly Change[], { nameOf, hasColours }: PlanText): string {
  const coloured = (kind: keyof typeof COLOURS, text: string) =>
    hasColours ? `\u001b[${COLOURS[kind]}m${text}\u001b[0m` : text;
  const named = (id: string) => printable(nameOf(id) ?? id);
  const text = (word: Word) => (word === null ? "none" : [word].flat().map(named).join(", "));
  const thing = ({ section, name }: Pick<Change, "section" | "name">) =>
    name === null ? section : `${section}.${named(name)}`;
  return changes
    .flatMap((change) => {
      const { kind, settings } = change;
      const shown = settings.filter(({ after }) => kind !== "add" || after !== null);
      const width = Math.max(0, ...shown.map(({ key }) => printable(key).length));
      const lines = shown.map(({ key, before, after }) => {
        const was = kind === "change" ? `${coloured("quiet", `${text(before)} →`)} ` : "";
        return `      ${printable(key).padEnd(width)}  ${was}${text(kind === "remove" ? before : after)}`;
      });
      return [coloured(kind, `  ${MARKS[kind]} ${thing(change)}`), ...lines];
    })
    .join("\n");
}

/** `2 to add, 1 to change`. */
export function countText(changes: readonly Change[]): string {
  const counts = (["add", "change", "remove"] as const).map(
    (kind) => [changes.filter((each) => each.kind === kind).length, kind] as const,
  );
  return counts.flatMap(([count, kind]) => (count === 0 ? [] : `${count} to ${kind}`)).join(", ");
}

/** What stays though its section does not list it. */
export function unlistedText(unlisted: readonly Unlisted[]): string {
  const names = unlisted.map(({ section, name }) => `  - ${section}.${printable(name)}`);
  const them = unlisted.length === 1 ? "It stays, and would be removed" : "They stay, and would be removed";
  return `${counted(unlisted.length, "thing")} not listed in the file. ${them} with --prune:\n${names.join("\n")}`;
}

/** Names come from outside: what moves a terminal's cursor, or turns its writing, is not printed. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");
}
