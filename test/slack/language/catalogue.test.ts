import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { languages } from "../../../src/domain/language.ts";
import { catalogues } from "../../../src/slack/language/catalogue.ts";

const { en, ...others } = catalogues;
const rooms = Object.keys(en) as (keyof typeof en)[];

test.each(Object.entries(others))("%s says what English says, of the same values", (_, other) => {
  expect(Object.keys(other)).toEqual(rooms);
  for (const room of rooms) {
    expect(wants(other[room]), room).toEqual(wants(en[room]));
  }
});

test.each(languages)("every plural of %s has the forms that the language has", (language) => {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [room, texts] of Object.entries(catalogues[language])) {
    for (const [name, text] of Object.entries<string>(texts)) {
      for (const plural of partsOf(text).filter((part) => part.type === TYPE.plural)) {
        const forms = Object.keys(plural.options).filter((form) => !form.startsWith("="));
        expect(forms.toSorted(), `${room}.${name}`).toEqual(categories.toSorted());
      }
    }
  }
});

test("a text is not left in English by mistake", () => {
  const same = rooms.flatMap((room) =>
    Object.entries<string>(en[room]).flatMap(([name, text]) =>
      /\p{L}{4}/u.test(literals(text)) && (others.fi[room] as Record<string, string>)[name] === text
        ? [`${room}.${name}`]
        : [],
    ),
  );
  expect(same).toEqual([]);
});

/** The values that each text is filled with, by what they are. */
function wants(texts: Record<string, string>): Record<string, string[]> {
  const all = Object.entries(texts).map(([name, text]) => [
    name,
    [...new Set(partsOf(text).flatMap(valueIn))].sort(),
  ]);
  return Object.fromEntries(all);
}

/** A plural and a number both want a number; what a select chooses from must be the same too. */
function valueIn(part: MessageFormatElement): string[] {
  switch (part.type) {
    case TYPE.literal:
    case TYPE.pound:
    case TYPE.tag:
      return [];
    case TYPE.plural:
    case TYPE.number:
      return [`${part.value}: number`];
    case TYPE.select:
      return [`${part.value}: ${Object.keys(part.options).sort().join("|")}`];
    default:
      return [`${part.value}: any`];
  }
}

function partsOf(text: string): MessageFormatElement[] {
  const all = (parts: MessageFormatElement[]): MessageFormatElement[] =>
    parts.flatMap((part) =>
      part.type === TYPE.plural || part.type === TYPE.select
        ? [part, ...Object.values(part.options).flatMap(({ value }) => all(value))]
        : [part],
    );
  return all(parse(text, { ignoreTag: true }));
}

/** Without commands and what is written as code: those are the same in every language. */
function literals(text: string): string {
  const said = partsOf(text).flatMap((part) => (part.type === TYPE.literal ? part.value : []));
  return said.join(" ").replace(/`[^`]*`|\{[^}]*\}/g, "");
}
